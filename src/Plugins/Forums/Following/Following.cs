using Marten.Linq.MatchesSql;

namespace Engage.Plugins.Forums;

public static class FollowingQueries
{
    /// <summary>The topics that the caller follows: those with unread posts first, and of each those that were followed last.</summary>
    [Requires(ForumPermissions.Follow)]
    public static async Task<Connection<Topic>> Following(Page page, Actor actor, IPersonalReader reader, IQuerySession session, CancellationToken stop)
    {
        var (_, list) = await Reader.Of(session, reader, actor, stop);
        var ids = list.Topics.ToArray();
        var topics = ids.Length == 0 ? [] : await (await Reading.Topics(session, actor, stop)).Where(topic => topic.MatchesSql("d.id = any(?)", ids)).ToListAsync(stop);
        var unread = await Unread.Of(session, list, topics, stop);
        var followed = ids.Select((id, place) => (id, place)).ToDictionary(each => each.id, each => each.place);
        return topics.OrderByDescending(topic => unread[topic.Id] > 0).ThenByDescending(topic => followed[topic.Id]).ToList().ToConnection(page, topic => topic.Id);
    }
}

public static class FollowingTopics
{
    /// <summary>Whether the caller follows it.</summary>
    public static async Task<IReadOnlyList<bool>> Following(IReadOnlyList<Topic> topics, Actor actor, IPersonalReader reader, IQuerySession session, CancellationToken stop)
    {
        var (_, list) = await Reader.Of(session, reader, actor, stop);
        return [.. topics.Select(topic => list.Topics.Contains(topic.Id))];
    }

    /// <summary>
    /// How many posts came after the one up to which the caller said they have read; all, where they follow the topic and never said so; null where they do
    /// neither. What is hidden, withdrawn or not accepted does not count, and 1,000 stands for that many or more.
    /// </summary>
    public static async Task<IReadOnlyList<int?>> UnreadCount(IReadOnlyList<Topic> topics, Actor actor, IPersonalReader reader, IQuerySession session, CancellationToken stop)
    {
        var (_, list) = await Reader.Of(session, reader, actor, stop);
        var unread = await Unread.Of(session, list, topics, stop);
        return [.. topics.Select(topic => unread.TryGetValue(topic.Id, out var count) ? count : (int?)null)];
    }
}

public static class FollowingCategories
{
    /// <summary>Whether the caller follows it.</summary>
    public static async Task<IReadOnlyList<bool>> Following(IReadOnlyList<Category> categories, Actor actor, IPersonalReader reader, IQuerySession session, CancellationToken stop)
    {
        var (_, list) = await Reader.Of(session, reader, actor, stop);
        return [.. categories.Select(category => list.Categories.Contains(category.Id))];
    }
}

internal static class Unread
{
    /// <summary>How many posts are unread, of those topics that are followed or were marked.</summary>
    public static async Task<IReadOnlyDictionary<Guid, int>> Of(IQuerySession session, ReadingList list, IReadOnlyList<Topic> topics, CancellationToken stop)
    {
        var marks = topics.Select(topic => topic.Id).Distinct().Where(id => list.Topics.Contains(id) || list.Mark(id) is not null)
            .ToDictionary(id => id, id => list.Mark(id) ?? Guid.Empty);
        if (marks.Count == 0) return new Dictionary<Guid, int>();
        var counted = await session.AdvancedSql.QueryAsync<Guid, int>(
            """
            select row(read.topic), row((select count(*)::int from (
              select from engage_forums.mt_doc_post p where CAST(p.data ->> 'topicId' as uuid) = read.topic and p.id > read.mark and p.tenant_id = ?
                and p.data ->> 'hiddenBy' is null and p.data ->> 'withdrawnAt' is null and p.data ->> 'state' = 'Accepted' limit 1000) as unread))
            from unnest(?::uuid[], ?::uuid[]) as read (topic, mark)
            """, stop, session.TenantId, marks.Keys.ToArray(), marks.Values.ToArray());
        return counted.ToDictionary(each => each.Item1, each => each.Item2);
    }
}
