namespace Engage.Plugins.TransparencyReports;

internal static class ChangingReports
{
    /// <summary>Appends what is decided of a report. Where another writer was faster, nothing is written.</summary>
    public static async Task<TransparencyReport> ChangeReport(
        this IDocumentSession session, string name, Func<TransparencyReport, IEnumerable<object>> decide, CancellationToken stop)
    {
        var id = TransparencyReport.IdOf(name);
        await session.Change<TransparencyReport>(id, report => decide(report ?? throw Refusal.NotFound("report", "report")), stop);
        return (await session.LoadAsync<TransparencyReport>(id, stop))!;
    }

    /// <summary>Appends what is decided of an edition, which stands in its report's stream.</summary>
    public static async Task<ReportEdition> ChangeEdition(
        this IDocumentSession session, Guid editionId, Func<TransparencyReport, ReportEdition, object> decide, CancellationToken stop)
    {
        var edition = await session.LoadAsync<ReportEdition>(editionId, stop) ?? throw Refusal.NotFound("edition", nameof(editionId));
        await session.Change<TransparencyReport>(edition.ReportId, report => [decide(report!, edition)], stop);
        return (await session.LoadAsync<ReportEdition>(editionId, stop))!;
    }

    /// <summary>The edition on its way to the public; refused where it is not this one, or does not stand there.</summary>
    /// <param name="mustBe">Where it has to stand: true where it was approved, false where it was not, null for either.</param>
    public static PendingEdition MustBePending(this TransparencyReport report, ReportEdition edition, bool? mustBe = null) =>
        report.Pending is { } pending && pending.EditionId == edition.Id && (mustBe is null || pending.Approved == mustBe)
            ? pending
            : throw WrongState(edition);

    /// <summary>
    /// Who answers for what is written or defined, and so does not approve it. A program does not: who made its key would be two, and could approve what they
    /// wrote by it.
    /// </summary>
    public static ActorId Author(this Actor actor) => actor.Kind is ActorKind.Person
        ? actor.Id
        : throw new Refusal("engage.person-needed", "A person answers for what a report says and how it is computed. Do it with a person's token.");

    public static Refusal WrongState(ReportEdition edition) => new("transparency-reports.edition-state", edition.State switch
    {
        EditionState.Compiled => "The edition was compiled and nobody has approved it yet. It can be approved or returned.",
        EditionState.Approved => "The edition was approved. It can be published or returned.",
        EditionState.Returned => "The edition was returned. Compile another one.",
        EditionState.Withdrawn => "The edition was withdrawn. Compile another one.",
        _ => "The edition was published. It can be withdrawn; to correct it, compile another one."
    }, "editionId");
}
