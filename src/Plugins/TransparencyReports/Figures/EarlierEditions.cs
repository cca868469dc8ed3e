using System.Text.Json;

namespace Engage.Plugins.TransparencyReports;

/// <summary>The editions whose numbers the public has, as of a number of the log: those that were withdrawn since among them, for they were read.</summary>
internal static class EarlierEditions
{
    /// <summary>In the order in which they were published.</summary>
    public static async Task<IReadOnlyList<ReportEdition>> PublishedUpTo(long sequence, ILog log, IQuerySession session, CancellationToken stop)
    {
        var reports = await session.Query<ReportEdition>()
            .Where(edition => edition.State == EditionState.Published || edition.State == EditionState.Superseded || edition.State == EditionState.Withdrawn)
            .Select(edition => edition.ReportId).Distinct().ToListAsync(stop);
        var published = new List<Guid>();
        // The documents tell what holds today; when something was published stands in the log.
        await foreach (var each in log.Read([.. reports], 0, sequence, stop))
        {
            if (each.Alias != "transparency-reports.edition-published") continue;
            using var happened = JsonDocument.Parse(each.Data);
            published.Add(happened.RootElement.GetProperty("editionId").GetGuid());
        }
        var editions = (await session.LoadManyAsync<ReportEdition>(stop, published)).ToDictionary(edition => edition.Id);
        return [.. published.Select(id => editions[id])];
    }
}
