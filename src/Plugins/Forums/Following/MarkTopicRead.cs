namespace Engage.Plugins.Forums;

/// <summary>Up to where a topic was read.</summary>
/// <param name="TopicId">The topic.</param>
/// <param name="PostId">The last post that you read. An earlier one makes those behind it unread again.</param>
public sealed record MarkTopicReadInput(Guid TopicId, Guid PostId);

public static class MarkTopicRead
{
    /// <summary>Notes up to where you have read a topic, so that unreadCount counts what came after. Nobody else can see it.</summary>
    [Requires(ForumPermissions.Follow)]
    public static async Task<Topic> Handle(MarkTopicReadInput input, Actor actor, IPersonalReader reader, IDocumentSession session, CancellationToken stop)
    {
        var topic = await Reading.Topic(session, actor, input.TopicId, stop) ?? throw Refusal.NotFound("topic", nameof(input.TopicId));
        var post = await Reading.Post(session, actor, input.PostId, stop);
        if (post?.TopicId != topic.Id) throw Refusal.NotFound("post", nameof(input.PostId));
        await Reader.Change(session, reader, actor, list => list.Read(topic.Id, post.Id), stop);
        return topic;
    }
}
