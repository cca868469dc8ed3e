using Marten.Linq.MatchesSql;

namespace Engage.Plugins.Forums;

/// <summary>
/// Which categories, topics and posts somebody may read. Whatever shows them asks here, so that what is restricted or hidden shows nowhere, and looks like
/// what does not exist. The words of a hidden post are kept back where they are shown, in <see cref="PostExtensions.Body"/>: the post itself stays in its thread.
/// </summary>
public static class Reading
{
    public static async Task<IQueryable<Category>> Categories(IQuerySession session, Actor actor, CancellationToken stop)
    {
        var closed = await Closed(session, actor, stop);
        return closed.Length == 0 ? session.Query<Category>() : session.Query<Category>().Where(category => category.MatchesSql("d.id <> all(?)", closed));
    }

    public static async Task<IQueryable<Topic>> Topics(IQuerySession session, Actor actor, CancellationToken stop)
    {
        IQueryable<Topic> topics = session.Query<Topic>();
        if (!actor.May(ForumPermissions.Moderate)) topics = topics.Where(topic => topic.HiddenBy == null);
        var closed = await Closed(session, actor, stop);
        return closed.Length == 0 ? topics : topics.Where(topic => topic.MatchesSql("coalesce((d.data ->> 'categoryId')::uuid <> all(?), true)", closed));
    }

    /// <summary>The posts of all topics that the reader may read.</summary>
    public static async Task<IQueryable<Post>> Posts(IQuerySession session, Actor actor, CancellationToken stop)
    {
        var (closed, hidden) = (await Closed(session, actor, stop), actor.May(ForumPermissions.Moderate));
        return session.Query<Post>().Where(post => post.MatchesSql(
            """
            exists (select from engage_forums.mt_doc_topic t where t.tenant_id = d.tenant_id and t.id = (d.data ->> 'topicId')::uuid
              and (? or t.data ->> 'hiddenBy' is null) and coalesce((t.data ->> 'categoryId')::uuid <> all(?), true))
            """, hidden, closed));
    }

    /// <summary>One topic; null where there is none that the reader may read.</summary>
    public static async Task<Topic?> Topic(IQuerySession session, Actor actor, Guid id, CancellationToken stop)
    {
        var topic = await session.LoadAsync<Topic>(id, stop);
        if (topic is null || (topic.HiddenBy is not null && !actor.May(ForumPermissions.Moderate))) return null;
        return topic.CategoryId is not { } category || (await session.LoadAsync<Category>(category, stop))?.Lets(actor, CategoryAction.Read) is not false ? topic : null;
    }

    /// <summary>One post; null where there is none that the reader may read.</summary>
    public static async Task<Post?> Post(IQuerySession session, Actor actor, Guid id, CancellationToken stop) =>
        await session.LoadAsync<Post>(id, stop) is { } post && await Topic(session, actor, post.TopicId, stop) is not null ? post : null;

    /// <summary>A topic to act on, as <see cref="Topic"/> finds it; refuses where the topic's category keeps the action for other roles.</summary>
    /// <param name="field">The field of the input that holds the id.</param>
    public static async Task<Topic> TopicTo(CategoryAction action, IQuerySession session, Actor actor, Guid id, string field, CancellationToken stop)
    {
        var topic = await Topic(session, actor, id, stop) ?? throw Refusal.NotFound("topic", field);
        if (topic.CategoryId is { } category) (await session.LoadAsync<Category>(category, stop))?.Demand(actor, action);
        return topic;
    }

    /// <summary>Those of some topics that stand in no category that is closed to the reader, hidden ones included: what was decided on them is public.</summary>
    public static async Task<IReadOnlySet<Guid>> InOpenCategories(IQuerySession session, Actor actor, Guid[] topics, CancellationToken stop)
    {
        var closed = await Closed(session, actor, stop);
        return closed.Length == 0
            ? topics.ToHashSet()
            : (await session.LoadManyAsync<Topic>(stop, topics)).Where(topic => topic.CategoryId is not { } category || !closed.Contains(category)).Select(topic => topic.Id).ToHashSet();
    }

    private static async Task<Guid[]> Closed(IQuerySession session, Actor actor, CancellationToken stop) =>
        [.. (await session.Query<Category>().Where(category => category.Restrictions.Any(each => each.Action == CategoryAction.Read)).ToListAsync(stop))
            .Where(category => !category.Lets(actor, CategoryAction.Read)).Select(category => category.Id)];
}
