namespace Engage.Plugins.AdvisoryBoards;

/// <summary>Something that happened to a recommendation, in its own stream: what people follow.</summary>
public interface IRecommendationChange;

/// <param name="To">Whom it is addressed to, by the name of the office.</param>
/// <param name="Supersedes">The recommendation of the same board whose place it takes once it is issued.</param>
public sealed record RecommendationDrafted(
    Guid BoardId, string Title, string Text, string Topic, string To, IReadOnlyList<EvidenceLink> Evidence, Guid? Supersedes = null, string? Language = null) : IRecommendationChange;

/// <summary>Only a draft is revised.</summary>
public sealed record RecommendationRevised(
    string Title, string Text, string Topic, string To, IReadOnlyList<EvidenceLink> Evidence, Guid? Supersedes = null, string? Language = null) : IRecommendationChange;

public sealed record RecommendationDiscarded;

/// <param name="MotionId">The motion of the board that carried it.</param>
/// <param name="AcknowledgeBy">The last day to acknowledge it, counted on the calendar as it was.</param>
/// <param name="RespondBy">The last day to respond to it.</param>
/// <param name="AcknowledgeDays">How many business days that was, by the board's rules of the day. So with the response.</param>
public sealed record RecommendationIssued(
    Guid MotionId, DateOnly On, DateOnly AcknowledgeBy, DateOnly RespondBy, int AcknowledgeDays, int ResponseDays) : IRecommendationChange;

public sealed record RecommendationTranslated(string Language, string Title, string Text, TranslationStatus Status) : IRecommendationChange;

/// <param name="Role">The role that they spoke in, held when they did.</param>
public sealed record RecommendationAcknowledged(DateOnly On, Personal<string> By, string Role) : IRecommendationChange;

/// <param name="Rationale">Why; always given where it is not CONCUR.</param>
/// <param name="ImplementBy">When it is to be done; null where nothing is.</param>
public sealed record RecommendationResponded(
    ResponseKind Response, string Text, string? Rationale, DateOnly On, Personal<string> By, string Role, DateOnly? ImplementBy = null, string? Language = null) : IRecommendationChange;

/// <param name="Number">Which of the responses, from 1: another one may have followed while it was translated.</param>
public sealed record ResponseTranslated(int Number, string Language, string Text, string? Rationale, TranslationStatus Status) : IRecommendationChange;

public sealed record ImplementationStarted(string Note, DateOnly On, Personal<string> By, string Role) : IRecommendationChange;

/// <summary>Whoever was to do it says that it is done. That does not make it so: the board verifies.</summary>
public sealed record ImplementationReported(string Text, IReadOnlyList<EvidenceLink> Evidence, DateOnly On, Personal<string> By, string Role) : IRecommendationChange;

/// <param name="MotionId">The motion of the board that issued it.</param>
/// <param name="Rationale">What is missing; null where nothing is.</param>
public sealed record ImplementationVerified(Guid MotionId, ImplementationExtent Extent, string? Rationale, DateOnly On) : IRecommendationChange;

public sealed record ImplementationRejected(Guid MotionId, string Reason, DateOnly On) : IRecommendationChange;

/// <summary>The board pursues it no further.</summary>
public sealed record RecommendationClosed(Guid MotionId, string Reason, DateOnly On) : IRecommendationChange;

/// <param name="By">The recommendation that took its place.</param>
public sealed record RecommendationSuperseded(Guid By, DateOnly On) : IRecommendationChange;
