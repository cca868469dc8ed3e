namespace Engage.Plugins.AdvisoryBoards;

/// <summary>What was done with a recommendation.</summary>
public enum RecommendationStepKind
{
    /// <summary>The board issued it.</summary>
    Issued,

    /// <summary>Somebody said that it came.</summary>
    Acknowledged,

    /// <summary>It was responded to.</summary>
    Responded,

    /// <summary>Its implementation was begun.</summary>
    Started,

    /// <summary>It was reported as implemented.</summary>
    Reported,

    /// <summary>The board did not accept the report.</summary>
    Rejected,

    /// <summary>The board verified the report.</summary>
    Verified,

    /// <summary>The board pursues it no further.</summary>
    Closed,

    /// <summary>Another one took its place.</summary>
    Superseded
}

/// <summary>One thing that was done with a recommendation.</summary>
/// <param name="Kind">What.</param>
/// <param name="On">When.</param>
/// <param name="State">Where it stood after that.</param>
public sealed record RecommendationStep(RecommendationStepKind Kind, DateOnly On, RecommendationState State)
{
    /// <summary>Which of the steps it is, from 1.</summary>
    public int Number { get; init; }

    /// <summary>Who did it; null where they were erased, and for what the board does.</summary>
    public Personal<string>? By { get; init; }

    /// <summary>The role that they spoke in, held then; null for what the board does.</summary>
    public string? Role { get; init; }

    /// <summary>What was said, where it was responded to.</summary>
    public ResponseKind? Response { get; init; }

    /// <summary>When it was to be done, as the response said.</summary>
    public DateOnly? ImplementBy { get; init; }

    /// <summary>What was begun, what is missing, or why the board did so.</summary>
    public string? Note { get; init; }

    [Unpublished] public Guid? MotionId { get; init; }
}

/// <summary>The days of a recommendation that was issued: all that its clock and its part in the rates are computed from, on any day.</summary>
/// <param name="Steps">What was done with it, the oldest first.</param>
public sealed record RecommendationCourse(Guid Id, DateOnly IssuedOn, DateOnly AcknowledgeBy, DateOnly RespondBy, IReadOnlyList<RecommendationStep> Steps)
{
    public RecommendationState State => Steps[^1].State;

    public DateOnly? AcknowledgedOn => Steps.FirstOrDefault(step => step.Kind is RecommendationStepKind.Acknowledged or RecommendationStepKind.Responded)?.On;

    /// <summary>When it was first responded to.</summary>
    public DateOnly? RespondedOn => Steps.FirstOrDefault(step => step.Kind is RecommendationStepKind.Responded)?.On;

    /// <summary>What the newest response says.</summary>
    public RecommendationStep? Response => Steps.LastOrDefault(step => step.Kind is RecommendationStepKind.Responded);

    /// <summary>The last day to report that it was done; null where nothing is to be done.</summary>
    public DateOnly? ReportBy => ReportByOf(Steps);

    /// <summary>How often a response named a later day to do it by than the one before.</summary>
    public int Postponements => PostponementsOf(Steps);

    public bool IsOpen => State is not (RecommendationState.VerifiedImplemented or RecommendationState.VerifiedPartial or RecommendationState.Closed or RecommendationState.Superseded);

    /// <summary>As it stood at the end of a day; null where it was not issued by then.</summary>
    public RecommendationCourse? AsOf(DateOnly day) => IssuedOn > day ? null : this with { Steps = [.. Steps.Where(step => step.On <= day)] };

    /// <summary>The course of a recommendation; null of a draft.</summary>
    public static RecommendationCourse? Of(Recommendation recommendation) => recommendation.IssuedOn is { } on
        ? new(recommendation.Id, on, recommendation.AcknowledgeBy!.Value, recommendation.RespondBy!.Value, recommendation.Steps)
        : null;

    // Whoever owes something does not move the day by which they owe it. To decline owes nothing, and what is said after that begins anew.
    internal static DateOnly? ReportByOf(IEnumerable<RecommendationStep> steps) => steps.Where(step => step.Kind is RecommendationStepKind.Responded)
        .Aggregate((DateOnly?)null, (day, step) => step.Response is ResponseKind.Decline ? null : day ?? step.ImplementBy);

    // Across a refusal too: to decline and agree again puts off what was promised before.
    internal static int PostponementsOf(IEnumerable<RecommendationStep> steps)
    {
        var days = steps.Select(step => step.ImplementBy).OfType<DateOnly>().ToList();
        return days.Zip(days.Skip(1)).Count(pair => pair.Second > pair.First);
    }
}
