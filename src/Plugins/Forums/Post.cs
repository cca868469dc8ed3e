using Marten.Patching;

namespace Engage.Plugins.Forums;

public sealed record PostAdded(Guid TopicId, Personal<string> Body, Personal<string> Author);

/// <summary>A reply to a topic or, in a deliberation, a statement that others vote on.</summary>
/// <param name="Id">The post's id.</param>
/// <param name="TopicId">The topic it belongs to.</param>
/// <param name="Body">What it says, as plain text; null where its author was erased.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="PostedAt">When.</param>
/// <param name="Agrees">How many people agree. Each counts once, with the last vote they cast.</param>
/// <param name="Disagrees">How many people disagree.</param>
/// <param name="Passes">How many people passed.</param>
public sealed record Post(Guid Id, Guid TopicId, Personal<string> Body, Author Author, DateTimeOffset PostedAt, int Agrees, int Disagrees, int Passes);

public sealed partial class PostProjection : EventProjection
{
    public PostProjection() => Options.DeleteViewTypeOnTeardown<Post>();

    public void Project(IEvent<PostAdded> e, IDocumentOperations documents) =>
        documents.Insert(new Post(e.StreamId, e.Data.TopicId, e.Data.Body, new(e.Data.Author), e.Timestamp, 0, 0, 0));

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

public static class PostSubscriptions
{
    /// <summary>Every post that is added to a topic from now on.</summary>
    /// <param name="topicId">The topic.</param>
    public static async IAsyncEnumerable<Post> PostAdded(
        Guid topicId, IEventFeed feed, IQuerySession session, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (var added in feed.Of<PostAdded>(stop))
            if (added.Data.TopicId == topicId && await session.LoadAsync<Post>(added.StreamId, stop) is { } post)
                yield return post;
    }
}
