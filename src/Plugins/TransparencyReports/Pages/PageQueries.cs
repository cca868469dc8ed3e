using System.Text;

namespace Engage.Plugins.TransparencyReports;

/// <summary>The pages and files of what was published. Each is one text, which the host also serves as a file to whoever speaks no GraphQL.</summary>
public static class PageQueries
{
    private static readonly string Style = new StreamReader(typeof(PageQueries).Assembly.GetManifestResourceStream("report.css")!).ReadToEnd();

    /// <summary>
    /// An edition as an HTML page, at <c>/agencies/{slug}/transparency-reports/report.html?report=NAME</c>. One that was withdrawn says so and why, and shows nothing else.
    /// Null where there is no such report, or no such edition of it was published.
    /// </summary>
    /// <param name="report">The report's name.</param>
    /// <param name="edition">The number of the edition; without it the one that everybody reads now.</param>
    /// <param name="language">The language to read the agency's texts in, a tag of BCP 47; where they are not translated, and without this, the originals.</param>
    public static async Task<string?> ReportPage(
        string report, int? edition, string? language, Agency agency, IAgencyIdentity identity, IAgencyCalendar calendar, IMarkdown markdown, IQuerySession session, CancellationToken stop)
    {
        var reader = await Reader(language, agency, identity, calendar, stop);
        if (await EditionShelf.Find(session, report, edition, stop) is not { } found) return null;
        var editions = await EditionShelf.Newest(session, found.ReportId, stop);
        var named = (await EditionShelf.Names(session, [found.ReportId], stop))[found.ReportId];
        return EditionPage.Of(named, found, editions, await EditionPageFacts.Of(found, session, stop), reader, markdown);
    }

    /// <summary>The reports that were published, as an HTML page, at <c>/agencies/{slug}/transparency-reports/reports.html</c>: those of the newest 200 editions.</summary>
    /// <param name="language">The language to read the agency's texts in, a tag of BCP 47; where they are not translated, and without this, the originals.</param>
    public static async Task<string> ReportIndexPage(
        string? language, Agency agency, IAgencyIdentity identity, IAgencyCalendar calendar, IQuerySession session, CancellationToken stop)
    {
        var reader = await Reader(language, agency, identity, calendar, stop);
        var editions = await EditionShelf.Newest(session, null, stop);
        return ReportIndex.Of(editions, await EditionShelf.Names(session, editions.Select(each => each.ReportId), stop), reader);
    }

    /// <summary>The style of the pages, as CSS.</summary>
    public static string ReportStyle() => Style;

    /// <summary>
    /// The figures of an edition as CSV (RFC 4180), a row for each row of each figure. The columns are told by the Data Package of the edition. Null where there is no such
    /// report, no such edition of it was published, or it was withdrawn.
    /// </summary>
    /// <param name="report">The report's name.</param>
    /// <param name="edition">The number of the edition; without it the one that everybody reads now.</param>
    public static async Task<string?> ReportFiguresCsv(string report, int? edition, IQuerySession session, CancellationToken stop) =>
        await EditionShelf.Readable(session, report, edition, stop) is { } found ? FiguresCsv.Of(found) : null;

    /// <summary>
    /// An edition in its canonical form, whose SHA-256 is the digest that is kept with it: what <c>json</c> of the edition answers. Null where there is no such report, no
    /// such edition of it was published, or it was withdrawn.
    /// </summary>
    /// <param name="report">The report's name.</param>
    /// <param name="edition">The number of the edition; without it the one that everybody reads now.</param>
    public static async Task<string?> ReportEditionJson(string report, int? edition, IQuerySession session, CancellationToken stop) =>
        await EditionShelf.Readable(session, report, edition, stop) is { } found ? Encoding.UTF8.GetString(EditionJson.Of(EditionContent.Of(found, report))) : null;

    /// <summary>
    /// What stands in the CSV of an edition, with its licence, sources and digest: a descriptor of Data Package 2.0. Null where there is no such report, no such edition
    /// of it was published, or it was withdrawn.
    /// </summary>
    /// <param name="report">The report's name.</param>
    /// <param name="edition">The number of the edition; without it the one that everybody reads now.</param>
    /// <param name="language">The language to read the agency's texts in, a tag of BCP 47; where they are not translated, and without this, the originals.</param>
    public static async Task<string?> ReportDataPackage(
        string report, int? edition, string? language, Agency agency, IAgencyIdentity identity, IAgencyCalendar calendar, IQuerySession session, CancellationToken stop)
    {
        var reader = await Reader(language, agency, identity, calendar, stop);
        if (await EditionShelf.Readable(session, report, edition, stop) is not { } found) return null;
        return DataPackage.Of(report, found, await Datasets(session, CatalogueEdition.DatasetsOf(found), stop), reader);
    }

    /// <summary>The reports and the data of the editions that everybody reads now, as a catalogue (DCAT 3 in JSON-LD): those of the newest 200.</summary>
    public static async Task<string> ReportCatalogue(Agency agency, IAgencyIdentity identity, IAgencyCalendar calendar, IQuerySession session, CancellationToken stop)
    {
        var editions = await EditionShelf.Current(session, stop);
        var names = await EditionShelf.Names(session, editions.Select(each => each.Told.ReportId), stop);
        var datasets = await Datasets(session, editions.SelectMany(each => each.Datasets), stop);
        return Catalogue.Of(editions, names, datasets.ToDictionary(dataset => dataset.Name), await Reader(null, agency, identity, calendar, stop));
    }

    /// <summary>
    /// The newest 200 editions as an Atom feed (RFC 4287), those that were withdrawn among them. Null where there is no such report.
    /// </summary>
    /// <param name="report">Only the editions of the report of this name.</param>
    /// <param name="language">The language to read the agency's texts in, a tag of BCP 47; where they are not translated, and without this, the originals.</param>
    public static async Task<string?> ReportFeed(
        string? report, string? language, Agency agency, IAgencyIdentity identity, IAgencyCalendar calendar, IQuerySession session, CancellationToken stop)
    {
        var reader = await Reader(language, agency, identity, calendar, stop);
        var editions = await EditionShelf.Newest(session, report is null ? null : TransparencyReport.IdOf(report), stop);
        // A draft is as good as none: that it is written is not told before it is published.
        if (report is not null && editions.Count == 0) return null;
        return EditionFeed.Of(report, editions, await EditionShelf.Names(session, editions.Select(each => each.ReportId), stop), reader);
    }

    private static async Task<PageReader> Reader(string? language, Agency agency, IAgencyIdentity identity, IAgencyCalendar calendar, CancellationToken stop)
    {
        var asked = language is null ? null : LanguageTag.Checked(language, nameof(language));
        var known = await identity.Read(stop);
        return new(known.Name, known.Languages, agency.Slug, asked, await calendar.Read(stop));
    }

    private static async Task<IReadOnlyList<Dataset>> Datasets(IQuerySession session, IEnumerable<string> names, CancellationToken stop)
    {
        var ids = names.Distinct().Select(Dataset.IdOf).ToArray();
        return await session.Query<Dataset>().Where(dataset => ids.Contains(dataset.Id)).OrderBy(dataset => dataset.Name).ToListAsync(stop);
    }
}
