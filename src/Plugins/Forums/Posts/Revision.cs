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
