namespace Engage.Plugins.Forums;

/// <summary>Where a topic is to go.</summary>
/// <param name="TopicId">The topic.</param>
/// <param name="CategoryId">The category to sort it under; left out, it is sorted under none.</param>
public sealed record MoveTopicInput(Guid TopicId, Guid? CategoryId = null);

public static class MoveTopic
{
    /// <summary>Sorts a topic under another category. What that restricts holds for the topic and its posts from then on.</summary>
    [Requires(ForumPermissions.Moderate)]
    public static Task<Topic> Handle(MoveTopicInput input, Actor actor, IDocumentSession session, CancellationToken stop) =>
        session.ChangeTopic(actor, input.TopicId, async (topic, _) =>
            Decide(topic, input, input.CategoryId is { } id ? await session.LoadAsync<Category>(id, stop) : null), stop);

    public static TopicMoved Decide(Topic topic, MoveTopicInput input, Category? category)
    {
        if (input.CategoryId is not null && category is null) throw Refusal.NotFound("category", nameof(input.CategoryId));
        if (category?.Id == topic.CategoryId) throw new Refusal("forums.topic-not-moved", "The topic is sorted so already.", nameof(input.CategoryId));
        category?.MustTakeTopics();
        return new(category?.Id);
    }
}
