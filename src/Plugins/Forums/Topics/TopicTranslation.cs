namespace Engage.Plugins.Forums;

/// <param name="Body">What the topic is about, in the language; of the same subject as the original, with which it goes.</param>
public sealed record TopicTranslated(string Language, string Title, Personal<string> Body, TranslationStatus Status);

/// <summary>A topic that the agency opened, in another language.</summary>
/// <param name="Language">The language, a tag of BCP 47.</param>
/// <param name="Title">Its title.</param>
/// <param name="Body">What it is about, in Markdown; null where its author was erased.</param>
/// <param name="Status">How the translation came about.</param>
/// <param name="TranslatedAt">When it was translated.</param>
public sealed record TopicTranslation(
    [property: Unpublished] Guid Id, [property: Unpublished] Guid TopicId, string Language, string Title, Personal<string> Body, TranslationStatus Status, DateTimeOffset TranslatedAt)
{
    public static Guid IdOf(Guid topicId, string language) => StreamId.Of("translation", topicId.ToString(), language);
}

public sealed partial class TopicTranslationProjection : EventProjection
{
    public TopicTranslationProjection() => Options.DeleteViewTypeOnTeardown<TopicTranslation>();

    public void Project(IEvent<TopicTranslated> e, IDocumentOperations documents) => documents.Store(new TopicTranslation(
        TopicTranslation.IdOf(e.StreamId, e.Data.Language), e.StreamId, e.Data.Language, e.Data.Title, e.Data.Body, e.Data.Status, e.Timestamp));
}

public static class TopicTranslations
{
    /// <summary>The languages that the topic was translated into.</summary>
    public static async Task<IReadOnlyList<IReadOnlyList<TopicTranslation>>> Translations(IReadOnlyList<Topic> topics, IQuerySession session, CancellationToken stop)
    {
        // Only what the agency opened in a role is ever translated.
        var ids = topics.Where(topic => topic.Author.Role is not null).Select(topic => topic.Id).ToArray();
        var translations = ids.Length == 0 ? [] : await session.Query<TopicTranslation>().Where(each => each.TopicId.IsOneOf(ids)).ToListAsync(stop);
        var byTopic = translations.OrderBy(each => each.Language, StringComparer.Ordinal).ToLookup(each => each.TopicId);
        return [.. topics.Select(topic => byTopic[topic.Id].ToList())];
    }

    /// <summary>The topic in a reader's language; null where it was not translated into it, which leaves the original.</summary>
    /// <param name="language">The language to read it in, a tag of BCP 47: de-AT finds a translation into de-AT, or else into de.</param>
    public static async Task<IReadOnlyList<TopicTranslation?>> Translation(IReadOnlyList<Topic> topics, string language, IQuerySession session, CancellationToken stop) =>
        [.. (await Translations(topics, session, stop)).Select(there =>
            LanguageTag.Lookup(language, there.Select(each => each.Language)) is { } found ? there.Single(each => each.Language == found) : null)];
}

public static class TopicTranslationExtensions
{
    /// <summary>What it is about, as HTML that is safe to put into a page; null where the body is.</summary>
    public static async Task<IReadOnlyList<string?>> BodyHtml(IReadOnlyList<TopicTranslation> translations, IPersonalReader reader, IMarkdown markdown, CancellationToken stop) =>
        [.. (await reader.Read([.. translations.Select(each => each.Body)], stop)).Select(markdown.ToHtml)];

    /// <summary>Whether the original was changed since.</summary>
    public static async Task<IReadOnlyList<bool>> Outdated(IReadOnlyList<TopicTranslation> translations, IQuerySession session, CancellationToken stop)
    {
        var topics = (await session.LoadManyAsync<Topic>(stop, translations.Select(each => each.TopicId).Distinct().ToArray())).ToDictionary(topic => topic.Id);
        return [.. translations.Select(each => topics[each.TopicId].EditedAt > each.TranslatedAt)];
    }
}
