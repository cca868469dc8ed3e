namespace Engage.Plugins.Forums;

/// <summary>What to reply.</summary>
/// <param name="TopicId">The topic to reply to.</param>
/// <param name="Body">What to say, as plain text, 1 to 10,000 characters; a statement of a deliberation 400 at most.</param>
/// <param name="As">Under what name you reply.</param>
public sealed record ReplyInput(Guid TopicId, string Body, Participation As = Participation.Name);

public static class Reply
{
    /// <summary>Adds a post to a topic.</summary>
    [Requires(ForumPermissions.Reply)]
    public static async Task<Post> Handle(ReplyInput input, Actor actor, IParticipants participants, IDocumentSession session, TimeProvider clock, CancellationToken stop)
    {
        var topic = await Reading.TopicTo(CategoryAction.Reply, session, actor, input.TopicId, nameof(input.TopicId), stop);
        var id = StreamId.New(clock);
        var author = await participants.As(input.As, ForumPermissions.Reply, thread: topic.Id, stop);
        session.Events.StartStream<Post>(id, Decide(topic, input, author, await Statement.CountIn(topic, session, stop)));
        await session.SaveChangesAsync(stop);
        return (await session.LoadAsync<Post>(id, stop))!;
    }

    public static PostAdded Decide(Topic topic, ReplyInput input, Participant author, int statements = 0)
    {
        topic.MustBeOpen();
        var isStatement = topic.Kind is TopicKind.Deliberation;
        if (isStatement && statements >= Statement.Most) throw Statement.TooMany();
        return new(topic.Id, Personal.Of(author.Id, Text.Checked(input.Body, nameof(input.Body), isStatement ? Statement.Longest : 10_000)), Personal.Of(author.Id, author.Name),
            State: isStatement && topic.StatementsWait ? StatementState.Pending : null);
    }
}
