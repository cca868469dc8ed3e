using Marten.Linq.MatchesSql;

namespace Engage.Plugins.Forums;

/// <summary>Where to look; what is left out does not narrow it.</summary>
/// <param name="Kind">Only topics of this kind, and what is in them.</param>
/// <param name="CategoryId">Only topics of this category, and what is in them.</param>
/// <param name="TopicId">Only this topic and what is in it.</param>
public sealed record ForumSearchFilter(TopicKind? Kind = null, Guid? CategoryId = null, Guid? TopicId = null);

/// <summary>What a search found: a topic, or a post or an official answer in it.</summary>
/// <param name="TopicId">The topic's id.</param>
/// <param name="Post">The post that matches; null where something else does.</param>
/// <param name="Answer">The official answer that matches; null where something else does.</param>
/// <param name="Found">The topic, where it matches itself.</param>
/// <param name="Query">What was looked for.</param>
public sealed record ForumHit(
    [property: Unpublished] Guid TopicId, Post? Post, OfficialAnswer? Answer, [property: Unpublished] Topic? Found, [property: Unpublished] SearchQuery Query);

public static class ForumSearch
{
    /// <summary>
    /// The topics (by title, tags and body), posts and official answers that hold some words, the most relevant first, and only those whose words the caller may read. Words are
    /// found in all their forms in the agency's first language; <c>"a phrase"</c>, <c>or</c> and <c>-not</c> work as they do elsewhere. What was written a moment ago may take a second to be found.
    /// </summary>
    /// <param name="text">What to look for, 1 to 200 characters.</param>
    /// <param name="where">Where to look.</param>
    public static async Task<Connection<ForumHit>> SearchForums(
        string text, ForumSearchFilter? where, Page page, Actor actor, ISearch search, IQuerySession session, CancellationToken stop)
    {
        var query = await search.Read(text, nameof(text), stop);
        var topics = await Reading.Topics(session, actor, stop);
        if (where?.TopicId is { } id) topics = topics.Where(topic => topic.Id == id);
        if (where?.CategoryId is { } category) topics = topics.Where(topic => topic.CategoryId == category);
        if (where?.Kind is { } kind) topics = topics.Where(topic => topic.Kind == kind);
        var answers = (await Reading.Answers(session, actor, stop)).Where(answer => answer.State == AnswerState.Published);
        return await page.ToConnection(
            [
                query.In(topics, topic => topic.Id, topic => new ForumHit(topic.Id, null, null, topic, query)),
                query.In(In(await Reading.PostsWithWords(session, actor, stop), where), post => post.Id, post => new ForumHit(post.TopicId, post, null, null, query)),
                query.In(In(answers, where), answer => answer.Id, answer => new ForumHit(answer.TopicId, null, answer, null, query))
            ], stop);
    }

    /// <summary>What belongs to the topics to look in.</summary>
    private static IQueryable<T> In<T>(IQueryable<T> documents, ForumSearchFilter? where) where T : notnull
    {
        if (where?.TopicId is { } topic) documents = documents.Where(document => document.MatchesSql("(d.data ->> 'topicId')::uuid = ?", topic));
        if (where?.CategoryId is { } category) documents = documents.Where(document => document.MatchesSql(OfTopic("(t.data ->> 'categoryId')::uuid = ?"), category));
        if (where?.Kind is { } kind) documents = documents.Where(document => document.MatchesSql(OfTopic("t.data ->> 'kind' = ?"), kind.ToString()));
        return documents;
    }

    private static string OfTopic(string condition) =>
        $"exists (select from engage_forums.mt_doc_topic t where t.tenant_id = d.tenant_id and t.id = (d.data ->> 'topicId')::uuid and {condition})";
}

public static class ForumHitExtensions
{
    /// <summary>The topic that matches, or that the post or the answer is in.</summary>
    public static async Task<IReadOnlyList<Topic>> Topic(IReadOnlyList<ForumHit> hits, IQuerySession session, CancellationToken stop)
    {
        var topics = hits.Select(hit => hit.Found).OfType<Topic>().DistinctBy(topic => topic.Id).ToDictionary(topic => topic.Id);
        var missing = hits.Select(hit => hit.TopicId).Where(id => !topics.ContainsKey(id)).Distinct().ToArray();
        // Whoever may read what is in a topic may read the topic.
        if (missing.Length > 0) foreach (var topic in await session.LoadManyAsync<Topic>(stop, missing)) topics[topic.Id] = topic;
        return [.. hits.Select(hit => topics[hit.TopicId])];
    }

    /// <summary>
    /// The passages that match best, as HTML: everything is escaped, and each match stands in a <c>mark</c>. Null where the words cannot be read any more.
    /// </summary>
    public static async Task<IReadOnlyList<string?>> Snippet(
        IReadOnlyList<ForumHit> hits, Actor actor, IParticipants participants, ISearch search, IPersonalReader reader, CancellationToken stop)
    {
        var posts = hits.Select(hit => hit.Post).OfType<Post>().DistinctBy(post => post.Id).ToList();
        var words = posts.Zip(await Reading.Words(posts, actor, participants, stop)).ToDictionary(each => each.First.Id, each => each.Second);
        var bodies = await reader.Read([.. hits.Select(hit => hit.Post is { } post ? words[post.Id] : hit.Found?.Body)], stop);
        return await search.Snippets(hits[0].Query, [.. hits.Zip(bodies, (hit, body) => hit.Answer is { } answer ? $"{answer.Text.Text}\n\n{answer.Reasons?.Text}" : body)], stop);
    }
}
