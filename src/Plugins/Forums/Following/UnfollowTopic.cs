namespace Engage.Plugins.Forums;

/// <summary>The topic to unfollow.</summary>
/// <param name="TopicId">The topic.</param>
public sealed record UnfollowTopicInput(Guid TopicId);

public static class UnfollowTopic
{
    /// <summary>Follows a topic no longer, and leaves no trace that you did.</summary>
    [Requires(ForumPermissions.Follow)]
    public static async Task<Topic?> Handle(UnfollowTopicInput input, Actor actor, IPersonalReader reader, IDocumentSession session, CancellationToken stop)
    {
        // What they may not read any more they can unfollow all the same.
        var topic = await Reading.Topic(session, actor, input.TopicId, stop);
        await Reader.Change(session, reader, actor, list => topic is null && !list.Topics.Contains(input.TopicId)
            ? throw Refusal.NotFound("topic", nameof(input.TopicId))
            : list.Unfollow(input.TopicId), stop);
        return topic;
    }
}
