namespace Engage.Plugins.AdvisoryBoards;

/// <summary>What a recommendation rests on, or what shows that it was done.</summary>
/// <param name="Title">What it is.</param>
/// <param name="Url">Where it can be read; an https address.</param>
public sealed record EvidenceLink(string Title, string Url);

/// <summary>What is said to a recommendation.</summary>
public enum ResponseKind
{
    /// <summary>It will be done.</summary>
    Concur,

    /// <summary>A part of it will be done; the rationale says why not the rest.</summary>
    Partly,

    /// <summary>It will not be done; the rationale says why.</summary>
    Decline
}

/// <summary>How far the board found a recommendation implemented.</summary>
public enum ImplementationExtent
{
    /// <summary>Wholly.</summary>
    Full,

    /// <summary>In part, and no more is to come.</summary>
    Partial
}

/// <summary>Where a recommendation stands.</summary>
public enum RecommendationState
{
    /// <summary>Being written.</summary>
    Drafted,

    /// <summary>Issued by the board, and waiting.</summary>
    Issued,

    /// <summary>Somebody said that it came.</summary>
    Acknowledged,

    /// <summary>Responded to.</summary>
    Responded,

    /// <summary>Being implemented.</summary>
    InProgress,

    /// <summary>Reported as implemented, and not yet verified by the board.</summary>
    ReportedImplemented,

    /// <summary>Found implemented by the board that issued it.</summary>
    VerifiedImplemented,

    /// <summary>Found implemented in part by the board that issued it.</summary>
    VerifiedPartial,

    /// <summary>Pursued no further by the board.</summary>
    Closed,

    /// <summary>Another one took its place.</summary>
    Superseded
}

/// <summary>What was said to a recommendation.</summary>
/// <param name="Kind">Whether it will be done.</param>
/// <param name="On">When.</param>
/// <param name="By">Who said it; null where they were erased.</param>
/// <param name="Role">The role that they spoke in, held then.</param>
/// <param name="ImplementBy">When it is to be done.</param>
public sealed record RecommendationResponse(
    ResponseKind Kind, [property: Unpublished] AgencyText Text, [property: Unpublished] AgencyText? Rationale, DateOnly On, Personal<string> By, string Role, DateOnly? ImplementBy);

/// <summary>A report that a recommendation was implemented.</summary>
/// <param name="Text">What was done.</param>
/// <param name="Evidence">What shows it.</param>
/// <param name="On">When it was reported.</param>
/// <param name="By">Who reported it; null where they were erased.</param>
/// <param name="Role">The role that they spoke in, held then.</param>
/// <param name="RejectedFor">Why the board did not accept it; null where it did, or has not looked yet.</param>
public sealed record ImplementationReport(string Text, IReadOnlyList<EvidenceLink> Evidence, DateOnly On, Personal<string> By, string Role, string? RejectedFor = null);

/// <summary>What a board recommends to the agency or another office, and what became of it.</summary>
/// <param name="Id">The recommendation's id.</param>
/// <param name="BoardId">The board that issued it.</param>
/// <param name="Topic">What it is about, in a word or two, as the tracker groups it.</param>
/// <param name="To">Whom it is addressed to.</param>
/// <param name="Evidence">What it rests on.</param>
/// <param name="DraftedAt">When it was drafted.</param>
public sealed record Recommendation(
    Guid Id, [property: Unpublished] Guid BoardId, [property: Unpublished] AgencyText Title, [property: Unpublished] AgencyText Text, string Topic, string To,
    IReadOnlyList<EvidenceLink> Evidence, [property: Unpublished] DateTimeOffset DraftedAt)
{
    public RecommendationState State { get; init; }

    /// <summary>The recommendation whose place it takes.</summary>
    public Guid? Supersedes { get; init; }

    /// <summary>The recommendation that took its place.</summary>
    public Guid? SupersededBy { get; init; }

    /// <summary>The motion of the board that carried it.</summary>
    [Unpublished] public Guid? MotionId { get; init; }

    /// <summary>When it was issued; null while it is a draft.</summary>
    public DateOnly? IssuedOn { get; init; }

    /// <summary>The last day to acknowledge it.</summary>
    public DateOnly? AcknowledgeBy { get; init; }

    /// <summary>The last day to respond to it.</summary>
    public DateOnly? RespondBy { get; init; }

    /// <summary>When it was acknowledged; null until it was.</summary>
    public DateOnly? AcknowledgedOn { get; init; }

    /// <summary>All that was said to it, the newest first.</summary>
    public IReadOnlyList<RecommendationResponse> Responses { get; init; } = [];

    /// <summary>When it was first responded to; null until it was.</summary>
    public DateOnly? RespondedOn { get; init; }

    /// <summary>All reports that it was implemented, the newest first.</summary>
    public IReadOnlyList<ImplementationReport> Reports { get; init; } = [];

    /// <summary>When the board verified it; null until it did.</summary>
    public DateOnly? VerifiedOn { get; init; }

    /// <summary>What is missing where it was implemented in part, or why it was closed.</summary>
    public string? Rationale { get; init; }

    /// <summary>The motion of the board that verified or closed it.</summary>
    [Unpublished] public Guid? EndedByMotion { get; init; }
}

