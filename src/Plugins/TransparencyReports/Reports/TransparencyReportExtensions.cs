namespace Engage.Plugins.TransparencyReports;

public static class TransparencyReportExtensions
{
    /// <summary>Its title, as it was published last. Its name where nothing of it can be read: of what is only a draft, the draft says the title.</summary>
    /// <param name="language">The language to read it in, a tag of BCP 47: de-AT finds a translation into de-AT, or else into de. Without it, and where none is found, the original.</param>
    public static string Title(TransparencyReport report, string? language = null) => report.Words.LastOrDefault()?.Title.In(language) ?? report.Name;

    /// <summary>What it is about, as it was published last; null where nothing of it can be read.</summary>
    /// <param name="language">The language to read it in, as with the title.</param>
    public static string? Summary(TransparencyReport report, string? language = null) => report.Words.LastOrDefault()?.Summary.In(language);

    /// <summary>The edition that holds now; null where none was published, or the last one was withdrawn.</summary>
    public static async Task<IReadOnlyList<ReportEdition?>> Current(IReadOnlyList<TransparencyReport> reports, IQuerySession session, CancellationToken stop)
    {
        var editions = (await session.LoadManyAsync<ReportEdition>(stop, [.. reports.Select(report => report.Current).OfType<Guid>()])).ToDictionary(edition => edition.Id);
        return [.. reports.Select(report => report.Current is { } current ? editions[current] : null)];
    }

    /// <summary>Its editions, the newest first, those that were superseded or withdrawn among them.</summary>
    public static Task<Connection<ReportEdition>> Editions(TransparencyReport report, Page page, Actor actor, IQuerySession session, CancellationToken stop) =>
        ReportReading.Editions(session, actor, report.Id).ToConnection(page, Order.NewestFirst, edition => edition.Id, stop);

    /// <summary>One of its editions, or null where there is none that the caller may read.</summary>
    /// <param name="number">Its number, from 1.</param>
    public static async Task<ReportEdition?> Edition(TransparencyReport report, int number, Actor actor, IQuerySession session, CancellationToken stop) =>
        // What was returned has the number of what came in its place.
        await ReportReading.Editions(session, actor, report.Id).Where(edition => edition.Number == number && edition.State != EditionState.Returned).FirstOrDefaultAsync(stop);

    /// <summary>What the next edition will say; null for who does not work on reports.</summary>
    public static ReportDraft? Draft(TransparencyReport report, Actor actor) => ReportReading.SeesDrafts(actor) ? new(report) : null;
}
