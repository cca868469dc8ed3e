namespace Engage.Plugins.Forums;

/// <summary>A topic in another language.</summary>
/// <param name="TopicId">The topic, opened by somebody who spoke in a role of the agency: staff, officer or moderator.</param>
/// <param name="Language">The language, a tag of BCP 47.</param>
/// <param name="Title">Its title in it, 1 to 200 characters.</param>
/// <param name="Body">What it is about, in Markdown, 1 to 20,000 characters.</param>
/// <param name="Status">How the translation came about.</param>
/// <param name="Of">Of which words it is a translation: the topic's <c>editedAt</c> when you read it, or its <c>openedAt</c> where it was not edited. Refused where it was edited since.</param>
public sealed record TranslateTopicInput(Guid TopicId, string Language, string Title, string Body, TranslationStatus Status, DateTimeOffset? Of = null);

public static class TranslateTopic
{
    /// <summary>Translates a topic that the agency opened, or translates it anew. What residents write is theirs, and is not translated for them.</summary>
    [Requires(ForumPermissions.Translate)]
    public static async Task<TopicTranslation> Handle(TranslateTopicInput input, Actor actor, IDocumentSession session, CancellationToken stop)
    {
        await session.ChangeTopic(actor, input.TopicId, async (topic, _) => Decide(topic, (await TopicTranslations.Translations([topic], session, stop))[0], input), stop);
        return (await session.LoadAsync<TopicTranslation>(TopicTranslation.IdOf(input.TopicId, LanguageTag.Checked(input.Language, nameof(input.Language))), stop))!;
    }

    public static TopicTranslated Decide(Topic topic, IReadOnlyList<TopicTranslation> there, TranslateTopicInput input)
    {
        if (topic.Author.Role is not { } role || !HeldRole.OfTheAgency.Contains(role) || topic.Author.Name.Subject is not { } author)
            throw new Refusal("forums.not-agency-text", "Only what was written in a role of the agency is translated: staff, officers and moderators say so when they write.", nameof(input.TopicId));
        // Clocks of browsers count no less than milliseconds.
        if (input.Of is { } of && (of - (topic.EditedAt ?? topic.OpenedAt)).Duration() >= TimeSpan.FromMilliseconds(1)) throw Refusal.Conflict();
        var title = new AgencyText(topic.Title) { Translations = [.. there.Select(each => new Translation(each.Language, each.Title, each.Status, Of: 1))] };
        return new(
            title.ToTranslateInto(input.Language, nameof(input.Language)), Text.Checked(input.Title, nameof(input.Title), 200),
            Personal.Of(author, Text.Checked(input.Body, nameof(input.Body), 20_000)), input.Status);
    }
}
