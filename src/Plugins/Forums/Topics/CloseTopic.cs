namespace Engage.Plugins.Forums;

/// <summary>The topic to close.</summary>
/// <param name="TopicId">The topic.</param>
/// <param name="Reason">Why, for everybody to read; up to 500 characters.</param>
public sealed record CloseTopicInput(Guid TopicId, string? Reason = null);

public static class CloseTopic
{
    /// <summary>Closes a topic: it stays to be read, and takes no posts and no votes any more.</summary>
    [Requires(ForumPermissions.CloseTopic)]
    public static Task<Topic> Handle(CloseTopicInput input, Actor actor, IDocumentSession session, CancellationToken stop) =>
        session.ChangeTopic(actor, input.TopicId, topic => Decide(topic, input), stop);

    public static TopicClosed Decide(Topic topic, CloseTopicInput input)
    {
        topic.MustBeOpen();
        return new(string.IsNullOrWhiteSpace(input.Reason) ? null : Text.Checked(input.Reason, nameof(input.Reason), 500));
    }
}
