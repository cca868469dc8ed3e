namespace Engage.Plugins.Forums;

/// <summary>The words of a topic or a post as they were from a time on.</summary>
/// <param name="Id">The event that wrote them.</param>
/// <param name="Title">The topic's title; null for a post.</param>
/// <param name="Body">What it said, in Markdown; null where its author was erased.</param>
/// <param name="EditedAt">Since when; of the first ones, when they were written.</param>
public sealed record Revision([property: Unpublished] Guid Id, string? Title, Personal<string> Body, DateTimeOffset EditedAt)
{
    /// <summary>How often words can be changed. Whoever needs more says something new.</summary>
    public const int Limit = 100;

    /// <summary>How often the words of a stream of so many events were changed. Few streams have as many events as words can be changed: only those are read.</summary>
    internal static async Task<int> EditsOf(IQuerySession session, Guid id, long version, CancellationToken stop) =>
        version <= Limit ? (int)version - 1 : (await session.Events.FetchStreamAsync(id, token: stop)).Count(each => each.Data is TopicEdited or PostEdited);

    /// <summary>
    /// The revisions that somebody may read who may read the words of now: all of them for moderators and the author, and for others those from the moderators'
    /// last decision on, so that what was edited away before it can be kept from readers too.
    /// </summary>
    internal static async Task<IReadOnlyList<Revision>> For(Guid id, Guid thread, Author author, Actor actor, IParticipants participants, IQuerySession session, CancellationToken stop)
    {
        var revisions = Of(await session.Events.FetchStreamAsync(id, token: stop));
        if (actor.May(ForumPermissions.Moderate) || await author.IsCaller(thread, participants, stop)) return revisions;
        var review = await session.LoadAsync<Review>(Review.IdOf(id), stop);
        return Since(revisions, new[] { review?.DecidedAt, review?.ClearedAt }.Max());
    }

    /// <summary>The revision that was there when something was decided, and those after it; all where nothing was.</summary>
    public static IReadOnlyList<Revision> Since(IReadOnlyList<Revision> revisions, DateTimeOffset? decided) =>
        decided is null ? revisions : [.. revisions.Skip(revisions.Count(revision => revision.EditedAt <= decided) - 1)];

    /// <summary>The revisions of one stream, the oldest first.</summary>
    public static IReadOnlyList<Revision> Of(IEnumerable<IEvent> events)
    {
        var revisions = new List<Revision>();
        foreach (var each in events)
        {
            var last = revisions.LastOrDefault();
            if (each.Data switch
            {
                TopicOpened opened => new Revision(each.Id, opened.Title, opened.Body, each.Timestamp),
                TopicEdited { Title: null, Body: null } => null,
                TopicEdited edited => new(each.Id, edited.Title ?? last!.Title, edited.Body ?? last!.Body, each.Timestamp),
                PostAdded added => new(each.Id, null, added.Body, each.Timestamp),
                PostEdited edited => new(each.Id, null, edited.Body, each.Timestamp),
                _ => null
            } is { } revision) revisions.Add(revision);
        }
        return revisions;
    }
}

public static class RevisionExtensions
{
    /// <summary>What it said, as HTML that is safe to put into a page; null where the body is.</summary>
    public static async Task<IReadOnlyList<string?>> BodyHtml(IReadOnlyList<Revision> revisions, IPersonalReader reader, IMarkdown markdown, CancellationToken stop) =>
        [.. (await reader.Read([.. revisions.Select(revision => revision.Body)], stop)).Select(markdown.ToHtml)];
}
