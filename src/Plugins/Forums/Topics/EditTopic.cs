namespace Engage.Plugins.Forums;

/// <summary>The new words of a topic; what is left out stays as it is.</summary>
/// <param name="TopicId">The topic.</param>
/// <param name="Title">Its title, 1 to 200 characters.</param>
/// <param name="Body">What it is about, in Markdown, 1 to 20,000 characters.</param>
/// <param name="Tags">What it is about in single words, 5 at most, in place of those that it has.</param>
public sealed record EditTopicInput(Guid TopicId, string? Title = null, string? Body = null, IReadOnlyList<string>? Tags = null);

public static class EditTopic
{
    /// <summary>Changes the words of one's own topic, under the name it was opened under; what they were stays in its history. What was opened anonymously nobody can change.</summary>
    [Requires(ForumPermissions.EditOwn)]
    public static async Task<Topic> Handle(
        EditTopicInput input, Actor actor, IParticipants participants, IPersonalReader reader, IDocumentSession session, CancellationToken stop) =>
        await session.ChangeTopic(actor, input.TopicId, async (topic, version) =>
            Decide(topic, input, await participants.AsAuthor(topic.Author.Name, topic.Id, stop), await reader.Read(topic.Body, stop), version), stop);

    /// <param name="author">The caller as the author; null where they are not.</param>
    /// <param name="words">What the topic's body says.</param>
    /// <param name="version">How many events the topic has.</param>
    public static TopicEdited Decide(Topic topic, EditTopicInput input, Participant? author, string? words, long version)
    {
        if (author is null) throw EditPost.NotYours();
        topic.MustBeOpen();
        if (topic.HiddenBy is not null) throw EditPost.Hidden();
        if (version > Revision.Limit) throw EditPost.TooOften();
        var title = input.Title is null ? topic.Title : Text.Checked(input.Title, nameof(input.Title), 200);
        var body = input.Body is null ? words : Text.Checked(input.Body, nameof(input.Body), 20_000);
        var tags = input.Tags is null ? topic.Tags : Tags.Checked(input.Tags, nameof(input.Tags));
        var edited = new TopicEdited(
            title == topic.Title ? null : title, body == words ? null : Personal.Of(author.Id, body!), tags.SequenceEqual(topic.Tags) ? null : tags);
        return edited is { Title: null, Body: null, Tags: null } ? throw EditPost.Unchanged() : edited;
    }
}