public sealed partial class RecommendationProjection : SingleStreamProjection<Recommendation, Guid>
{
    public RecommendationProjection() => DeleteEvent<RecommendationDiscarded>();

    public static Recommendation Create(IEvent<RecommendationDrafted> e) => new(
        e.StreamId, e.Data.BoardId, new(e.Data.Title, e.Data.Language), new(e.Data.Text, e.Data.Language), e.Data.Topic, e.Data.To, e.Data.Evidence, e.Timestamp) { Supersedes = e.Data.Supersedes };

    public static Recommendation Apply(RecommendationRevised e, Recommendation draft) => draft with
    {
        Title = draft.Title.Changed(e.Title, e.Language), Text = draft.Text.Changed(e.Text, e.Language), Topic = e.Topic, To = e.To, Evidence = e.Evidence, Supersedes = e.Supersedes
    };

    public static Recommendation Apply(RecommendationTranslated e, Recommendation recommendation) => recommendation with
    {
        Title = recommendation.Title.Translated(e.Language, e.Title, e.Status), Text = recommendation.Text.Translated(e.Language, e.Text, e.Status)
    };

    public static Recommendation Apply(RecommendationIssued e, Recommendation recommendation) => recommendation with
    {
        State = RecommendationState.Issued, MotionId = e.MotionId, IssuedOn = e.On, AcknowledgeBy = e.AcknowledgeBy, RespondBy = e.RespondBy
    };

    public static Recommendation Apply(RecommendationAcknowledged e, Recommendation recommendation) => recommendation with { State = RecommendationState.Acknowledged, AcknowledgedOn = e.On };

    public static Recommendation Apply(RecommendationResponded e, Recommendation recommendation) => recommendation with
    {
        State = RecommendationState.Responded, AcknowledgedOn = recommendation.AcknowledgedOn ?? e.On, RespondedOn = recommendation.RespondedOn ?? e.On,
        Responses = [new(e.Response, new(e.Text, e.Language), e.Rationale is { } rationale ? new(rationale, e.Language) : null, e.On, e.By, e.Role, e.ImplementBy), .. recommendation.Responses]
    };

    public static Recommendation Apply(ResponseTranslated e, Recommendation recommendation) => recommendation with
    {
        Responses = [.. recommendation.Responses.Select((response, i) => i > 0 ? response : response with
        {
            Text = response.Text.Translated(e.Language, e.Text, e.Status),
            Rationale = e.Rationale is { } rationale ? response.Rationale?.Translated(e.Language, rationale, e.Status) : response.Rationale
        })]
    };

    public static Recommendation Apply(ImplementationStarted _, Recommendation recommendation) => recommendation with { State = RecommendationState.InProgress };

    public static Recommendation Apply(ImplementationReported e, Recommendation recommendation) => recommendation with
    {
        State = RecommendationState.ReportedImplemented, Reports = [new(e.Text, e.Evidence, e.On, e.By, e.Role), .. recommendation.Reports]
    };

    public static Recommendation Apply(ImplementationVerified e, Recommendation recommendation) => recommendation with
    {
        State = e.Extent is ImplementationExtent.Full ? RecommendationState.VerifiedImplemented : RecommendationState.VerifiedPartial, VerifiedOn = e.On, Rationale = e.Rationale, EndedByMotion = e.MotionId
    };

    public static Recommendation Apply(ImplementationRejected e, Recommendation recommendation) => recommendation with
    {
        State = RecommendationState.InProgress, Reports = [.. recommendation.Reports.Select((report, i) => i > 0 ? report : report with { RejectedFor = e.Reason })]
    };

    public static Recommendation Apply(RecommendationClosed e, Recommendation recommendation) => recommendation with { State = RecommendationState.Closed, Rationale = e.Reason, EndedByMotion = e.MotionId };

    public static Recommendation Apply(RecommendationSuperseded e, Recommendation recommendation) => recommendation with { State = RecommendationState.Superseded, SupersededBy = e.By };
}
