using System.Linq.Expressions;
using Marten.Patching;

namespace Engage.Plugins.Forums;

/// <param name="ParentId">The post that it answers; null where it answers the topic.</param>
/// <param name="Role">The role that the author spoke in, held when the post was written.</param>
/// <param name="Channel">How it came in; null for the web.</param>
/// <param name="State">Whether it waits for a moderator, for a statement of a deliberation; null where it does not.</param>
public sealed record PostAdded(Guid TopicId, Personal<string> Body, Personal<string> Author, Guid? ParentId = null, string? Role = null, Channel? Channel = null,
    StatementState? State = null) : IPostShown;

/// <summary>An event of a post's own stream from which on others may read it.</summary>
public interface IPostShown;

/// <param name="Body">What it says from now on.</param>
public sealed record PostEdited(Guid TopicId, Personal<string> Body);

public sealed record PostWithdrawn(Guid TopicId);

/// <summary>A reply to a topic or, in a deliberation, a statement that others vote on.</summary>
/// <param name="Id">The post's id.</param>
/// <param name="TopicId">The topic it belongs to.</param>
/// <param name="ParentId">The post that it answers; null where it answers the topic.</param>
/// <param name="Body">What it says, in Markdown.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="PostedAt">When.</param>
/// <param name="EditedAt">When its author changed its words last; null where they never did.</param>
/// <param name="Agrees">How many people agree. Each counts once, with the last vote they cast.</param>
/// <param name="Disagrees">How many people disagree.</param>
/// <param name="Passes">How many people passed.</param>
/// <param name="Channel">How it came in.</param>
/// <param name="HiddenBy">The decision of a moderator that hides it; null where none does.</param>
/// <param name="State">Whether it takes votes: a statement of a deliberation may have to be accepted first.</param>
/// <param name="RejectionReason">Why a moderator rejected it; null where none did.</param>
/// <param name="Meta">Whether it asks who somebody is and not what they think, for a statement of a deliberation.</param>
public sealed record Post(
    Guid Id, Guid TopicId, Guid? ParentId, [property: Unpublished] Personal<string> Body, Author Author, DateTimeOffset PostedAt, DateTimeOffset? EditedAt,
    int Agrees, int Disagrees, int Passes, Channel Channel, [property: Unpublished] Guid? HiddenBy,
    StatementState State, string? RejectionReason, bool Meta)
{
    /// <summary>When its author took its words back; null where they did not. The post stays in its thread, without words.</summary>
    public DateTimeOffset? WithdrawnAt { get; init; }

    /// <summary>Its words are read by everybody who may read its topic: neither hidden, nor withdrawn, nor waiting for a moderator, nor rejected by one.</summary>
    internal static readonly Expression<Func<Post, bool>> Stands = post => post.HiddenBy == null && post.WithdrawnAt == null && post.State == StatementState.Accepted;

    /// <summary>As <see cref="Stands"/>, of one that is at hand.</summary>
    internal bool IsStanding() => this is { HiddenBy: null, WithdrawnAt: null, State: StatementState.Accepted };

    /// <summary>Refuses what only words take that everybody reads: neither withdrawn, nor hidden, nor waiting for a moderator, nor rejected by one.</summary>
    /// <param name="field">The field of the input that names the post.</param>
    public void MustStand(string? field = null)
    {
        MustNotBeWithdrawn();
        if (HiddenBy is not null) throw new Refusal("forums.hidden", "A moderator hid this, so nobody answers it or says what they think of it.", field);
        if (State is not StatementState.Accepted) throw new Refusal("forums.statement-not-accepted", "This statement takes neither votes nor answers: a moderator has not accepted it.", field);
    }

    /// <summary>Refuses what cannot be done with words that their author took back.</summary>
    public void MustNotBeWithdrawn()
    {
        if (WithdrawnAt is not null) throw new Refusal("forums.post-withdrawn", "Its author withdrew this post. Nothing can be done with it any more but to read the replies.");
    }
}

public sealed partial class PostProjection : EventProjection
{
    public PostProjection() => Options.DeleteViewTypeOnTeardown<Post>();

    public void Project(IEvent<PostAdded> e, IDocumentOperations documents) =>
        documents.Insert(new Post(
            e.StreamId, e.Data.TopicId, e.Data.ParentId, e.Data.Body, new(e.Data.Author, e.Data.Role), e.Timestamp, EditedAt: null,
            Agrees: 0, Disagrees: 0, Passes: 0, e.Data.Channel ?? Channel.Web, HiddenBy: null,
            e.Data.State ?? StatementState.Accepted, RejectionReason: null, Meta: false));

    public void Project(IEvent<StatementAccepted> e, IDocumentOperations documents) => documents.Patch<Post>(e.StreamId)
        .Set(post => post.State, StatementState.Accepted).Set(post => post.RejectionReason, null);

    public void Project(IEvent<StatementRejected> e, IDocumentOperations documents) => documents.Patch<Post>(e.StreamId)
        .Set(post => post.State, StatementState.Rejected).Set(post => post.RejectionReason, e.Data.Reason);

    public void Project(IEvent<StatementMarked> e, IDocumentOperations documents) => documents.Patch<Post>(e.StreamId).Set(post => post.Meta, e.Data.Meta);

    public void Project(IEvent<PostEdited> e, IDocumentOperations documents) =>
        documents.Patch<Post>(e.StreamId).Set(post => post.Body, e.Data.Body).Set(post => post.EditedAt, e.Timestamp);

