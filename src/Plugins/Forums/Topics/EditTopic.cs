namespace Engage.Plugins.Forums;

/// <summary>The new words of a topic; what is left out stays as it is.</summary>
/// <param name="TopicId">The topic.</param>
/// <param name="Title">Its title, 1 to 200 characters.</param>
/// <param name="Body">What it is about, in Markdown, 1 to 20,000 characters.</param>
/// <param name="Tags">What it is about in single words, 5 at most, in place of those that it has.</param>
public sealed record EditTopicInput(Guid TopicId, string? Title = null, string? Body = null, IReadOnlyList<string>? Tags = null);

public static class EditTopic
{
    /// <summary>
    /// Changes the words of one's own topic, under the name it was opened under; what they were stays in its history. What was opened anonymously nobody can change.
    /// Its title and body stay once the agency answered it officially, or once a deliberation has votes. What was opened in a role takes the role still.
    /// </summary>
    [Requires(ForumPermissions.EditOwn)]
    public static async Task<Topic> Handle(
        EditTopicInput input, Actor actor, IParticipants participants, IPersonalReader reader, IDocumentSession session, CancellationToken stop) =>
        await session.ChangeTopic(actor, input.TopicId, async (topic, version) =>
        {
            var author = await participants.AsAuthor(topic.Author.Name, topic.Id, stop);
            if (author is not null) SpokenRole.MustBeHeldStill(topic.Author.Role, actor);
            var voted = topic.Kind is TopicKind.Deliberation && await session.Query<Ballot>().AnyAsync(ballot => ballot.TopicId == topic.Id, stop);
            return Decide(topic, input, author, await reader.Read(topic.Body, stop), await Revision.EditsOf(session, topic.Id, version, stop), voted);
        }, stop, CategoryAction.OpenTopic);

    /// <param name="author">The caller as the author; null where they are not.</param>
    /// <param name="words">What the topic's body says.</param>
    /// <param name="edits">How often the topic was edited.</param>
    /// <param name="voted">Whether it is a deliberation that has votes.</param>
    public static TopicEdited Decide(Topic topic, EditTopicInput input, Participant? author, string? words, int edits, bool voted = false)
    {
        if (author is null) throw EditPost.NotYours();
        topic.MustBeOpen();
        if (topic.HiddenBy is not null) throw EditPost.Hidden();
        if (edits >= Revision.Limit) throw EditPost.TooOften();
        var title = input.Title is null ? topic.Title : Text.Checked(input.Title, nameof(input.Title), 200);
        var body = input.Body is null ? words : Text.Checked(input.Body, nameof(input.Body), 20_000);
        var tags = input.Tags is null ? topic.Tags : Tags.Checked(input.Tags, nameof(input.Tags));
        var edited = new TopicEdited(
            title == topic.Title ? null : title, body == words ? null : Personal.Of(author.Id, body!), tags.SequenceEqual(topic.Tags) ? null : tags);
        if (edited is not { Title: null, Body: null })
        {
            if (topic.AnsweredAt is not null) throw EditPost.Answered();
            if (voted) throw new Refusal("forums.statement-voted-on", "Others voted in this deliberation as it is, so it cannot be about something else now. Its tags can still change.");
        }
        return edited is { Title: null, Body: null, Tags: null } ? throw EditPost.Unchanged() : edited;
    }
}
