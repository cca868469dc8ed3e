using System.Runtime.CompilerServices;

namespace Engage.Plugins.Forums;

public static class TopicSubscriptions
{
    /// <summary>A topic, as it is each time after it was closed, reopened, pinned, unpinned, edited, tagged, moved or officially answered.</summary>
    /// <param name="topicId">The topic.</param>
    public static async IAsyncEnumerable<Topic> TopicChanged(Guid topicId, IEventFeed feed, IQuerySession session, [EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (var change in feed.Of<ITopicChange>(stop))
            if ((change.Data is AnswerPublished answer ? answer.TopicId : change.StreamId) == topicId && await Reading.Topic(session, feed.Actor, topicId, stop) is { } topic)
                yield return topic;
    }

    /// <summary>Every post that is added from now on to a topic that the caller follows, or to one in a category that they follow. Their own are among them.</summary>
    [Requires(ForumPermissions.Follow)]
    public static async IAsyncEnumerable<Post> FollowedPosts(
        IEventFeed feed, IQuerySession session, IPersonalReader reader, [EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (var added in feed.Of<PostAdded>(stop))
        {
            // Read anew each time: what is followed may have changed since.
            var followed = (await Reader.Of(session, reader, feed.Actor, stop)).List;
            if (followed.IsEmpty || await Reading.Post(session, feed.Actor, added.StreamId, stop) is not { HiddenBy: null, State: StatementState.Accepted } post) continue;
            if (followed.Topics.Contains(post.TopicId) || (await session.LoadAsync<Topic>(post.TopicId, stop))?.CategoryId is { } category && followed.Categories.Contains(category))
                yield return post;
        }
    }
}
