using Marten.Linq.MatchesSql;

namespace Engage.Plugins.Forums;

/// <summary>
/// Which categories, topics and posts somebody may read. Whatever shows them asks here, so that what is restricted or hidden shows nowhere, and looks like
/// what does not exist. The words of a hidden post are kept back where they are shown, in <c>Post.body</c>: the post itself stays in its thread.
/// </summary>
public static class Reading
{
    // Of what belongs to a topic: whether hidden topics count too, and the categories that the reader may not read.
    private const string InReadableTopic =
        """
        exists (select from engage_forums.mt_doc_topic t where t.tenant_id = d.tenant_id and t.id = (d.data ->> 'topicId')::uuid
          and (? or t.data ->> 'hiddenBy' is null) and coalesce((t.data ->> 'categoryId')::uuid <> all(?), true))
        """;

    /// <summary>Whether somebody may see a category itself: who may read what is in it, and who manages categories, so that they can lift what they restricted.</summary>
    public static bool MaySee(Category category, Actor actor) => category.Lets(actor, CategoryAction.Read) || actor.May(ForumPermissions.ManageCategories);

    public static async Task<IQueryable<Category>> Categories(IQuerySession session, Actor actor, CancellationToken stop)
    {
        var closed = actor.May(ForumPermissions.ManageCategories) ? [] : await Closed(session, actor, stop);
        return closed.Length == 0 ? session.Query<Category>() : session.Query<Category>().Where(category => category.MatchesSql("d.id <> all(?)", closed));
    }

    public static async Task<IQueryable<Topic>> Topics(IQuerySession session, Actor actor, CancellationToken stop)
    {
        var topics = await TopicsAndHidden(session, actor, stop);
        return actor.May(ForumPermissions.Moderate) ? topics : topics.Where(topic => topic.HiddenBy == null);
    }

    /// <summary>The tags of the topics that the reader may read, those of most topics first.</summary>
    public static async Task<IReadOnlyList<Tag>> Tags(IQuerySession session, Actor actor, int most, CancellationToken stop)
    {
        var (closed, hidden) = (await Closed(session, actor, stop), actor.May(ForumPermissions.Moderate));
        var counted = await session.AdvancedSql.QueryAsync<string, int>(
            """
            select row(tag), row(count(*)::int) from engage_forums.mt_doc_topic d cross join lateral jsonb_array_elements_text(d.data -> 'tags') as tag
            where d.tenant_id = ? and (? or d.data ->> 'hiddenBy' is null) and coalesce((d.data ->> 'categoryId')::uuid <> all(?), true)
            group by tag order by count(*) desc, tag collate "C" limit ?
            """, stop, session.TenantId, hidden, closed, most);
        return [.. counted.Select(each => new Tag(each.Item1, each.Item2))];
    }

    /// <summary>Hidden topics too, to count them: nothing of a hidden one may show but that it is one.</summary>
    public static async Task<IQueryable<Topic>> TopicsAndHidden(IQuerySession session, Actor actor, CancellationToken stop)
    {
        IQueryable<Topic> topics = session.Query<Topic>();
        var closed = await Closed(session, actor, stop);
        return closed.Length == 0 ? topics : topics.Where(topic => topic.MatchesSql("coalesce((d.data ->> 'categoryId')::uuid <> all(?), true)", closed));
    }

    /// <summary>The posts of all topics that the reader may read.</summary>
    public static async Task<IQueryable<Post>> Posts(IQuerySession session, Actor actor, CancellationToken stop)
    {
        var (closed, hidden) = (await Closed(session, actor, stop), actor.May(ForumPermissions.Moderate));
        return session.Query<Post>().Where(post => post.MatchesSql(InReadableTopic, hidden, closed));
    }

    /// <summary>One category; null where there is none that the reader may read.</summary>
    public static async Task<Category?> Category(IQuerySession session, Actor actor, Guid id, CancellationToken stop) =>
        await session.LoadAsync<Category>(id, stop) is { } category && category.Lets(actor, CategoryAction.Read) ? category : null;

    /// <summary>Those of them whose words the reader may read, for whatever finds posts by their words: to find one is to learn what it says.</summary>
    public static async Task<IQueryable<Post>> PostsWithWords(IQuerySession session, Actor actor, CancellationToken stop)
    {
        var posts = await Posts(session, actor, stop);
        return actor.May(ForumPermissions.Moderate) ? posts : posts.Where(Forums.Post.Stands);
    }

    /// <summary>One topic; null where there is none that the reader may read.</summary>
    public static async Task<Topic?> Topic(IQuerySession session, Actor actor, Guid id, CancellationToken stop) => (await Sorted(session, actor, id, stop)).Topic;

    /// <summary>One post; null where there is none that the reader may read.</summary>
    public static async Task<Post?> Post(IQuerySession session, Actor actor, Guid id, CancellationToken stop) => (await Placed(session, actor, id, stop)).Post;

    /// <summary>One post with its topic and that topic's category; all null where there is none that the reader may read.</summary>
    internal static async Task<(Post? Post, Topic? Topic, Category? Category)> Placed(IQuerySession session, Actor actor, Guid id, CancellationToken stop) =>
        await session.LoadAsync<Post>(id, stop) is { } post && await Sorted(session, actor, post.TopicId, stop) is ({ } topic, var category) ? (post, topic, category) : default;

