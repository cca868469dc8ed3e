namespace Diaries;

/// <summary>What was found: an entry or a visit.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Visit">The visit.</param>
/// <param name="Query">What was looked for.</param>
public sealed record Found(Entry? Entry, Visit? Visit, [property: Unpublished] SearchQuery Query);

public static class SearchQueries
{
    /// <summary>The entries and visits that hold some words, the most relevant first.</summary>
    /// <param name="text">The words.</param>
    public static async Task<Connection<Found>> Find(string text, Page page, ISearch search, IQuerySession session, CancellationToken stop)
    {
        var query = await search.Read(text, nameof(text), stop);
        return await page.ToConnection(
        [
            query.In(session.Query<Entry>(), entry => entry.Id, entry => new Found(entry, null, query)),
            query.In(session.Query<Visit>(), visit => visit.Id, visit => new Found(null, visit, query))
        ], stop);
    }

    /// <summary>The entries that hold some words and were corrected, the oldest first.</summary>
    /// <param name="text">The words.</param>
    public static async Task<Connection<Entry>> Corrected(string text, Page page, ISearch search, IQuerySession session, CancellationToken stop) =>
        await session.Query<Entry>().Where(entry => entry.Corrections > 0).Matching(await search.Read(text, nameof(text), stop)).ToConnection(page, Order.OldestFirst, entry => entry.Id, stop);
}

public static class FoundExtensions
{
    /// <summary>The passages that match, as HTML.</summary>
    public static async Task<IReadOnlyList<string?>> Snippet(IReadOnlyList<Found> found, ISearch search, IPersonalReader personal, CancellationToken stop) =>
        await search.Snippets(found[0].Query, await personal.Read([.. found.Select(each => each.Entry?.Text ?? each.Visit?.Address)], stop), stop);
}
