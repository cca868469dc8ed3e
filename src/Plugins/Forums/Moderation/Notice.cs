using System.Runtime.CompilerServices;
using Marten.Linq.MatchesSql;

namespace Engage.Plugins.Forums;

/// <summary>
/// What the author of something that was hidden is told: a statement of reasons in the sense of Regulation (EU) 2022/2065, article 17. Only they can read it, and moderators.
/// </summary>
/// <param name="Decision">What was decided, when, under which rule, and whether a person did.</param>
/// <param name="Reasons">The facts that it rests on; null for what is held back until a moderator decides.</param>
/// <param name="TopicId">The topic that it is about, or in which the post stands.</param>
/// <param name="PostId">The post that it is about; null where it is about the topic.</param>
/// <param name="Body">What you wrote.</param>
/// <param name="AppealReasons">Why your appeal was decided as it was.</param>
/// <param name="AppealUntil">Until when you can appeal; null where there is nothing to appeal, or you did.</param>
/// <param name="Redress">What you can do about it.</param>
public sealed record Notice(
    ModerationDecision Decision, string? Reasons, Guid TopicId, Guid? PostId, Personal<string> Body, string? AppealReasons, DateTimeOffset? AppealUntil, string Redress)
{
    public static Notice Of(ModerationDecision decision, Personal<string> body, DateTimeOffset now, ModerationSettings settings)
    {
        var until = decision.At.AddDays(settings.AppealDays);
        var appealable = decision is { Kind: ModerationKind.Hidden, EndedAt: null, Appeal: null } && until >= now;
        return new(decision, decision.Reasons, decision.TopicId, decision.PostId, body, decision.Appeal?.Reasons, appealable ? until : null, decision switch
        {
            { EndedAt: not null } => "This decision counts no longer.",
            { Kind: ModerationKind.Held } => "What you wrote is held back until a moderator decides. You need not do anything.",
            { Appeal.Outcome: null } when decision.Appeal is not null => "You appealed. Another moderator than the one who decided will answer.",
            { Appeal: not null } => "Two moderators decided on this. You can take it to an out-of-court dispute settlement body, where there is one, or to court.",
            _ when appealable => "You can appeal with 'appealDecision', under the name that you wrote under. Another moderator then decides. You can also go to court.",
            _ => "The time for an appeal is over. You can go to court."
        });
    }

    /// <summary>The notices of decisions, for each that the caller wrote the words of, or is a moderator; null for all others.</summary>
    public static async Task<Notice?> For(
        ModerationDecision? decision, Contribution contribution, Actor actor, IParticipants participants, TimeProvider clock, ModerationSettings settings, CancellationToken stop) =>
        decision is { Kind: ModerationKind.Held or ModerationKind.Hidden } && (actor.May(ForumPermissions.Moderate) || await contribution.IsByCaller(participants, stop))
            ? Of(decision, contribution.Body, clock.GetUtcNow(), settings)
            : null;
}

public static class NoticeQueries
{
    /// <summary>
    /// What was hidden of what you wrote under your own name or your pseudonym of the agency, the newest first. What you wrote under a name for one topic is
    /// not among them: ask for 'notice', or look at the post.
    /// </summary>
    public static async Task<Connection<Notice>> Notices(
        Page page, IParticipants participants, IQuerySession session, TimeProvider clock, ModerationSettings settings, CancellationToken stop)
    {
        var selves = (await participants.Selves(thread: null, stop)).Select(self => self.Value).ToArray();
        if (selves.Length == 0) return new List<Notice>().ToConnection(page, notice => notice.Decision.Id);
        var decisions = await session.Query<ModerationDecision>()
            .Where(decision => decision.Kind == ModerationKind.Held || decision.Kind == ModerationKind.Hidden)
            .Where(decision => decision.MatchesSql(
                """
                case when d.data ->> 'postId' is null
                  then exists (select from engage_forums.mt_doc_topic t where t.tenant_id = d.tenant_id and t.id = (d.data ->> 'topicId')::uuid and t.data -> 'author' -> 'name' ->> 'subject' = any(?))
                  else exists (select from engage_forums.mt_doc_post p where p.tenant_id = d.tenant_id and p.id = (d.data ->> 'postId')::uuid and p.data -> 'author' -> 'name' ->> 'subject' = any(?))
                end
                """, selves, selves))
            .ToConnection(page, Order.NewestFirst, decision => decision.Id, stop);
        var notices = new List<Notice>();
        foreach (var decision in decisions.Nodes)
            notices.Add(Forums.Notice.Of(decision, (await Contribution.Of(decision, session, stop)).Body, clock.GetUtcNow(), settings));
        return new(notices, [.. notices.Zip(decisions.Edges, (notice, edge) => new Edge<Notice>(notice, edge.Cursor))], decisions.PageInfo);
    }

    /// <summary>What its author is told of a decision that hid something; null for everybody else, moderators excepted.</summary>
    /// <param name="decisionId">The decision, as the moderation log names it.</param>
    public static async Task<Notice?> Notice(
        Guid decisionId, Actor actor, IParticipants participants, IQuerySession session, TimeProvider clock, ModerationSettings settings, CancellationToken stop) =>
        await session.LoadAsync<ModerationDecision>(decisionId, stop) is { } decision
            ? await Forums.Notice.For(decision, await Contribution.Of(decision, session, stop), actor, participants, clock, settings, stop)
            : null;
}

public static class PostNotices
{
    /// <summary>What its author is told of the decision that hides it; null for everybody else, moderators excepted.</summary>
    public static async Task<Notice?> Notice(
        Post post, Actor actor, IParticipants participants, IQuerySession session, TimeProvider clock, ModerationSettings settings, CancellationToken stop) =>
        post.HiddenBy is { } by && await session.LoadAsync<ModerationDecision>(by, stop) is { } decision
            ? await Forums.Notice.For(decision, await Contribution.Of(decision, session, stop), actor, participants, clock, settings, stop)
            : null;
}

public static class TopicNotices
{
    /// <summary>What its author is told of the decision that hides it; null for everybody else, moderators excepted.</summary>
    public static async Task<Notice?> Notice(
        Topic topic, Actor actor, IParticipants participants, IQuerySession session, TimeProvider clock, ModerationSettings settings, CancellationToken stop) =>
        topic.HiddenBy is { } by
            ? await Forums.Notice.For(await session.LoadAsync<ModerationDecision>(by, stop), new(topic, Post: null), actor, participants, clock, settings, stop)
            : null;
}

public static class NoticeSubscriptions
{
    /// <summary>What is decided, from now on, of what you wrote: that it is hidden or held back, or what became of your appeal.</summary>
    public static async IAsyncEnumerable<Notice> NoticeGiven(
        IEventFeed feed, IParticipants participants, IQuerySession session, TimeProvider clock, ModerationSettings settings, [EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (var decided in feed.Of<IDecided>(stop))
        {
            if (await session.LoadAsync<ModerationDecision>(decided.Data.DecisionId, stop) is not { Kind: ModerationKind.Held or ModerationKind.Hidden } decision) continue;
            var contribution = await Contribution.Of(decision, session, stop);
            if (await contribution.IsByCaller(participants, stop)) yield return Forums.Notice.Of(decision, contribution.Body, clock.GetUtcNow(), settings);
        }
    }
}
