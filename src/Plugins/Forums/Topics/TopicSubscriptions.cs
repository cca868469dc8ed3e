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

    /// <summary>Every post that is added from now on to a topic that the caller follows, or to one in a category that they follow. Their own are among them; a statement that waited comes when it is accepted.</summary>
    [Requires(ForumPermissions.Follow)]
    public static async IAsyncEnumerable<Post> FollowedPosts(
        IEventFeed feed, IQuerySession session, IPersonalReader reader, [EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (var shown in feed.Of<IPostShown>(stop))
        {
            if (await Reading.Placed(session, feed.Actor, shown.StreamId, stop) is not ({ } post, { } topic, _) || !post.IsStanding()) continue;
            // Read anew each time: what is followed may have changed since. Last, as it has to be decrypted.
            var followed = (await Reader.Of(session, reader, feed.Actor, stop)).List;
            if (followed.Topics.Contains(post.TopicId) || (topic.CategoryId is { } id && followed.Categories.Contains(id))) yield return post;
        }
    }
}
