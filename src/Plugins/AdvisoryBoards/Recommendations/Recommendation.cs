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
/// <param name="Number">Which of the responses it is, from 1.</param>
/// <param name="Kind">Whether it will be done.</param>
/// <param name="On">When.</param>
/// <param name="By">Who said it; null where they were erased.</param>
/// <param name="Role">The role that they spoke in, held then.</param>
/// <param name="ImplementBy">When it is to be done; null where nothing is.</param>
public sealed record RecommendationResponse(
    int Number, ResponseKind Kind, [property: Unpublished] AgencyText Text, [property: Unpublished] AgencyText? Rationale, DateOnly On, [property: Unpublished] DateTimeOffset At,
    Personal<string> By, string Role, DateOnly? ImplementBy);

/// <summary>A report that a recommendation was implemented.</summary>
/// <param name="Number">Which of the reports it is, from 1.</param>
/// <param name="Text">What was done.</param>
/// <param name="Evidence">What shows it.</param>
/// <param name="On">When it was reported.</param>
/// <param name="By">Who reported it; null where they were erased.</param>
/// <param name="Role">The role that they spoke in, held then.</param>
/// <param name="RejectedFor">Why the board did not accept it; null where it did, or has not looked yet.</param>
public sealed record ImplementationReport(
    int Number, string Text, IReadOnlyList<EvidenceLink> Evidence, DateOnly On, [property: Unpublished] DateTimeOffset At, Personal<string> By, string Role, string? RejectedFor = null);

