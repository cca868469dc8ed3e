namespace Engage.Plugins.Forums;

/// <summary>The topic to reopen.</summary>
/// <param name="TopicId">The topic.</param>
/// <param name="Reason">Why, for everybody to read in its history; 1 to 500 characters.</param>
public sealed record ReopenTopicInput(Guid TopicId, string Reason);

public static class ReopenTopic
{
    /// <summary>Lets a closed topic take posts and votes again.</summary>
    [Requires(ForumPermissions.CloseTopic)]
    public static Task<Topic> Handle(ReopenTopicInput input, Actor actor, IDocumentSession session, CancellationToken stop) =>
        session.ChangeTopic(actor, input.TopicId, topic => Decide(topic, input), stop);

    public static TopicReopened Decide(Topic topic, ReopenTopicInput input)
    {
        if (topic.State is TopicState.Open) throw new Refusal("forums.topic-open", "This topic is open. Only a closed one can be reopened.", nameof(input.TopicId));
        return new(Text.Checked(input.Reason, nameof(input.Reason), 500));
    }
}
