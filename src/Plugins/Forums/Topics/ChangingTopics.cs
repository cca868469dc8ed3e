namespace Engage.Plugins.Forums;

internal static class ChangingTopics
{
    /// <summary>Appends what is decided of a topic that the actor may read. Where another writer was faster, nothing is written.</summary>
    /// <param name="decide">Makes an event of the topic and of how many events it has.</param>
    /// <param name="action">What the topic's category has to let the actor do.</param>
    public static Task<Topic> ChangeTopic(
        this IDocumentSession session, Actor actor, Guid topicId, Func<Topic, long, Task<object>> decide, CancellationToken stop, CategoryAction action = CategoryAction.Read) =>
        session.AppendTo<Topic>(topicId, async version => await decide(await Reading.TopicTo(action, session, actor, topicId, nameof(topicId), stop), version), stop);

    public static Task<Topic> ChangeTopic(this IDocumentSession session, Actor actor, Guid topicId, Func<Topic, object> decide, CancellationToken stop) =>
        session.ChangeTopic(actor, topicId, (topic, _) => Task.FromResult(decide(topic)), stop);
}
