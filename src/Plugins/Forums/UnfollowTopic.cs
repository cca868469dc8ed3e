namespace Engage.Plugins.Forums;

/// <summary>The topic to unfollow.</summary>
/// <param name="TopicId">The topic.</param>
public sealed record UnfollowTopicInput(Guid TopicId);

public static class UnfollowTopic
{
    /// <summary>Follows a topic no longer, and leaves no trace that you did.</summary>
    [Requires(ForumPermissions.Follow)]
    public static async Task<Topic> Handle(UnfollowTopicInput input, Actor actor, IPersonalReader reader, IDocumentSession session, CancellationToken stop)
    {
        var topic = await Reading.Topic(session, actor, input.TopicId, stop) ?? throw Refusal.NotFound("topic", nameof(input.TopicId));
        await Reader.Change(session, reader, actor, list => list.Unfollow(topic.Id), stop);
        return topic;
    }
}
