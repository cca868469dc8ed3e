namespace Engage.Plugins.Forums;

/// <summary>The reply to enter for somebody.</summary>
/// <param name="ParticipantId">Who replies, as <c>registerParticipant</c> answered.</param>
/// <param name="Channel">How they told you.</param>
/// <param name="TopicId">The topic to reply to.</param>
/// <param name="Body">What they say, in their words, in Markdown, 1 to 10,000 characters; a statement of a deliberation 400 at most.</param>
/// <param name="ParentId">The post to answer; left out, the topic itself.</param>
public sealed record EnterReplyInput(Guid ParticipantId, Channel Channel, Guid TopicId, string Body, Guid? ParentId = null);

public static class EnterReply
{
    /// <summary>Adds a post for somebody who has no device.</summary>
    [Requires(ForumPermissions.EnterForOthers)]
    public static async Task<Post> Handle(EnterReplyInput input, Actor actor, IDocumentSession session, IPersonalReader reader, TimeProvider clock, CancellationToken stop)
    {
        var entry = await Entry.For(input.ParticipantId, input.Channel, session, reader, stop);
        var topic = await Reading.TopicTo(CategoryAction.Reply, session, actor, input.TopicId, nameof(input.TopicId), stop);
        var above = await Reply.Above(session, input.ParentId, stop);
        var id = StreamId.New(clock);
        var added = Reply.Decide(topic, new(topic.Id, input.Body, ParentId: input.ParentId), entry.Author, above, role: null, await Statement.CountIn(topic, session, stop));
        session.Events.StartStream<Post>(id, added with { Channel = entry.Channel });
        await session.SaveChangesAsync(stop);
        return (await session.LoadAsync<Post>(id, stop))!;
    }
}
