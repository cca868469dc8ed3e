namespace Engage.Plugins.Forums;

/// <summary>The topic to follow.</summary>
/// <param name="TopicId">The topic.</param>
public sealed record FollowTopicInput(Guid TopicId);

public static class FollowTopic
{
    /// <summary>Follows a topic: it stands in the list of what you follow, and its new posts come with the subscription followedPosts. Nobody else can see it.</summary>
    [Requires(ForumPermissions.Follow)]
    public static async Task<Topic> Handle(FollowTopicInput input, Actor actor, IPersonalReader reader, IDocumentSession session, CancellationToken stop)
    {
        var topic = await Reading.Topic(session, actor, input.TopicId, stop) ?? throw Refusal.NotFound("topic", nameof(input.TopicId));
        await Reader.Change(session, reader, actor, list => list.Follow(topic.Id), stop);
        return topic;
    }
}
