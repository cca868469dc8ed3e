using Marten.Patching;

namespace Engage.Plugins.Forums;

/// <summary>What was decided of a contribution.</summary>
public enum ModerationKind
{
    /// <summary>Flags say that it endangers somebody, and it is held back until a moderator decides.</summary>
    Held,

    /// <summary>A moderator hid it.</summary>
    Hidden,

    /// <summary>A moderator let it stand, and dismissed the flags on it.</summary>
    Kept,

    /// <summary>A moderator made it readable again.</summary>
    Restored
}

/// <summary>An author's appeal against a decision.</summary>
/// <param name="MadeAt">When the author appealed.</param>
/// <param name="Outcome">What another moderator found; null until one did.</param>
/// <param name="DecidedAt">When.</param>
/// <param name="Reasons">Why.</param>
public sealed record Appeal(DateTimeOffset MadeAt, AppealOutcome? Outcome = null, DateTimeOffset? DecidedAt = null, [property: Unpublished] string? Reasons = null);

/// <summary>A decision of the moderators. Everybody can read of it; it names neither who decided, nor who flagged, nor who wrote, and repeats nothing that was written.</summary>
/// <param name="Id">The decision's id.</param>
/// <param name="Kind">What was decided.</param>
/// <param name="Contribution">What it was decided on.</param>
/// <param name="Concern">What it was flagged for, for the most part; null where nobody had flagged it.</param>
/// <param name="At">When.</param>
/// <param name="Provisional">Whether it holds only until a moderator decides.</param>
/// <param name="Automated">Whether no person decided: it follows from the flags, or a program decided.</param>
/// <param name="FlaggedAt">When it was flagged first, of the flags that were decided on.</param>
/// <param name="EndedAt">When another decision took this one's place: a moderator's where it was provisional, the contribution was restored, or the appeal succeeded.</param>
/// <param name="Appeal">The author's appeal; null where there is none.</param>
public sealed record ModerationDecision(
    Guid Id, ModerationKind Kind, ContributionKind Contribution, [property: Unpublished] Guid TopicId, [property: Unpublished] Guid? PostId, FlagReason? Concern, DateTimeOffset At,
    bool Provisional, bool Automated, [property: Unpublished] DateTimeOffset? FlaggedAt, DateTimeOffset? EndedAt, Appeal? Appeal,
    [property: Unpublished] Guid? RuleId, [property: Unpublished] int? RuleVersion, [property: Unpublished] string? Reasons)
{
    public static ModerationDecision Of(
        Guid id, ModerationKind kind, Guid topicId, Guid? postId, FlagReason? concern, DateTimeOffset at, bool automated, DateTimeOffset? flaggedAt = null,
        Guid? ruleId = null, int? ruleVersion = null, string? reasons = null) => new(
        id, kind, postId is null ? ContributionKind.Topic : ContributionKind.Post, topicId, postId, concern, at, Provisional: kind is ModerationKind.Held, automated, flaggedAt,
        EndedAt: null, Appeal: null, ruleId, ruleVersion, reasons);
}

public sealed partial class ModerationDecisionProjection : EventProjection
{
    public ModerationDecisionProjection() => Options.DeleteViewTypeOnTeardown<ModerationDecision>();

    public void Project(IEvent<ContributionHeld> e, IDocumentOperations documents) =>
        documents.Insert(ModerationDecision.Of(e.Data.DecisionId, ModerationKind.Held, e.Data.TopicId, e.Data.PostId, e.Data.Concern, e.Timestamp, automated: true));

    public void Project(IEvent<ContributionHidden> e, IDocumentOperations documents)
    {
        documents.Insert(ModerationDecision.Of(
            e.Data.DecisionId, ModerationKind.Hidden, e.Data.TopicId, e.Data.PostId, e.Data.Concern, e.Timestamp, e.Data.Automated, e.Data.FlaggedAt, e.Data.RuleId, e.Data.RuleVersion, e.Data.Reasons));
        End(e.Data.Replaces, e.Timestamp, documents);
    }

