using Marten.Patching;

namespace Engage.Plugins.Forums;

/// <param name="ParentId">The post that it answers; null where it answers the topic.</param>
/// <param name="Role">The role that the author spoke in, held when the post was written.</param>
/// <param name="Channel">How it came in; null for the web.</param>
/// <param name="State">Whether it waits for a moderator, for a statement of a deliberation; null where it does not.</param>
public sealed record PostAdded(Guid TopicId, Personal<string> Body, Personal<string> Author, Guid? ParentId = null, string? Role = null, Channel? Channel = null,
    StatementState? State = null);

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
    StatementState State, string? RejectionReason, bool Meta);

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

public static class PostExtensions
{
    /// <summary>What it says, in Markdown; null where its author was erased, or a moderator hid it or has not accepted it and the caller is none.</summary>
    public static async Task<IReadOnlyList<string?>> Body(IReadOnlyList<Post> posts, Actor actor, IPersonalReader reader, CancellationToken stop) =>
        await reader.Read([.. posts.Select(post => post is { HiddenBy: null, State: StatementState.Accepted } || actor.May(ForumPermissions.Moderate) ? post.Body : null)], stop);
}

public static class PostSubscriptions
{
    /// <summary>Every post that is added to a topic from now on.</summary>
    /// <param name="topicId">The topic.</param>
    public static async IAsyncEnumerable<Post> PostAdded(
        Guid topicId, IEventFeed feed, IQuerySession session, Actor actor, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (var added in feed.Of<PostAdded>(stop))
            if (added.Data.TopicId == topicId && await Reading.Post(session, actor, added.StreamId, stop) is { } post)
                yield return post;
    }
}