    /// <summary>
    /// The words of posts that the reader may read; null where they may not: what a moderator hid only moderators read, and what its author withdrew only
    /// moderators and that author.
    /// </summary>
    public static async Task<IReadOnlyList<Personal<string>?>> Words(IReadOnlyList<Post> posts, Actor actor, IParticipants participants, CancellationToken stop)
    {
        var words = new List<Personal<string>?>(posts.Count);
        foreach (var post in posts)
        {
            words.Add(actor.May(ForumPermissions.Moderate) || post.IsStanding()
                || (post.HiddenBy is null && await post.Author.IsCaller(post.TopicId, participants, stop)) ? post.Body : null);
        }
        return words;
    }

    /// <summary>The official answers in all topics that the reader may read: of those that were not published none, but for who may answer for the agency.</summary>
    public static async Task<IQueryable<OfficialAnswer>> Answers(IQuerySession session, Actor actor, CancellationToken stop)
    {
        var (closed, hidden) = (await Closed(session, actor, stop), actor.May(ForumPermissions.Moderate));
        var answers = session.Query<OfficialAnswer>().Where(answer => answer.MatchesSql(InReadableTopic, hidden, closed));
        return actor.May(ForumPermissions.Answer) ? answers : answers.Where(answer => answer.State == AnswerState.Published);
    }

    /// <summary>One official answer; null where there is none that the reader may read.</summary>
    public static async Task<OfficialAnswer?> Answer(IQuerySession session, Actor actor, Guid id, CancellationToken stop) =>
        await session.LoadAsync<OfficialAnswer>(id, stop) is { } answer && (answer.State is AnswerState.Published || actor.May(ForumPermissions.Answer))
            && await Topic(session, actor, answer.TopicId, stop) is not null ? answer : null;

    /// <summary>A topic to act on, as <see cref="Topic"/> finds it; refuses where the topic's category keeps the action for other roles.</summary>
    /// <param name="field">The field of the input that holds the id.</param>
    public static async Task<Topic> TopicTo(CategoryAction action, IQuerySession session, Actor actor, Guid id, string field, CancellationToken stop)
    {
        if (await Sorted(session, actor, id, stop) is not ({ } topic, var category)) throw Refusal.NotFound("topic", field);
        category?.Demand(actor, action);
        return topic;
    }

    /// <summary>A post to act on, as <see cref="Post"/> finds it, with its topic; refuses where the topic's category keeps the action for other roles.</summary>
    /// <param name="field">The field of the input that holds the post's id.</param>
    public static async Task<(Topic Topic, Post Post)> PostTo(CategoryAction action, IQuerySession session, Actor actor, Guid id, string field, CancellationToken stop)
    {
        // A post that the reader may not read answers as one that does not exist: what is missing is the post, and never its topic.
        if (await Placed(session, actor, id, stop) is not ({ } post, { } topic, var category)) throw Refusal.NotFound("post", field);
        category?.Demand(actor, action);
        return (topic, post);
    }

    /// <summary>The category to open a topic in; null where none is named, or none that the actor may read. Refuses where it takes no topics, or none of theirs.</summary>
    public static async Task<Category?> CategoryToOpenIn(IQuerySession session, Actor actor, Guid? id, CancellationToken stop)
    {
        var category = id is { } named ? await Category(session, actor, named, stop) : null;
        category?.Demand(actor, CategoryAction.OpenTopic);
        category?.MustTakeTopics();
        return category;
    }

    /// <summary>Those of some topics that stand in no category that is closed to the reader, hidden ones included: what was decided on them is public.</summary>
    public static async Task<IReadOnlySet<Guid>> InOpenCategories(IQuerySession session, Actor actor, Guid[] topics, CancellationToken stop)
    {
        var closed = await Closed(session, actor, stop);
        return closed.Length == 0
            ? topics.ToHashSet()
            : (await session.LoadManyAsync<Topic>(stop, topics)).Where(topic => topic.CategoryId is not { } category || !closed.Contains(category)).Select(topic => topic.Id).ToHashSet();
    }

    /// <summary>One topic with its category; both null where there is none that the reader may read.</summary>
    private static async Task<(Topic? Topic, Category? Category)> Sorted(IQuerySession session, Actor actor, Guid id, CancellationToken stop)
    {
        var topic = await session.LoadAsync<Topic>(id, stop);
        if (topic is null || (topic.HiddenBy is not null && !actor.May(ForumPermissions.Moderate))) return default;
        var category = topic.CategoryId is { } sorted ? await session.LoadAsync<Category>(sorted, stop) : null;
        return category?.Lets(actor, CategoryAction.Read) is false ? default : (topic, category);
    }

    private static async Task<Guid[]> Closed(IQuerySession session, Actor actor, CancellationToken stop) =>
        [.. (await session.Query<Category>().Where(category => category.Restrictions.Any(each => each.Action == CategoryAction.Read)).ToListAsync(stop))
            .Where(category => !category.Lets(actor, CategoryAction.Read)).Select(category => category.Id)];
}
