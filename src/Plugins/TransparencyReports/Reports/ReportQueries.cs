namespace Engage.Plugins.TransparencyReports;

public static class ReportQueries
{
    // Those that were never published come first: somebody works on them.
    private const string Newest = "coalesce(extract(epoch from (d.data ->> 'publishedAt')::timestamptz), 1e12)::numeric";

    /// <summary>The reports of the agency, those first that were published last.</summary>
    public static Task<Connection<TransparencyReport>> TransparencyReports(Page page, Actor actor, IQuerySession session, CancellationToken stop) =>
        ReportReading.Reports(session, actor).ToConnection(page, new RankedBy<decimal>(Newest), session, report => report.Id, stop);

    /// <summary>One report, or null where there is none that the caller may read.</summary>
    /// <param name="name">The report's name.</param>
    public static Task<TransparencyReport?> TransparencyReport(string name, Actor actor, IQuerySession session, CancellationToken stop) => ReportReading.Report(session, actor, name, stop);

    /// <summary>One edition of a report, or null where there is none that the caller may read.</summary>
    /// <param name="id">The edition's id.</param>
    public static Task<ReportEdition?> ReportEdition(Guid id, Actor actor, IQuerySession session, CancellationToken stop) => ReportReading.Edition(session, actor, id, stop);
}
