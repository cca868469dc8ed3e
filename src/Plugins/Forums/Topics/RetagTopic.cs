namespace Engage.Plugins.Forums;

/// <summary>The tags of a topic.</summary>
/// <param name="TopicId">The topic.</param>
/// <param name="Tags">Its tags, 5 at most, in place of those that it has. None takes them all away.</param>
public sealed record RetagTopicInput(Guid TopicId, IReadOnlyList<string> Tags);

public static class RetagTopic
{
    /// <summary>Gives a topic other tags, whoever opened it and whether it is closed or not.</summary>
    [Requires(ForumPermissions.Moderate)]
    public static Task<Topic> Handle(RetagTopicInput input, Actor actor, IDocumentSession session, CancellationToken stop) =>
        session.ChangeTopic(actor, input.TopicId, topic => Decide(topic, input), stop);

    public static TopicRetagged Decide(Topic topic, RetagTopicInput input)
    {
        var tags = Tags.Checked(input.Tags, nameof(input.Tags));
        return tags.SequenceEqual(topic.Tags) ? throw EditPost.Unchanged(nameof(input.Tags)) : new(tags);
    }
}
