using System.Security.Cryptography;

namespace Engage.Plugins.TransparencyReports;

/// <summary>The report to compile.</summary>
/// <param name="Report">The report's name.</param>
/// <param name="Correction">What the edition corrects or adds, and why, 1 to 5,000 characters. Needed for every edition but the first that is published.</param>
public sealed record CompileEditionInput(string Report, string? Correction = null);

public static class CompileEdition
{
    /// <summary>
    /// Computes the figures of a report from everything that the log holds now, as its next edition. Nothing of it changes from here on; a second person approves it or
    /// returns it. Nothing is locked while it computes: where the report is changed meanwhile, nothing is written (<c>engage.conflict</c>). One edition is
    /// compiled at a time (<c>engage.busy</c>). Counts 10,000 in what a document may cost.
    /// </summary>
    [Costs(10_000)]
    [Requires(ReportPermissions.Write)]
    public static async Task<ReportEdition> Handle(CompileEditionInput input, Actor actor, ILog log, IDocumentSession session, TimeProvider clock, CancellationToken stop)
    {
        var by = actor.Author();
        var stream = await session.Events.FetchForWriting<TransparencyReport>(TransparencyReport.IdOf(input.Report), stop);
        var report = stream.Aggregate ?? throw Refusal.NotFound("report", nameof(input.Report));
        MustBeReady(report, input);
        var metrics = await session.LoadManyAsync<Metric>(stop, [.. report.Sections.SelectMany(section => section.Figures).Select(figure => Metric.IdOf(figure.Metric)).Distinct()]);
        var plan = Plan(report, metrics.ToDictionary(metric => metric.Name), StreamId.New(clock), await log.Settled(stop), RandomNumberGenerator.GetBytes(32));
        stream.AppendOne(Decide(report, input, plan, await Turns.Of(session).Staff(() => Compiling.Compile(plan, log, session, stop), stop), by));
        await session.SaveChangesAsync(stop);
        return (await session.LoadAsync<ReportEdition>(plan.EditionId, stop))!;
    }

    /// <summary>What is to be computed: each figure by the newest version of its metric.</summary>
    internal static EditionPlan Plan(TransparencyReport report, IReadOnlyDictionary<string, Metric> metrics, Guid editionId, long sequence, byte[] salt) => new(
        editionId, sequence, [.. report.Sections.SelectMany(section => section.Figures).Select(figure =>
        {
            var metric = metrics[figure.Metric];
            return new PlannedFigure(figure, metric.Title, metric.Newest().Version, metric.Newest().Definition);
        })], salt);

    internal static EditionCompiled Decide(TransparencyReport report, CompileEditionInput input, EditionPlan plan, IReadOnlyList<ReportFigure> figures, ActorId by)
    {
        var correction = MustBeReady(report, input);
        var number = report.Published + 1;
        var content = new EditionContent(
            report.Name, plan.EditionId, number, plan.Sequence, Compiling.Method, report.Title, report.Summary, report.Sections, figures, correction);
        return new(
            plan.EditionId, number, plan.Sequence, report.Title, report.Summary, report.Sections, figures, correction, plan.Salt,
            EditionJson.Digest(EditionJson.Of(content)), by, content.Method);
    }

    /// <summary>The correction as it is stored.</summary>
    private static string? MustBeReady(TransparencyReport report, CompileEditionInput input)
    {
        if (report.Pending is not null)
            throw new Refusal("transparency-reports.edition-pending", "An edition waits to be approved or published. Return it before you compile another one.", nameof(input.Report));
        if (report.Sections.Count == 0) throw new Refusal("transparency-reports.no-sections", "There is nothing to publish yet. Write at least one section.", nameof(input.Report));
        return (report.Published, input.Correction) switch
        {
            (0, null) => null,
            (0, _) => throw new Refusal("transparency-reports.correction", "No edition was published that this could correct. Leave 'correction' out.", nameof(input.Correction)),
            (_, { } correction) => Text.Checked(correction, nameof(input.Correction), 5_000),
            _ => throw new Refusal("transparency-reports.correction", "An edition was published before. Say what this one corrects or adds, and why.", nameof(input.Correction))
        };
    }
}
