namespace Engage.Plugins.TransparencyReports;

/// <summary>The edition to approve.</summary>
/// <param name="EditionId">The edition.</param>
public sealed record ApproveEditionInput(Guid EditionId);

public static class ApproveEdition
{
    /// <summary>Says that an edition may be published. It takes a second person: nobody who wrote, translated, defined or compiled what is new in it.</summary>
    [Requires(ReportPermissions.Review)]
    public static async Task<ReportEdition> Handle(ApproveEditionInput input, Actor actor, IDocumentSession session, CancellationToken stop)
    {
        var edition = await session.LoadAsync<ReportEdition>(input.EditionId, stop) ?? throw Refusal.NotFound("edition", nameof(input.EditionId));
        var report = (await session.LoadAsync<TransparencyReport>(edition.ReportId, stop))!;
        var before = report.Current is { } current ? await session.LoadAsync<ReportEdition>(current, stop) : null;
        var metrics = await session.LoadManyAsync<Metric>(stop, [.. edition.Figures.Select(figure => Metric.IdOf(figure.Metric)).Distinct()]);
        return await session.ChangeEdition(input.EditionId, (now, _) => Decide(now, edition, DefinedBy(edition, before, metrics), actor), stop);
    }

    /// <summary>Who defined how figures of an edition are computed, as far as the edition before was not computed so.</summary>
    internal static IEnumerable<ActorId> DefinedBy(ReportEdition edition, ReportEdition? before, IEnumerable<Metric> metrics)
    {
        var known = (before?.Figures ?? []).Select(figure => (figure.Metric, figure.MetricVersion)).ToHashSet();
        var used = edition.Figures.Select(figure => (figure.Metric, figure.MetricVersion)).Where(each => !known.Contains(each)).ToHashSet();
        return metrics.SelectMany(metric => metric.Versions.Where(version => used.Contains((metric.Name, version.Version))).Select(version => version.By));
    }

    public static EditionApproved Decide(TransparencyReport report, ReportEdition edition, IEnumerable<ActorId> definedBy, Actor actor)
    {
        var pending = report.MustBePending(edition, mustBe: false);
        // Whoever wrote it could approve it by a key of their own, if a program were enough.
        if (actor.Kind is not ActorKind.Person || pending.Authors.Concat(definedBy).Contains(actor.Id))
            throw new Refusal(
                "transparency-reports.second-person",
                "You wrote, translated, defined or compiled some of this edition. It takes a second person, and no program, to approve it.");
        return new(edition.Id, actor.Id);
    }
}
