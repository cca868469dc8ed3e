using Marten.Patching;

namespace Engage.Plugins.Forums;

// What is hidden stays in its document: only who reads it is shown less.
public sealed partial class PostProjection
{
    public void Project(IEvent<ContributionHeld> e, IDocumentOperations documents) => Hide(e.Data.PostId, e.Data.DecisionId, documents);

    public void Project(IEvent<ContributionHidden> e, IDocumentOperations documents) => Hide(e.Data.PostId, e.Data.DecisionId, documents);

    public void Project(IEvent<ContributionKept> e, IDocumentOperations documents) => Hide(e.Data.PostId, by: null, documents);

    public void Project(IEvent<ContributionRestored> e, IDocumentOperations documents) => Hide(e.Data.PostId, by: null, documents);

    public void Project(IEvent<AppealDecided> e, IDocumentOperations documents)
    {
        if (e.Data.Outcome is AppealOutcome.Overturned) Hide(e.Data.PostId, by: null, documents);
    }

    private static void Hide(Guid? postId, Guid? by, IDocumentOperations documents)
    {
        if (postId is { } id) documents.Patch<Post>(id).Set(post => post.HiddenBy, by);
    }
}

public sealed partial class TopicProjection
{
    public void Project(IEvent<ContributionHeld> e, IDocumentOperations documents) => Hide(e.Data.TopicId, e.Data.PostId, e.Data.DecisionId, documents);

    public void Project(IEvent<ContributionHidden> e, IDocumentOperations documents) => Hide(e.Data.TopicId, e.Data.PostId, e.Data.DecisionId, documents);

    public void Project(IEvent<ContributionKept> e, IDocumentOperations documents) => Hide(e.Data.TopicId, e.Data.PostId, by: null, documents);

    public void Project(IEvent<ContributionRestored> e, IDocumentOperations documents) => Hide(e.Data.TopicId, e.Data.PostId, by: null, documents);

    public void Project(IEvent<AppealDecided> e, IDocumentOperations documents)
    {
        if (e.Data.Outcome is AppealOutcome.Overturned) Hide(e.Data.TopicId, e.Data.PostId, by: null, documents);
    }

    private static void Hide(Guid topicId, Guid? postId, Guid? by, IDocumentOperations documents)
    {
        if (postId is null) documents.Patch<Topic>(topicId).Set(topic => topic.HiddenBy, by);
    }
}

public static class HiddenPosts
{
    /// <summary>The decision that hides it, with the rule and the reasons; null where it can be read.</summary>
    public static Task<IReadOnlyList<ModerationDecision?>> Hidden(IReadOnlyList<Post> posts, IQuerySession session, CancellationToken stop) =>
        Decisions([.. posts.Select(post => post.HiddenBy)], session, stop);

    internal static async Task<IReadOnlyList<ModerationDecision?>> Decisions(IReadOnlyList<Guid?> ids, IQuerySession session, CancellationToken stop)
    {
        var some = ids.OfType<Guid>().Distinct().ToArray();
        var decisions = some.Length == 0 ? [] : (await session.LoadManyAsync<ModerationDecision>(stop, some)).ToDictionary(decision => decision.Id);
        return [.. ids.Select(id => id is { } by ? decisions[by] : null)];
    }
}

public static class HiddenTopics
{
    /// <summary>The decision that hides it, with the rule and the reasons; null where it can be read.</summary>
    public static Task<IReadOnlyList<ModerationDecision?>> Hidden(IReadOnlyList<Topic> topics, IQuerySession session, CancellationToken stop) =>
        HiddenPosts.Decisions([.. topics.Select(topic => topic.HiddenBy)], session, stop);
}
