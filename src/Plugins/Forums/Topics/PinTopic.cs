namespace Engage.Plugins.Forums;

/// <summary>The topic to pin.</summary>
/// <param name="TopicId">The topic.</param>
public sealed record PinTopicInput(Guid TopicId);

public static class PinTopic
{
    /// <summary>Puts a topic before all others, in the list of all topics as in that of its category.</summary>
    [Requires(ForumPermissions.Moderate)]
    public static Task<Topic> Handle(PinTopicInput input, Actor actor, IDocumentSession session, CancellationToken stop) => session.ChangeTopic(actor, input.TopicId, Decide, stop);

    public static TopicPinned Decide(Topic topic) => topic.Pinned ? throw EditPost.Unchanged() : new();
}
