using Marten.Linq.MatchesSql;

namespace Engage.Plugins.Forums;

/// <summary>Which reviews the queue holds; what is left out does not narrow it.</summary>
/// <param name="State">Only reviews in this state. Left out: those that wait for a moderator, PENDING and APPEALED.</param>
/// <param name="Priority">Only reviews of this priority.</param>
/// <param name="Concern">Only reviews with a flag for this reason that waits.</param>
public sealed record ReviewFilter(ReviewState? State = null, ReviewPriority? Priority = null, FlagReason? Concern = null);

/// <summary>Which decisions the log holds; what is left out does not narrow it.</summary>
/// <param name="Kind">Only decisions of this kind.</param>
/// <param name="Concern">Only decisions on what was flagged for this.</param>
/// <param name="RuleId">Only decisions that rest on this rule.</param>
/// <param name="Appealed">Only decisions that were appealed, or were not.</param>
/// <param name="AppealOutcome">Only decisions with this outcome of an appeal.</param>
public sealed record ModerationFilter(ModerationKind? Kind = null, FlagReason? Concern = null, Guid? RuleId = null, bool? Appealed = null, AppealOutcome? AppealOutcome = null);

public static class ModerationQueries
{
    /// <summary>What waits for a moderator: by priority, and of one priority what waits longest first.</summary>
    /// <param name="where">Which of it.</param>
    [Requires(ForumPermissions.Moderate)]
    public static Task<Connection<Review>> ModerationQueue(Page page, ReviewFilter? where, IQuerySession session, CancellationToken stop)
    {
        IQueryable<Review> reviews = session.Query<Review>();
        reviews = where?.State is { } state
            ? reviews.Where(review => review.State == state)
            : reviews.Where(review => review.State == ReviewState.Pending || review.State == ReviewState.Appealed);
        if (where?.Priority is { } priority) reviews = reviews.Where(review => review.Priority == priority);
        if (where?.Concern is { } concern) reviews = reviews.Where(review => review.Flags.Any(flag => flag.Reason == concern && flag.State == FlagState.Open));
        return reviews.ToConnection(page, new RankedBy<decimal>(Review.Rank), session, review => review.Id, stop);
    }

    /// <summary>Everything that the moderators decided, the newest first.</summary>
    /// <param name="where">Which of it.</param>
    public static Task<Connection<ModerationDecision>> ModerationLog(Page page, ModerationFilter? where, IQuerySession session, CancellationToken stop)
    {
        IQueryable<ModerationDecision> decisions = session.Query<ModerationDecision>();
        if (where?.Kind is { } kind) decisions = decisions.Where(decision => decision.Kind == kind);
        if (where?.Concern is { } concern) decisions = decisions.Where(decision => decision.Concern == concern);
        if (where?.RuleId is { } rule) decisions = decisions.Where(decision => decision.RuleId == rule);
        if (where?.Appealed is { } appealed)
            decisions = decisions.Where(decision => decision.MatchesSql(appealed ? "d.data -> 'appeal' ->> 'madeAt' is not null" : "d.data -> 'appeal' ->> 'madeAt' is null"));
        if (where?.AppealOutcome is { } outcome) decisions = decisions.Where(decision => decision.Appeal!.Outcome == outcome);
        return decisions.ToConnection(page, Order.NewestFirst, decision => decision.Id, stop);
    }
}

public static class ReviewExtensions
{
    /// <summary>The post that it is about, with its words; null where it is about the topic.</summary>
    public static async Task<IReadOnlyList<Post?>> Post(IReadOnlyList<Review> reviews, IQuerySession session, CancellationToken stop)
    {
        var posts = (await session.LoadManyAsync<Post>(stop, reviews.Select(review => review.PostId).OfType<Guid>().ToArray())).ToDictionary(post => post.Id);
        return [.. reviews.Select(review => review.PostId is { } id ? posts[id] : null)];
    }

    /// <summary>The topic that it is about, or in which the post stands.</summary>
    public static async Task<IReadOnlyList<Topic>> Topic(IReadOnlyList<Review> reviews, IQuerySession session, CancellationToken stop)
    {
        var topics = (await session.LoadManyAsync<Topic>(stop, reviews.Select(review => review.TopicId).Distinct().ToArray())).ToDictionary(topic => topic.Id);
        return [.. reviews.Select(review => topics[review.TopicId])];
    }

    /// <summary>The decision that counts now; null where nothing was decided yet.</summary>
    public static Task<IReadOnlyList<ModerationDecision?>> Decision(IReadOnlyList<Review> reviews, IQuerySession session, CancellationToken stop) =>
        HiddenPosts.Decisions([.. reviews.Select(review => review.DecisionId)], session, stop);

    /// <summary>Whether you claimed it, and the claim still counts.</summary>
    public static bool Mine(Review review, Actor actor, TimeProvider clock) => review.ClaimedBy == actor.Id.Value && review.ClaimedUntil > clock.GetUtcNow();
}
