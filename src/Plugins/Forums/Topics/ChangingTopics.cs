namespace Engage.Plugins.Forums;

internal static class ChangingTopics
{
    /// <summary>Appends what is decided of a topic that the actor may read. Where another writer was faster, nothing is written.</summary>
    /// <param name="decide">Makes an event of the topic and of how many events it has.</param>
    public static async Task<Topic> ChangeTopic(this IDocumentSession session, Actor actor, Guid topicId, Func<Topic, long, Task<object>> decide, CancellationToken stop)
    {
        // The version first: whoever changes the topic after this makes the append fail.
        var stream = await session.Events.FetchStreamStateAsync(topicId, stop);
        var topic = await Reading.Topic(session, actor, topicId, stop) ?? throw Refusal.NotFound("topic", nameof(topicId));
        session.Events.Append(topic.Id, stream!.Version + 1, await decide(topic, stream.Version));
        await session.SaveChangesAsync(stop);
        return (await session.LoadAsync<Topic>(topic.Id, stop))!;
    }

    public static Task<Topic> ChangeTopic(this IDocumentSession session, Actor actor, Guid topicId, Func<Topic, object> decide, CancellationToken stop) =>
        session.ChangeTopic(actor, topicId, (topic, _) => Task.FromResult(decide(topic)), stop);
}
