namespace Engage.Plugins.Forums;

/// <summary>Which topics a list holds; what is left out does not narrow it.</summary>
/// <param name="Kind">Only topics of this kind.</param>
/// <param name="State">Only topics in this state.</param>
/// <param name="CategoryId">Only topics of this category.</param>
public sealed record TopicFilter(TopicKind? Kind = null, TopicState? State = null, Guid? CategoryId = null);

public static class TopicQueries
{
    /// <summary>One topic, or null where there is none that the caller may read.</summary>
    /// <param name="id">The topic's id.</param>
    public static Task<Topic?> Topic(Guid id, Actor actor, IQuerySession session, CancellationToken stop) => Reading.Topic(session, actor, id, stop);

    /// <summary>The topics of the agency, the newest first.</summary>
    /// <param name="where">Which of them.</param>
    public static async Task<Connection<Topic>> Topics(Page page, TopicFilter? where, Actor actor, IQuerySession session, CancellationToken stop)
    {
        var topics = await Reading.Topics(session, actor, stop);
        if (where?.Kind is { } kind) topics = topics.Where(topic => topic.Kind == kind);
        if (where?.State is { } state) topics = topics.Where(topic => topic.State == state);
        if (where?.CategoryId is { } category) topics = topics.Where(topic => topic.CategoryId == category);
        return await topics.ToConnection(page, Order.NewestFirst, topic => topic.Id, stop);
    }
}

public static class TopicExtensions
{
    /// <summary>What it is about, in Markdown; null where its author was erased.</summary>
    public static async Task<IReadOnlyList<string?>> Body(IReadOnlyList<Topic> topics, IPersonalReader reader, CancellationToken stop) =>
        await reader.Read([.. topics.Select(topic => topic.Body)], stop);

    /// <summary>The category that the topic is sorted under; null where it is under none.</summary>
    public static async Task<IReadOnlyList<Category?>> Category(IReadOnlyList<Topic> topics, IQuerySession session, CancellationToken stop)
    {
        var ids = topics.Select(topic => topic.CategoryId).OfType<Guid>().Distinct().ToArray();
        var categories = ids.Length == 0 ? [] : (await session.LoadManyAsync<Category>(stop, ids)).ToDictionary(category => category.Id);
        return [.. topics.Select(topic => topic.CategoryId is { } id ? categories.GetValueOrDefault(id) : null)];
    }

    /// <summary>The posts of the topic.</summary>
    /// <param name="order">In which order.</param>
    public static Task<Connection<Post>> Posts(Topic topic, Page page, IQuerySession session, CancellationToken stop, PostOrder order = PostOrder.Oldest)
    {
        var posts = session.Query<Post>().Where(post => post.TopicId == topic.Id);
        return order is PostOrder.Ranked
            ? posts.ToConnection(page, PostRank.Sql, session, post => post.Id, stop)
            : posts.ToConnection(page, Order.OldestFirst, post => post.Id, stop);
    }
}