    public void Project(IEvent<PostWithdrawn> e, IDocumentOperations documents) => documents.Patch<Post>(e.StreamId).Set(post => post.WithdrawnAt, e.Timestamp);

    public void Project(IEvent<VoteCast> e, IDocumentOperations documents)
    {
        Count(e.Data.Value, +1);
        if (e.Data.Previous is { } previous) Count(previous, -1);

        void Count(VoteValue value, int by)
        {
            var post = documents.Patch<Post>(e.Data.PostId);
            _ = value switch
            {
                VoteValue.Agree => post.Increment(p => p.Agrees, by),
                VoteValue.Disagree => post.Increment(p => p.Disagrees, by),
                _ => post.Increment(p => p.Passes, by)
            };
        }
    }
}

public static class PostQueries
{
    /// <summary>One post, or null where there is none that the caller may read.</summary>
    /// <param name="id">The post's id.</param>
    public static Task<Post?> Post(Guid id, Actor actor, IQuerySession session, CancellationToken stop) => Reading.Post(session, actor, id, stop);
}

public static class PostExtensions
{
    /// <summary>
    /// What it says, in Markdown; null where its author was erased, a moderator hid it and the caller is none, or its author withdrew it or no moderator has
    /// accepted it and the caller is neither that author nor a moderator.
    /// </summary>
    public static async Task<IReadOnlyList<string?>> Body(
        IReadOnlyList<Post> posts, Actor actor, IParticipants participants, IPersonalReader reader, IQuerySession session, CancellationToken stop)
    {
        // What was answered once and is answered again is a post as it was then: who reads it is asked of what it is now.
        var now = await Now(posts.Select(post => post.Id), actor, session, stop);
        var bodies = now.Keys.Zip(await Body([.. now.Values], actor, participants, reader, stop)).ToDictionary(each => each.First, each => each.Second);
        return [.. posts.Select(post => bodies.GetValueOrDefault(post.Id))];
    }

    /// <summary>What posts say that were found just now.</summary>
    internal static async Task<IReadOnlyList<string?>> Body(IReadOnlyList<Post> posts, Actor actor, IParticipants participants, IPersonalReader reader, CancellationToken stop) =>
        await reader.Read(await Reading.Words(posts, actor, participants, stop), stop);

    /// <summary>What it says, as HTML that is safe to put into a page; null where the body is. Headings begin with h3, and images are links.</summary>
    public static async Task<IReadOnlyList<string?>> BodyHtml(
        IReadOnlyList<Post> posts, Actor actor, IParticipants participants, IPersonalReader reader, IMarkdown markdown, IQuerySession session, CancellationToken stop) =>
        [.. (await Body(posts, actor, participants, reader, session, stop)).Select(markdown.ToHtml)];

    /// <summary>The post that it answers; null where it answers the topic.</summary>
    public static async Task<IReadOnlyList<Post?>> Parent(IReadOnlyList<Post> posts, Actor actor, IQuerySession session, CancellationToken stop)
    {
        var parents = await Now(posts.Select(post => post.ParentId).OfType<Guid>(), actor, session, stop);
        return [.. posts.Select(post => post.ParentId is { } id ? parents.GetValueOrDefault(id) : null)];
    }

    /// <summary>The posts that answer this one, the oldest first.</summary>
    public static async Task<Connection<Post>> Replies(Post post, Page page, Actor actor, IQuerySession session, CancellationToken stop) =>
        await (await Reading.Posts(session, actor, stop)).Where(reply => reply.ParentId == post.Id).ToConnection(page, Order.OldestFirst, reply => reply.Id, stop);

    /// <summary>
    /// Its words from the first to those of now, each as they were from a time on. Empty for whom the body is hidden from. Where moderators decided on the post, what it
    /// said before the words that they decided on is shown to them and its author only.
    /// </summary>
    public static async Task<Connection<Revision>> History(Post post, Page page, Actor actor, IParticipants participants, IQuerySession session, CancellationToken stop)
    {
        var now = await Reading.Post(session, actor, post.Id, stop);
        var revisions = now is not null && await Reading.Words([now], actor, participants, stop) is [not null]
            ? await Revision.For(now.Id, now.TopicId, now.Author, actor, participants, session, stop)
            : [];
        return revisions.ToConnection(page, revision => revision.Id);
    }

    private static async Task<IReadOnlyDictionary<Guid, Post>> Now(IEnumerable<Guid> posts, Actor actor, IQuerySession session, CancellationToken stop)
    {
        var ids = posts.Distinct().ToArray();
        return ids.Length == 0
            ? new Dictionary<Guid, Post>()
            : (await (await Reading.Posts(session, actor, stop)).Where(post => post.Id.IsOneOf(ids)).ToListAsync(stop)).ToDictionary(post => post.Id);
    }
}

public static class PostSubscriptions
{
    /// <summary>Every post that is added to a topic from now on.</summary>
    /// <param name="topicId">The topic.</param>
    public static async IAsyncEnumerable<Post> PostAdded(
        Guid topicId, IEventFeed feed, IQuerySession session, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (var added in feed.Of<PostAdded>(stop))
            if (added.Data.TopicId == topicId && await Reading.Post(session, feed.Actor, added.StreamId, stop) is { } post)
                yield return post;
    }
}
