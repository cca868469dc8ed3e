namespace Engage.Plugins.Forums;

/// <summary>Which topics a list holds; what is left out does not narrow it.</summary>
/// <param name="Kind">Only topics of this kind.</param>
/// <param name="State">Only topics in this state.</param>
/// <param name="CategoryId">Only topics of this category.</param>
/// <param name="Tag">Only topics with this tag.</param>
/// <param name="Answered">Only questions that the agency answered officially, or only those that it did not.</param>
public sealed record TopicFilter(TopicKind? Kind = null, TopicState? State = null, Guid? CategoryId = null, string? Tag = null, bool? Answered = null);

/// <summary>How topics are ordered; pinned ones stand before all others.</summary>
public enum TopicOrder
{
    /// <summary>By when they were opened, the newest first.</summary>
    Newest,

    /// <summary>By when they were last replied to, or opened where nobody replied, the newest first.</summary>
    Active
}

public static class TopicQueries
{
    // As the index has it.
    private const string Newest = "CAST(d.data ->> 'pinned' as boolean)";

    // Ids stand in order of time, so the newest post is the one of the highest id.
    private const string Active =
        """
        (d.data ->> 'pinned') || coalesce(
          (select p.id from engage_forums.mt_doc_post p where p.tenant_id = d.tenant_id and CAST(p.data ->> 'topicId' as uuid) = d.id order by p.id desc limit 1), d.id)::text
        """;

    /// <summary>One topic, or null where there is none that the caller may read.</summary>
    /// <param name="id">The topic's id.</param>
    public static Task<Topic?> Topic(Guid id, Actor actor, IQuerySession session, CancellationToken stop) => Reading.Topic(session, actor, id, stop);

    /// <summary>The topics of the agency, pinned ones first.</summary>
    /// <param name="where">Which of them.</param>
    /// <param name="order">The order of the others.</param>
    public static async Task<Connection<Topic>> Topics(Page page, TopicFilter? where, Actor actor, IQuerySession session, CancellationToken stop, TopicOrder order = TopicOrder.Newest)
    {
        var topics = await Reading.Topics(session, actor, stop);
        if (where?.Kind is { } kind) topics = topics.Where(topic => topic.Kind == kind);
        if (where?.State is { } state) topics = topics.Where(topic => topic.State == state);
        if (where?.CategoryId is { } category) topics = topics.Where(topic => topic.CategoryId == category);
        if (where?.Answered is { } answered) topics = topics.Where(Questions.Answered(answered));
        if (where?.Tag is { } tag)
        {
            var name = Tags.Checked(tag, nameof(where.Tag));
            topics = topics.Where(topic => topic.Tags.Contains(name));
        }
        return order is TopicOrder.Newest
            ? await topics.ToConnection(page, new RankedBy<bool>(Newest), session, topic => topic.Id, stop)
            : await topics.ToConnection(page, new RankedBy<string>(Active), session, topic => topic.Id, stop);
    }
}

public static class TopicExtensions
{
    /// <summary>What it is about, as HTML that is safe to put into a page; null where the body is. Headings begin with h3, and images are links.</summary>
    public static async Task<IReadOnlyList<string?>> BodyHtml(IReadOnlyList<Topic> topics, IPersonalReader reader, IMarkdown markdown, CancellationToken stop) =>
        [.. (await Body(topics, reader, stop)).Select(markdown.ToHtml)];

    /// <summary>
    /// Its words from the first to those of now, each as they were from a time on. Where moderators decided on the topic, what it said before the words that they decided
    /// on is shown to them and its author only.
    /// </summary>
    public static async Task<Connection<Revision>> History(Topic topic, Page page, Actor actor, IParticipants participants, IQuerySession session, CancellationToken stop) =>
        (await Reading.Topic(session, actor, topic.Id, stop) is { } now ? await Revision.For(now.Id, now.Id, now.Author, actor, participants, session, stop) : [])
            .ToConnection(page, revision => revision.Id);

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
    /// <param name="topLevel">True for those only that answer the topic and no other post: in a deliberation, its statements.</param>
    /// <param name="order">In which order.</param>
    public static async Task<Connection<Post>> Posts(
        Topic topic, Page page, Actor actor, IQuerySession session, CancellationToken stop, bool topLevel = false, PostOrder order = PostOrder.Oldest)
    {
        var posts = (await Reading.Posts(session, actor, stop)).Where(post => post.TopicId == topic.Id);
        if (topLevel) posts = posts.Where(post => post.ParentId == null);
        return order is PostOrder.Ranked
            ? await posts.ToConnection(page, new RankedBy<double>(PostRank.Sql), session, post => post.Id, stop)
            : await posts.ToConnection(page, Order.OldestFirst, post => post.Id, stop);
    }
}
