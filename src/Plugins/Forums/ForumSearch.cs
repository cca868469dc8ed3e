using Marten.Linq.MatchesSql;

namespace Engage.Plugins.Forums;

/// <summary>Where to look; what is left out does not narrow it.</summary>
/// <param name="Kind">Only topics of this kind, and the posts in them.</param>
/// <param name="CategoryId">Only topics of this category, and the posts in them.</param>
/// <param name="TopicId">Only this topic and its posts.</param>
public sealed record ForumSearchFilter(TopicKind? Kind = null, Guid? CategoryId = null, Guid? TopicId = null);

/// <summary>What a search found: a topic, or a post in it.</summary>
/// <param name="TopicId">The topic's id.</param>
/// <param name="Post">The post that matches; null where the topic itself does.</param>
/// <param name="Found">The topic, where it matches itself.</param>
/// <param name="Query">What was looked for.</param>
public sealed record ForumHit([property: Unpublished] Guid TopicId, Post? Post, [property: Unpublished] Topic? Found, [property: Unpublished] SearchQuery Query);

public static class ForumSearch
{
    /// <summary>
    /// The topics (by title, tags and body) and the posts that hold some words, the most relevant first, and only those whose words the caller may read. Words are
    /// found in all their forms in the agency's first language; <c>"a phrase"</c>, <c>or</c> and <c>-not</c> work as they do elsewhere. What was written a moment ago may take a second to be found.
    /// </summary>
    /// <param name="text">What to look for, 1 to 200 characters.</param>
    /// <param name="where">Where to look.</param>
    public static async Task<Connection<ForumHit>> SearchForums(
        string text, ForumSearchFilter? where, Page page, Actor actor, ISearch search, IQuerySession session, CancellationToken stop)
    {
        var query = await search.Read(text, nameof(text), stop);
        var (topics, posts) = (await Reading.Topics(session, actor, stop), await Reading.PostsWithWords(session, actor, stop));
        if (where?.TopicId is { } id) (topics, posts) = (topics.Where(topic => topic.Id == id), posts.Where(post => post.TopicId == id));
        if (where?.CategoryId is { } category)
            (topics, posts) = (topics.Where(topic => topic.CategoryId == category), posts.Where(post => post.MatchesSql(InTopic("t.data ->> 'categoryId' = ?"), category.ToString())));
        if (where?.Kind is { } kind)
            (topics, posts) = (topics.Where(topic => topic.Kind == kind), posts.Where(post => post.MatchesSql(InTopic("t.data ->> 'kind' = ?"), kind.ToString())));
        return await page.ToConnection(stop,
            query.In(topics, topic => topic.Id, topic => new ForumHit(topic.Id, null, topic, query)),
            query.In(posts, post => post.Id, post => new ForumHit(post.TopicId, post, null, query)));
    }

    private static string InTopic(string condition) =>
        $"exists (select from engage_forums.mt_doc_topic t where t.tenant_id = d.tenant_id and t.id = (d.data ->> 'topicId')::uuid and {condition})";
}

public static class ForumHitExtensions
{
    /// <summary>The topic that matches, or that the post is in.</summary>
    public static async Task<IReadOnlyList<Topic>> Topic(IReadOnlyList<ForumHit> hits, IQuerySession session, CancellationToken stop)
    {
        var topics = hits.Select(hit => hit.Found).OfType<Topic>().DistinctBy(topic => topic.Id).ToDictionary(topic => topic.Id);
        var missing = hits.Select(hit => hit.TopicId).Where(id => !topics.ContainsKey(id)).Distinct().ToArray();
        // Who may read a post may read its topic.
        if (missing.Length > 0) foreach (var topic in await session.LoadManyAsync<Topic>(stop, missing)) topics[topic.Id] = topic;
        return [.. hits.Select(hit => topics[hit.TopicId])];
    }

    /// <summary>
    /// The passages of the topic's or the post's body that match best, as HTML: everything is escaped, and each match stands in a <c>mark</c>. Null where the body cannot be read any more.
    /// </summary>
    public static async Task<IReadOnlyList<string?>> Snippet(IReadOnlyList<ForumHit> hits, ISearch search, IPersonalReader reader, CancellationToken stop) =>
        await search.Snippets(hits[0].Query, await reader.Read([.. hits.Select(hit => hit.Post?.Body ?? hit.Found?.Body)], stop), stop);
}
