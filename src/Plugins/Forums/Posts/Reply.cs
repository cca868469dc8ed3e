namespace Engage.Plugins.Forums;

/// <summary>What to reply.</summary>
/// <param name="TopicId">The topic to reply to.</param>
/// <param name="Body">What to say, in Markdown, 1 to 10,000 characters; a statement of a deliberation 400 at most.</param>
/// <param name="As">Under what name you reply.</param>
/// <param name="ParentId">
/// The post to answer; left out, the topic itself. In a deliberation what answers the topic is a statement that others vote on; what answers a statement is talk about it.
/// </param>
/// <param name="InRole">The role that you speak in, such as staff. It shows beside your name for ever; you have to hold it now, and speak under your own name.</param>
public sealed record ReplyInput(Guid TopicId, string Body, Participation As = Participation.Name, Guid? ParentId = null, string? InRole = null);

public static class Reply
{
    /// <summary>How many posts may stand above one.</summary>
    public const int Depth = 20;

    /// <summary>Adds a post to a topic.</summary>
    [Requires(ForumPermissions.Reply)]
    public static async Task<Post> Handle(ReplyInput input, Actor actor, IParticipants participants, IDocumentSession session, TimeProvider clock, CancellationToken stop)
    {
        var topic = await Reading.TopicTo(CategoryAction.Reply, session, actor, input.TopicId, nameof(input.TopicId), stop);
        var above = await Above(session, input.ParentId, stop);
        var id = StreamId.New(clock);
        var author = await participants.As(input.As, ForumPermissions.Reply, thread: topic.Id, stop);
        session.Events.StartStream<Post>(id, Decide(topic, input, author, above, SpokenRole.Checked(input.InRole, actor, author), await Statement.CountIn(topic, session, stop)));
        await session.SaveChangesAsync(stop);
        return (await session.LoadAsync<Post>(id, stop))!;
    }

    /// <param name="above">The posts that it stands under, the one that it answers first.</param>
    /// <param name="role">The role that the author speaks in.</param>
    /// <param name="statements">How many statements the deliberation has.</param>
    public static PostAdded Decide(Topic topic, ReplyInput input, Participant author, IReadOnlyList<Post>? above = null, string? role = null, int statements = 0)
    {
        topic.MustBeOpen();
        if (input.ParentId is not null && above?.FirstOrDefault()?.TopicId != topic.Id) throw Refusal.NotFound("post", nameof(input.ParentId));
        above?.FirstOrDefault()?.MustStand(nameof(input.ParentId));
        if (above?.Count > Depth)
            throw new Refusal("forums.too-deep", $"A post stands under {Depth} others at most. Answer one that is further up.", nameof(input.ParentId));
        var isStatement = topic.Kind is TopicKind.Deliberation && input.ParentId is null;
        if (isStatement && statements >= Statement.Most) throw Statement.TooMany();
        return new(
            topic.Id, Personal.Of(author.Id, Text.Checked(input.Body, nameof(input.Body), isStatement ? Statement.Longest : 10_000)), Personal.Of(author.Id, author.Name),
            input.ParentId, role, State: isStatement && topic.StatementsWait ? StatementState.Pending : null);
    }

    internal static async Task<List<Post>> Above(IDocumentSession session, Guid? parentId, CancellationToken stop)
    {
        var above = new List<Post>();
        while (parentId is { } id && above.Count <= Depth && await session.LoadAsync<Post>(id, stop) is { } post)
        {
            above.Add(post);
            parentId = post.ParentId;
        }
        return above;
    }
}
