using System.Runtime.CompilerServices;

namespace Engage.Plugins.Forums;

/// <summary>An official answer in another language.</summary>
/// <param name="Language">The language, a tag of BCP 47.</param>
/// <param name="Text">What it says.</param>
/// <param name="Reasons">Why; null where the answer gives no reasons.</param>
/// <param name="Status">How the translation came about.</param>
public sealed record AnswerTranslation(string Language, string Text, string? Reasons, TranslationStatus Status);

public static class AnswerQueries
{
    /// <summary>One official answer, or null where there is none that the caller may read.</summary>
    /// <param name="id">The answer's id.</param>
    public static Task<OfficialAnswer?> OfficialAnswer(Guid id, Actor actor, IQuerySession session, CancellationToken stop) => Reading.Answer(session, actor, id, stop);

    /// <summary>The official answers that were prepared and wait to be published, the oldest first.</summary>
    [Requires(ForumPermissions.Answer)]
    public static async Task<Connection<OfficialAnswer>> PreparedAnswers(Page page, Actor actor, IQuerySession session, CancellationToken stop) =>
        await (await Reading.Answers(session, actor, stop)).Where(answer => answer.State == AnswerState.Prepared).ToConnection(page, Order.OldestFirst, answer => answer.Id, stop);
}

public static class OfficialAnswerExtensions
{
    /// <summary>What it says, in Markdown.</summary>
    /// <param name="language">The language to read it in, a tag of BCP 47: de-AT finds a translation into de-AT, or else into de. Without it, and where none is found, the original.</param>
    public static string Text(OfficialAnswer answer, string? language = null) => answer.Text.In(language);

    /// <summary>What it says, as HTML that is safe to put into a page.</summary>
    /// <param name="language">The language to read it in, as with the text.</param>
    public static string? TextHtml(OfficialAnswer answer, IMarkdown markdown, string? language = null) => markdown.ToHtml(answer.Text.In(language));

    /// <summary>Why, as HTML that is safe to put into a page; null where it gives no reasons.</summary>
    /// <param name="language">The language to read it in, as with the text.</param>
    public static string? ReasonsHtml(OfficialAnswer answer, IMarkdown markdown, string? language = null) => markdown.ToHtml(answer.Reasons?.In(language));

    /// <summary>Why, in Markdown; null where it gives no reasons.</summary>
    /// <param name="language">The language to read it in, as with the text.</param>
    public static string? Reasons(OfficialAnswer answer, string? language = null) => answer.Reasons?.In(language);

    /// <summary>The languages that it was translated into.</summary>
    public static IReadOnlyList<AnswerTranslation> Translations(OfficialAnswer answer) =>
        [.. answer.Text.Translations.Select(each => new AnswerTranslation(each.Language, each.Text, answer.Reasons?.In(each.Language), each.Status))];

    /// <summary>Who prepared it; null for who may not answer for the agency.</summary>
    public static Author? PreparedBy(OfficialAnswer answer, Actor actor) => actor.May(ForumPermissions.Answer) ? answer.PreparedBy : null;

    /// <summary>Whether a later answer to the same topic or post took its place.</summary>
    public static async Task<IReadOnlyList<bool>> Superseded(IReadOnlyList<OfficialAnswer> answers, IQuerySession session, CancellationToken stop)
    {
        var current = await Current(answers.Where(answer => answer.State is AnswerState.Published).Select(answer => answer.TopicId), session, stop);
        return [.. answers.Select(answer => answer.State is AnswerState.Published && current[(answer.TopicId, answer.PostId)].Id != answer.Id)];
    }

    /// <summary>The last answer that was published to each of the topics and to each post of theirs that has one.</summary>
    internal static async Task<Dictionary<(Guid Topic, Guid? Post), OfficialAnswer>> Current(IEnumerable<Guid> topicIds, IQuerySession session, CancellationToken stop)
    {
        var topics = topicIds.Distinct().ToArray();
        if (topics.Length == 0) return [];
        return (await session.Query<OfficialAnswer>().Where(answer => answer.State == AnswerState.Published && answer.TopicId.IsOneOf(topics)).ToListAsync(stop))
            .GroupBy(answer => (answer.TopicId, answer.PostId)).ToDictionary(each => each.Key, each => each.MaxBy(answer => (answer.PublishedAt, answer.Id))!);
    }
}

public static class AnswerTranslationExtensions
{
    /// <summary>What it says, as HTML that is safe to put into a page.</summary>
    public static string? TextHtml(AnswerTranslation translation, IMarkdown markdown) => markdown.ToHtml(translation.Text);

    /// <summary>Why, as HTML that is safe to put into a page; null where the answer gives no reasons.</summary>
    public static string? ReasonsHtml(AnswerTranslation translation, IMarkdown markdown) => markdown.ToHtml(translation.Reasons);
}

public static class AnsweredTopics
{
    /// <summary>What the agency says to the topic: its last official answer. Null where it gave none.</summary>
    public static async Task<IReadOnlyList<OfficialAnswer?>> OfficialAnswer(IReadOnlyList<Topic> topics, IQuerySession session, CancellationToken stop)
    {
        var current = await OfficialAnswerExtensions.Current(topics.Select(topic => topic.Id), session, stop);
        return [.. topics.Select(topic => current.GetValueOrDefault((topic.Id, null)))];
    }

    /// <summary>All official answers in the topic, to it and to its posts, the oldest first; superseded ones too. Those that were not published show to who may answer for the agency only.</summary>
    public static async Task<Connection<OfficialAnswer>> Answers(Topic topic, Page page, Actor actor, IQuerySession session, CancellationToken stop) =>
        await (await Reading.Answers(session, actor, stop)).Where(answer => answer.TopicId == topic.Id).ToConnection(page, Order.OldestFirst, answer => answer.Id, stop);
}

public static class AnsweredPosts
{
    /// <summary>What the agency says to the post: its last official answer. Null where it gave none.</summary>
    public static async Task<IReadOnlyList<OfficialAnswer?>> OfficialAnswer(IReadOnlyList<Post> posts, IQuerySession session, CancellationToken stop)
    {
        var current = await OfficialAnswerExtensions.Current(posts.Select(post => post.TopicId), session, stop);
        return [.. posts.Select(post => current.GetValueOrDefault((post.TopicId, post.Id)))];
    }
}

public static class AnswerSubscriptions
{
    /// <summary>Every official answer that is published to a topic, or to a post of it, from now on.</summary>
    /// <param name="topicId">The topic.</param>
    public static async IAsyncEnumerable<OfficialAnswer> AnswerPublished(
        Guid topicId, IEventFeed feed, IQuerySession session, [EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (var published in feed.Of<AnswerPublished>(stop))
            if (published.Data.TopicId == topicId && await Reading.Answer(session, feed.Actor, published.StreamId, stop) is { } answer)
                yield return answer;
    }
}
