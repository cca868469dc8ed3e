using System.Runtime.CompilerServices;

namespace Engage.Plugins.TransparencyReports;

/// <summary>A canonical table with its fields.</summary>
/// <param name="Table">The table.</param>
/// <param name="Fields">Its fields, which mappings fill and metrics count by.</param>
public sealed record DatasetTableFields(DatasetTable Table, IReadOnlyList<TableField> Fields);

/// <summary>A dataset that a search found.</summary>
/// <param name="Dataset">The dataset, whose title or description matches.</param>
public sealed record DatasetHit(Dataset Dataset, [property: Unpublished] SearchQuery Query);

public static class DatasetQueries
{
    /// <summary>The datasets that figures are made of. Their records are told apart by <c>access</c>: those of open ones everybody reads.</summary>
    public static Task<Connection<Dataset>> Datasets(Page page, IQuerySession session, CancellationToken stop) =>
        session.Query<Dataset>().ToConnection(page, Order.OldestFirst, dataset => dataset.Id, stop);

    /// <summary>One dataset, or null where there is none.</summary>
    /// <param name="name">The dataset's name.</param>
    public static Task<Dataset?> Dataset(string name, IQuerySession session, CancellationToken stop) => session.LoadAsync<Dataset>(TransparencyReports.Dataset.IdOf(name), stop);

    /// <summary>The canonical tables: the same fields with the same names for every agency, whatever its files look like.</summary>
    public static Connection<DatasetTableFields> DatasetTables(Page page) =>
        Enum.GetValues<DatasetTable>().Select(table => new DatasetTableFields(table, Tables.Fields(table))).ToList().ToConnection(page, each => StreamId.Of("table", each.Table.ToString()));

    /// <summary>
    /// The datasets whose title or description holds some words, the most relevant first. Words are found in all their forms in the agency's first language, in what was
    /// written and not in its translations; <c>"a phrase"</c>, <c>or</c> and <c>-not</c> work as they do elsewhere.
    /// </summary>
    /// <param name="text">What to look for, 1 to 200 characters.</param>
    public static async Task<Connection<DatasetHit>> SearchDatasets(string text, Page page, ISearch search, IQuerySession session, CancellationToken stop)
    {
        var query = await search.Read(text, nameof(text), stop);
        return await page.ToConnection([query.In(session.Query<Dataset>(), dataset => dataset.Id, dataset => new DatasetHit(dataset, query))], stop);
    }
}

public static class DatasetHitExtensions
{
    /// <summary>The passages that match best, as HTML: everything is escaped, and each match stands in a <c>mark</c>.</summary>
    public static async Task<IReadOnlyList<string>> Snippet(IReadOnlyList<DatasetHit> hits, ISearch search, CancellationToken stop) =>
        [.. (await search.Snippets(hits[0].Query, [.. hits.Select(hit => $"{hit.Dataset.Title.Text}\n\n{hit.Dataset.Description.Text}")], stop)).Select(snippet => snippet!)];
}

public static class DatasetSubscriptions
{
    /// <summary>A dataset, as it is each time after something of it changed: its description, a translation, an import.</summary>
    /// <param name="name">The dataset's name.</param>
    public static async IAsyncEnumerable<Dataset> DatasetChanged(string name, IEventFeed feed, IQuerySession session, [EnumeratorCancellation] CancellationToken stop)
    {
        var id = Dataset.IdOf(name);
        await foreach (var change in feed.Of<IDatasetEvent>(stop))
            if (change.StreamId == id && await session.LoadAsync<Dataset>(id, stop) is { } dataset)
                yield return dataset;
    }
}
