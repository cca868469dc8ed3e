using System.Linq.Expressions;

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

/// <summary>What holds for every statement of a deliberation.</summary>
public static class Statement
{
    /// <summary>How many characters one has at most: people read hundreds of them.</summary>
    public const int Longest = 400;

    /// <summary>How many a deliberation has at most.</summary>
    public const int Most = 1_000;

    private const int MostSeeds = 50;

    public static Refusal TooMany() => new("forums.too-many-statements", $"This deliberation has {Most:N0} statements, and nobody reads more. Vote on those that are there.");

    /// <summary>What nobody votes on any more makes room.</summary>
    internal static readonly Expression<Func<Post, bool>> StandsOrWaits = post =>
        (post.State == StatementState.Accepted || post.State == StatementState.Pending) && post.HiddenBy == null && post.WithdrawnAt == null;

    internal static async Task<int> CountIn(Topic topic, IQuerySession session, CancellationToken stop) => topic.Kind is TopicKind.Deliberation && topic.PostCount >= Most
        ? await session.Query<Post>().Where(post => post.TopicId == topic.Id && post.ParentId == null).CountAsync(StandsOrWaits, stop)
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

    public static void MustBeByAnother(bool own)
    {
        if (own) throw new Refusal("forums.own-contribution", "You wrote this yourself. Another moderator has to decide on it.", "postId");
    }

    /// <param name="decide">Told too whether the caller wrote it, under any name.</param>
    internal static async Task<Post> Change(
        Guid postId, Func<Topic, Post, bool, object> decide, Actor actor, IParticipants participants, IDocumentSession session, CancellationToken stop) =>
        await session.AppendTo<Post>(postId, async _ =>
        {
            var (topic, post) = await Reading.PostTo(CategoryAction.Read, session, actor, postId, nameof(postId), stop);
            return decide(topic, post, await post.Author.IsCaller(topic.Id, participants, stop));
        }, stop);
}
