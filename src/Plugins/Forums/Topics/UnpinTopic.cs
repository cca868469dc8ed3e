namespace Engage.Plugins.Forums;

/// <summary>The topic to unpin.</summary>
/// <param name="TopicId">The topic.</param>
public sealed record UnpinTopicInput(Guid TopicId);

public static class UnpinTopic
{
    /// <summary>Puts a pinned topic back among the others.</summary>
    [Requires(ForumPermissions.Moderate)]
    public static Task<Topic> Handle(UnpinTopicInput input, Actor actor, IDocumentSession session, CancellationToken stop) => session.ChangeTopic(actor, input.TopicId, Decide, stop);

    public static TopicUnpinned Decide(Topic topic) => !topic.Pinned ? throw EditPost.Unchanged() : new();
}
