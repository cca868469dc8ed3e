namespace Engage.Plugins.TransparencyReports;

/// <summary>
/// Which reports and editions somebody may read: everybody what was published, and who works on them the rest. Whatever shows or changes one asks here, so that a
/// draft looks like what does not exist.
/// </summary>
public static class ReportReading
{
    /// <summary>Whether somebody reads what the next edition will say.</summary>
    public static bool SeesDrafts(Actor actor) => SeesPending(actor) || actor.May(ReportPermissions.Translate);

    /// <summary>Whether somebody reads figures that are not published.</summary>
    public static bool SeesPending(Actor actor) => actor.May(ReportPermissions.Write) || actor.May(ReportPermissions.Review) || actor.May(ReportPermissions.Publish);

    /// <summary>The report, or null where there is none that may be read.</summary>
    public static async Task<TransparencyReport?> Report(IQuerySession session, Actor actor, string name, CancellationToken stop) =>
        await session.LoadAsync<TransparencyReport>(TransparencyReport.IdOf(name), stop) is { } report && (report.Published > 0 || SeesDrafts(actor)) ? report : null;

    /// <summary>The reports that may be read.</summary>
    public static IQueryable<TransparencyReport> Reports(IQuerySession session, Actor actor) =>
        SeesDrafts(actor) ? session.Query<TransparencyReport>() : session.Query<TransparencyReport>().Where(report => report.Published > 0);

    /// <summary>The edition, or null where there is none that may be read.</summary>
    public static async Task<ReportEdition?> Edition(IQuerySession session, Actor actor, Guid id, CancellationToken stop) =>
        await session.LoadAsync<ReportEdition>(id, stop) is { } edition && (edition.WasPublished() || SeesPending(actor)) ? edition : null;

    /// <summary>The editions of a report that may be read.</summary>
    public static IQueryable<ReportEdition> Editions(IQuerySession session, Actor actor, Guid reportId)
    {
        var editions = session.Query<ReportEdition>().Where(edition => edition.ReportId == reportId);
        return SeesPending(actor) ? editions : editions.Where(edition => edition.PublishedAt != null);
    }

    /// <summary>Whether everybody could read it once.</summary>
    public static bool WasPublished(this ReportEdition edition) => edition.PublishedAt is not null;

    /// <summary>Whether its texts and figures are shown. That it was withdrawn stays on record, and nothing else of it.</summary>
    public static bool IsShown(this ReportEdition edition) => edition.State is not EditionState.Withdrawn;
}