/// <summary>What a board recommends to the agency or another office, and what became of it.</summary>
/// <param name="Id">The recommendation's id.</param>
/// <param name="BoardId">The board that issued it.</param>
/// <param name="Topic">What it is about, in a word or two, as the tracker groups it.</param>
/// <param name="To">Whom it is addressed to.</param>
/// <param name="Evidence">What it rests on.</param>
public sealed record Recommendation(
    Guid Id, [property: Unpublished] Guid BoardId, [property: Unpublished] AgencyText Title, [property: Unpublished] AgencyText Text, string Topic, string To,
    IReadOnlyList<EvidenceLink> Evidence)
{
    /// <summary>Where it stands.</summary>
    public RecommendationState State { get; init; }

    [Unpublished] public Guid? Supersedes { get; init; }

    [Unpublished] public Guid? SupersededBy { get; init; }

    [Unpublished] public Guid? MotionId { get; init; }

    [Unpublished] public DateTimeOffset DraftedAt { get; init; }

    // When any of it was written last but its translations.
    [Unpublished] public DateTimeOffset RevisedAt { get; init; }

    /// <summary>When it was issued; null while it is a draft.</summary>
    public DateOnly? IssuedOn { get; init; }

    /// <summary>The last day to acknowledge it.</summary>
    public DateOnly? AcknowledgeBy { get; init; }

    /// <summary>The last day to respond to it.</summary>
    public DateOnly? RespondBy { get; init; }

    [Unpublished] public int AcknowledgeDays { get; init; }

    [Unpublished] public int ResponseDays { get; init; }

    /// <summary>When it was acknowledged, or responded to without that; null until it was.</summary>
    public DateOnly? AcknowledgedOn { get; init; }

    /// <summary>When it was first responded to; null until it was.</summary>
    public DateOnly? RespondedOn { get; init; }

    /// <summary>What the newest response says; null where there is none.</summary>
    public ResponseKind? Concurrence { get; init; }

    /// <summary>When it is to be done, as the newest response says; null where nothing is.</summary>
    public DateOnly? ImplementBy { get; init; }

    /// <summary>
    /// The last day to report that it was done: the first that a response named, since it was last declined where it was. Later responses postpone nothing.
    /// Null where nothing is to be done.
    /// </summary>
    public DateOnly? ReportBy { get; init; }

    /// <summary>How often a response named a later day to do it by than the one before.</summary>
    public int Postponements { get; init; }

    // The newest first.
    [Unpublished] public IReadOnlyList<RecommendationResponse> Responses { get; init; } = [];

    [Unpublished] public IReadOnlyList<ImplementationReport> Reports { get; init; } = [];

    /// <summary>When the board verified it; null until it did.</summary>
    public DateOnly? VerifiedOn { get; init; }

    /// <summary>What is missing where it was implemented in part, or why it was closed.</summary>
    public string? Rationale { get; init; }

    [Unpublished] public Guid? EndedByMotion { get; init; }

    /// <summary>What was done with it since it was issued, the oldest first.</summary>
    [Unpublished] public IReadOnlyList<RecommendationStep> Steps { get; init; } = [];

    internal static Recommendation? Evolve(Recommendation? recommendation, Guid id, object happened, DateTimeOffset at) => happened switch
    {
        RecommendationDrafted e => new(id, e.BoardId, new(e.Title, e.Language), new(e.Text, e.Language), e.Topic, e.To, e.Evidence)
        {
            Supersedes = e.Supersedes,
            DraftedAt = at,
            RevisedAt = at
        },
        _ when recommendation is null => null,
        RecommendationDiscarded => null,
        RecommendationRevised e => recommendation with
        {
            Title = recommendation.Title.Changed(e.Title, e.Language),
            Text = recommendation.Text.Changed(e.Text, e.Language),
            Topic = e.Topic,
            To = e.To,
            Evidence = e.Evidence,
            Supersedes = e.Supersedes,
            RevisedAt = at
        },
        RecommendationTranslated e => recommendation with
        {
            Title = recommendation.Title.Translated(e.Language, e.Title, e.Status),
            Text = recommendation.Text.Translated(e.Language, e.Text, e.Status)
        },
        RecommendationIssued e => (recommendation with
        {
            MotionId = e.MotionId,
            IssuedOn = e.On,
            AcknowledgeBy = e.AcknowledgeBy,
            RespondBy = e.RespondBy,
            AcknowledgeDays = e.AcknowledgeDays,
            ResponseDays = e.ResponseDays
        }).Took(new(RecommendationStepKind.Issued, e.On, RecommendationState.Issued) { MotionId = e.MotionId }),
        RecommendationAcknowledged e => (recommendation with { AcknowledgedOn = e.On })
            .Took(new(RecommendationStepKind.Acknowledged, e.On, RecommendationState.Acknowledged) { By = e.By, Role = e.Role }),
        RecommendationResponded e => (recommendation with
        {
            AcknowledgedOn = recommendation.AcknowledgedOn ?? e.On,
            RespondedOn = recommendation.RespondedOn ?? e.On,
            Concurrence = e.Response,
            ImplementBy = e.ImplementBy,
            Responses =
            [
                new(recommendation.Responses.Count + 1, e.Response, new(e.Text, e.Language), e.Rationale is { } rationale ? new(rationale, e.Language) : null, e.On, at, e.By, e.Role, e.ImplementBy),
                .. recommendation.Responses
            ]
        }).Took(new(RecommendationStepKind.Responded, e.On, recommendation.StateAfter(e.Response)) { By = e.By, Role = e.Role, Response = e.Response, ImplementBy = e.ImplementBy }),
        ResponseTranslated e => recommendation with
        {
            Responses = [.. recommendation.Responses.Select(response => response.Number != e.Number ? response : response with
            {
                Text = response.Text.Translated(e.Language, e.Text, e.Status),
                Rationale = e.Rationale is { } rationale ? response.Rationale?.Translated(e.Language, rationale, e.Status) : response.Rationale
            })]
        },
        ImplementationStarted e => recommendation.Took(new(RecommendationStepKind.Started, e.On, RecommendationState.InProgress) { By = e.By, Role = e.Role, Note = e.Note }),
        ImplementationReported e => (recommendation with { Reports = [new(recommendation.Reports.Count + 1, e.Text, e.Evidence, e.On, at, e.By, e.Role), .. recommendation.Reports] })
            .Took(new(RecommendationStepKind.Reported, e.On, RecommendationState.ReportedImplemented) { By = e.By, Role = e.Role }),
        ImplementationRejected e => (recommendation with { Reports = [.. recommendation.Reports.Select((report, i) => i > 0 ? report : report with { RejectedFor = e.Reason })] })
            .Took(new(RecommendationStepKind.Rejected, e.On, RecommendationState.InProgress) { MotionId = e.MotionId, Note = e.Reason }),
        ImplementationVerified e => (recommendation with { VerifiedOn = e.On, Rationale = e.Rationale, EndedByMotion = e.MotionId })
            .Took(new(RecommendationStepKind.Verified, e.On, e.Extent is ImplementationExtent.Full ? RecommendationState.VerifiedImplemented : RecommendationState.VerifiedPartial)
            {
                MotionId = e.MotionId,
                Note = e.Rationale
            }),
        RecommendationClosed e => (recommendation with { Rationale = e.Reason, EndedByMotion = e.MotionId })
            .Took(new(RecommendationStepKind.Closed, e.On, RecommendationState.Closed) { MotionId = e.MotionId, Note = e.Reason }),
        RecommendationSuperseded e => (recommendation with { SupersededBy = e.By }).Took(new(RecommendationStepKind.Superseded, e.On, RecommendationState.Superseded)),
        _ => recommendation
    };

    private Recommendation Took(RecommendationStep step)
    {
        var steps = (RecommendationStep[])[.. Steps, step with { Number = Steps.Count + 1 }];
        return this with
        {
            State = step.State,
            Steps = steps,
            ReportBy = RecommendationCourse.ReportByOf(steps),
            Postponements = RecommendationCourse.PostponementsOf(steps)
        };
    }

    // Another response undoes no work that was begun, unless it says that nothing will be done.
    private RecommendationState StateAfter(ResponseKind response) =>
        response is not ResponseKind.Decline && (State is RecommendationState.InProgress or RecommendationState.ReportedImplemented) ? State : RecommendationState.Responded;
}

public sealed partial class RecommendationProjection : SingleStreamProjection<Recommendation, Guid>
{
    public RecommendationProjection()
    {
        IncludeType<RecommendationDrafted>();
        IncludeType<RecommendationRevised>();
        IncludeType<RecommendationDiscarded>();
        IncludeType<RecommendationIssued>();
        IncludeType<RecommendationTranslated>();
        IncludeType<RecommendationAcknowledged>();
        IncludeType<RecommendationResponded>();
        IncludeType<ResponseTranslated>();
        IncludeType<ImplementationStarted>();
        IncludeType<ImplementationReported>();
        IncludeType<ImplementationVerified>();
        IncludeType<ImplementationRejected>();
        IncludeType<RecommendationClosed>();
        IncludeType<RecommendationSuperseded>();
    }

    public override Recommendation? Evolve(Recommendation? snapshot, Guid id, IEvent e) => Recommendation.Evolve(snapshot, id, e.Data, e.Timestamp);
}
