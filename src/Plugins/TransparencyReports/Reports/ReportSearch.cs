namespace Engage.Plugins.TransparencyReports;

/// <summary>A report that a search found.</summary>
/// <param name="Edition">Its edition that holds now, whose words match.</param>
public sealed record ReportHit(ReportEdition Edition, [property: Unpublished] SearchQuery Query);

public static class ReportSearch
{
    /// <summary>
    /// The reports whose title, summary or sections hold some words in the edition that holds now, the most relevant first. Words are found in all their forms in the
    /// agency's first language, in what was written and not in its translations; <c>"a phrase"</c>, <c>or</c> and <c>-not</c> work as they do elsewhere. What was written
    /// a moment ago may take a second to be found.
    /// </summary>
    /// <param name="text">What to look for, 1 to 200 characters.</param>
    public static async Task<Connection<ReportHit>> SearchReports(string text, Page page, ISearch search, IQuerySession session, CancellationToken stop)
    {
        var query = await search.Read(text, nameof(text), stop);
        // What waits to be approved is found by nobody, those too who may read it: what a search finds is what can be quoted.
        var editions = session.Query<ReportEdition>().Where(edition => edition.State == EditionState.Published);
        return await page.ToConnection([query.In(editions, edition => edition.Id, edition => new ReportHit(edition, query))], stop);
    }

    /// <summary>What of an edition can be found.</summary>
    internal static Searchable Of(EditionCompiled edition) => new(edition.EditionId) { Title = edition.Title.Text, Body = Words(edition.Summary, edition.Sections) };

    internal static string Words(AgencyText summary, IEnumerable<ReportSection> sections) =>
        string.Join("\n\n", [summary.Text, .. sections.SelectMany(section => new[] { section.Heading.Text, section.Text.Text })]);
}

public static class ReportHitExtensions
{
    /// <summary>The passages that match best, as HTML: everything is escaped, and each match stands in a <c>mark</c>.</summary>
    public static async Task<IReadOnlyList<string>> Snippet(IReadOnlyList<ReportHit> hits, ISearch search, CancellationToken stop) =>
        [.. (await search.Snippets(hits[0].Query, [.. hits.Select(hit => $"{hit.Edition.Title.Text}\n\n{ReportSearch.Words(hit.Edition.Summary, hit.Edition.Sections)}")], stop)).Select(snippet => snippet!)];
}
