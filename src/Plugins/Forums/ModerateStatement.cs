namespace Engage.Plugins.Forums;

/// <summary>Whether a statement of a deliberation is open to votes. What is no statement is always accepted.</summary>
public enum StatementState
{
    /// <summary>Everybody reads it and votes on it.</summary>
    Accepted,

    /// <summary>It waits for a moderator.</summary>
    Pending,

    /// <summary>A moderator turned it down, with a reason.</summary>
    Rejected
}

public sealed record StatementAccepted(Guid TopicId);

public sealed record StatementRejected(Guid TopicId, string Reason);

public sealed record StatementMarked(Guid TopicId, bool Meta);

/// <summary>The statement to accept.</summary>
/// <param name="PostId">Its post.</param>
public sealed record AcceptStatementInput(Guid PostId);

public static class AcceptStatement
{
    /// <summary>Opens a statement of a deliberation to votes, one that waits or one that was rejected.</summary>
    [Requires(ForumPermissions.Moderate)]
    public static Task<Post> Handle(AcceptStatementInput input, Actor actor, IDocumentSession session, CancellationToken stop) =>
        Statement.Change(input.PostId, Decide, actor, session, stop);

    public static StatementAccepted Decide(Topic topic, Post post)
    {
        Statement.MustBeOne(topic, post);
        if (post.State is StatementState.Accepted) throw new Refusal("forums.statement-unchanged", "This statement is accepted already.", nameof(AcceptStatementInput.PostId));
        return new(topic.Id);
    }
}

/// <summary>The statement to reject.</summary>
/// <param name="PostId">Its post.</param>
/// <param name="Reason">Why, for its author and everybody to read; 1 to 500 characters.</param>
public sealed record RejectStatementInput(Guid PostId, string Reason);

public static class RejectStatement
{
    /// <summary>Turns a statement of a deliberation down: it takes no votes, and those it has do not count as long as it is rejected.</summary>
    [Requires(ForumPermissions.Moderate)]
    public static Task<Post> Handle(RejectStatementInput input, Actor actor, IDocumentSession session, CancellationToken stop) =>
        Statement.Change(input.PostId, (topic, post) => Decide(topic, post, input), actor, session, stop);

    public static StatementRejected Decide(Topic topic, Post post, RejectStatementInput input)
    {
        Statement.MustBeOne(topic, post);
        if (post.State is StatementState.Rejected) throw new Refusal("forums.statement-unchanged", "This statement is rejected already.", nameof(input.PostId));
        return new(topic.Id, Text.Checked(input.Reason, nameof(input.Reason), 500));
    }
}

/// <summary>The statement to mark.</summary>
/// <param name="PostId">Its post.</param>
/// <param name="Meta">True where it asks who somebody is, as «I live here»; false where it says what somebody may think.</param>
public sealed record MarkStatementMetaInput(Guid PostId, bool Meta = true);

public static class MarkStatementMeta
{
    /// <summary>Says that a statement asks who somebody is: it is voted on, but tells no groups apart and is no consensus.</summary>
    [Requires(ForumPermissions.Moderate)]
    public static Task<Post> Handle(MarkStatementMetaInput input, Actor actor, IDocumentSession session, CancellationToken stop) =>
        Statement.Change(input.PostId, (topic, post) => Decide(topic, post, input.Meta), actor, session, stop);

    public static StatementMarked Decide(Topic topic, Post post, bool meta)
    {
        Statement.MustBeOne(topic, post);
        if (post.Meta == meta) throw new Refusal("forums.statement-unchanged", "This statement is marked like this already.", nameof(MarkStatementMetaInput.Meta));
        return new(topic.Id, meta);
    }
}

/// <summary>What holds for every statement of a deliberation.</summary>
public static class Statement
{
    /// <summary>How many characters one has at most: people read hundreds of them.</summary>
    public const int Longest = 400;

    /// <summary>How many a deliberation has at most.</summary>
    public const int Most = 1_000;

    private const int MostSeeds = 50;

    public static Refusal TooMany() => new("forums.too-many-statements", $"This deliberation has {Most:N0} statements, and nobody reads more. Vote on those that are there.");

    internal static async Task<int> CountIn(Topic topic, IQuerySession session, CancellationToken stop) => topic.Kind is TopicKind.Deliberation && topic.PostCount >= Most
        ? await session.Query<Post>().CountAsync(post => post.TopicId == topic.Id && post.ParentId == null, stop)
        : 0;

    /// <summary>What a deliberation begins with.</summary>
    public static IEnumerable<PostAdded> Seeds(Guid topicId, OpenTopicInput input, Participant author)
    {
        if (input.Kind is not TopicKind.Deliberation && (input.StatementsWait || input.Statements is { Count: > 0 }))
            throw new Refusal("forums.not-a-deliberation", "Only a deliberation has statements. Open it with kind DELIBERATION, or leave them out.", input.StatementsWait ? nameof(input.StatementsWait) : nameof(input.Statements));
        if (input.Statements is not { } seeds) return [];
        if (seeds.Count > MostSeeds) throw new Refusal("forums.too-many-statements", $"A deliberation begins with {MostSeeds} statements at most. Add others later.", nameof(input.Statements));
        return [.. seeds.Select(seed => new PostAdded(topicId, Personal.Of(author.Id, Text.Checked(seed, nameof(input.Statements), Longest)), Personal.Of(author.Id, author.Name)))];
    }

    public static void MustBeOne(Topic topic, Post post)
    {
        if (topic.Kind is not TopicKind.Deliberation || post.ParentId is not null)
            throw new Refusal("forums.not-a-statement", "This post is no statement of a deliberation. Name one that answers the topic itself, in a topic of kind DELIBERATION.", "postId");
    }

    public static void MustBeAccepted(Post post)
    {
        if (post.State is not StatementState.Accepted)
            throw new Refusal("forums.statement-not-accepted", "This statement takes no votes: a moderator has not accepted it.", "postId");
    }

    internal static async Task<Post> Change(Guid postId, Func<Topic, Post, object> decide, Actor actor, IDocumentSession session, CancellationToken stop)
    {
        // The version first: whoever changes the statement after this makes the append fail.
        var stream = await session.Events.FetchStreamStateAsync(postId, stop);
        var post = await Reading.Post(session, actor, postId, stop) ?? throw Refusal.NotFound("post", "postId");
        var topic = (await Reading.Topic(session, actor, post.TopicId, stop))!;
        session.Events.Append(post.Id, stream!.Version + 1, decide(topic, post));
        await session.SaveChangesAsync(stop);
        return (await session.LoadAsync<Post>(post.Id, stop))!;
    }
}