    public void Project(IEvent<ContributionKept> e, IDocumentOperations documents)
    {
        documents.Insert(ModerationDecision.Of(
            e.Data.DecisionId, ModerationKind.Kept, e.Data.TopicId, e.Data.PostId, e.Data.Concern, e.Timestamp, e.Data.Automated, e.Data.FlaggedAt, e.Data.RuleId, e.Data.RuleVersion, e.Data.Reasons));
        End(e.Data.Replaces, e.Timestamp, documents);
    }

    public void Project(IEvent<ContributionRestored> e, IDocumentOperations documents)
    {
        documents.Insert(ModerationDecision.Of(e.Data.DecisionId, ModerationKind.Restored, e.Data.TopicId, e.Data.PostId, null, e.Timestamp, e.Data.Automated, reasons: e.Data.Reasons));
        End(e.Data.Ends, e.Timestamp, documents);
    }

    public void Project(IEvent<DecisionAppealed> e, IDocumentOperations documents) =>
        documents.Patch<ModerationDecision>(e.Data.DecisionId).Set(decision => decision.Appeal, new Appeal(e.Timestamp));

    public void Project(IEvent<AppealDecided> e, IDocumentOperations documents)
    {
        documents.Patch<ModerationDecision>(e.Data.DecisionId).Set(decision => decision.Appeal!.Outcome, e.Data.Outcome)
            .Set(decision => decision.Appeal!.DecidedAt, e.Timestamp).Set(decision => decision.Appeal!.Reasons, e.Data.Reasons);
        if (e.Data.Outcome is AppealOutcome.Overturned) End(e.Data.DecisionId, e.Timestamp, documents);
    }

    private static void End(Guid? decision, DateTimeOffset at, IDocumentOperations documents)
    {
        if (decision is { } id) documents.Patch<ModerationDecision>(id).Set(each => each.EndedAt, at);
    }
}

/// <summary>The particulars of decisions. Where a category is closed to the reader they are told that something was decided there, and no more.</summary>
public static class ModerationDecisionExtensions
{
    /// <summary>The rule that it rests on, in the version that was in force; null where none was named.</summary>
    public static async Task<IReadOnlyList<RuleVersion?>> Rule(IReadOnlyList<ModerationDecision> decisions, IQuerySession session, CancellationToken stop)
    {
        var rules = (await session.LoadManyAsync<Rule>(stop, decisions.Select(decision => decision.RuleId).OfType<Guid>().Distinct().ToArray())).ToDictionary(rule => rule.Id);
        return [.. decisions.Select(decision => decision.RuleId is { } id ? rules[id].Versions[decision.RuleVersion!.Value - 1] : null)];
    }

    /// <summary>On which day, in UTC, it was flagged first, of the flags that were decided on. No time: who saw somebody at it would know whose flag it was.</summary>
    public static DateOnly? FlaggedOn(ModerationDecision decision) => decision.FlaggedAt is { } at ? DateOnly.FromDateTime(at.UtcDateTime) : null;

    /// <summary>The facts that it rests on; null where none were given.</summary>
    public static Task<IReadOnlyList<string?>> Reasons(IReadOnlyList<ModerationDecision> decisions, Actor actor, IQuerySession session, CancellationToken stop) =>
        Open(decisions, decision => decision.Reasons, actor, session, stop);

    /// <summary>The topic or the post that it was decided on.</summary>
    public static Task<IReadOnlyList<Guid?>> ContributionId(IReadOnlyList<ModerationDecision> decisions, Actor actor, IQuerySession session, CancellationToken stop) =>
        Open(decisions, decision => (Guid?)(decision.PostId ?? decision.TopicId), actor, session, stop);

    /// <summary>Why the appeal was decided so; null where it was not decided.</summary>
    public static Task<IReadOnlyList<string?>> AppealReasons(IReadOnlyList<ModerationDecision> decisions, Actor actor, IQuerySession session, CancellationToken stop) =>
        Open(decisions, decision => decision.Appeal?.Reasons, actor, session, stop);

    private static async Task<IReadOnlyList<T?>> Open<T>(IReadOnlyList<ModerationDecision> decisions, Func<ModerationDecision, T?> show, Actor actor, IQuerySession session, CancellationToken stop)
    {
        var open = await Reading.InOpenCategories(session, actor, [.. decisions.Select(decision => decision.TopicId).Distinct()], stop);
        return [.. decisions.Select(decision => open.Contains(decision.TopicId) ? show(decision) : default)];
    }
}
