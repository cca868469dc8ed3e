namespace Engage.Plugins.Forums;

/// <summary>Where a topic is to go.</summary>
/// <param name="TopicId">The topic.</param>
/// <param name="CategoryId">The category to sort it under; left out, it is sorted under none.</param>
public sealed record MoveTopicInput(Guid TopicId, Guid? CategoryId = null);

public static class MoveTopic
{
    /// <summary>Sorts a topic under another category. What that restricts holds for the topic and its posts from then on.</summary>
    [Requires(ForumPermissions.Moderate)]
    public static async Task<Topic> Handle(MoveTopicInput input, Actor actor, IDocumentSession session, CancellationToken stop)
    {
        // The version first: whoever moves the topic after this makes the append fail.
        var stream = await session.Events.FetchStreamStateAsync(input.TopicId, stop);
        var topic = await Reading.Topic(session, actor, input.TopicId, stop) ?? throw Refusal.NotFound("topic", nameof(input.TopicId));
        var category = input.CategoryId is { } id ? await session.LoadAsync<Category>(id, stop) : null;
        session.Events.Append(topic.Id, stream!.Version + 1, Decide(topic, input, category));
        await session.SaveChangesAsync(stop);
        return (await session.LoadAsync<Topic>(topic.Id, stop))!;
    }

    public static TopicMoved Decide(Topic topic, MoveTopicInput input, Category? category)
    {
        if (input.CategoryId is not null && category is null) throw Refusal.NotFound("category", nameof(input.CategoryId));
        return category?.Id != topic.CategoryId ? new(category?.Id) : throw new Refusal("forums.topic-not-moved", "The topic is sorted so already.", nameof(input.CategoryId));
    }
}
