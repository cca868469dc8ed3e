using Marten.Events;

namespace Engage.Plugins.TransparencyReports;

/// <summary>The edition to publish.</summary>
/// <param name="EditionId">The edition.</param>
public sealed record PublishEditionInput(Guid EditionId);

public static class PublishEdition
{
    /// <summary>Lets everybody read an edition that was approved. It takes the place of the one before, which can be read for good.</summary>
    [Requires(ReportPermissions.Publish)]
    public static async Task<ReportEdition> Handle(PublishEditionInput input, Actor actor, IDocumentSession session, CancellationToken stop)
    {
        var edition = await session.LoadAsync<ReportEdition>(input.EditionId, stop) ?? throw Refusal.NotFound("edition", nameof(input.EditionId));
        // Of two editions over one dataset that are published at one moment, the later has to see the earlier.
        foreach (var dataset in ChangesOfEditions.Datasets(edition).Order(StringComparer.Ordinal)) await session.Events.FetchForExclusiveWriting<Dataset>(Dataset.IdOf(dataset), stop);
        var since = await PublishedSince(session, edition, stop);
        return await session.ChangeEdition(input.EditionId, (report, _) => Decide(report, edition, since, actor.Id), stop);
    }

    /// <param name="since">The editions that were published since this one was compiled.</param>
    public static EditionPublished Decide(TransparencyReport report, ReportEdition edition, IReadOnlyList<ReportEdition> since, ActorId by)
    {
        report.MustBePending(edition, mustBe: true);
        var datasets = ChangesOfEditions.Datasets(edition).ToHashSet();
        if (since.Any(other => ChangesOfEditions.Datasets(other).Any(datasets.Contains)))
            throw new Refusal(
                "transparency-reports.published-since",
                "Another edition over the same data was published since this one was compiled, and what both tell together was not looked at. Return it, and compile it again.", "editionId");
        return new(edition.Id, report.Current, by);
    }

    private static async Task<IReadOnlyList<ReportEdition>> PublishedSince(IDocumentSession session, ReportEdition edition, CancellationToken stop)
    {
        var published = await session.Events.QueryAllRawEvents().Where(each => each.Sequence > edition.Sequence && each.EventTypesAre(typeof(EditionPublished))).ToListAsync(stop);
        return await session.LoadManyAsync<ReportEdition>(stop, [.. published.Select(each => ((EditionPublished)each.Data).EditionId)]);
    }
}
