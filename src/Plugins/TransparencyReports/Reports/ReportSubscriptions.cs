using System.Runtime.CompilerServices;

namespace Engage.Plugins.TransparencyReports;

public static class ReportSubscriptions
{
    /// <summary>Each edition that is published.</summary>
    public static async IAsyncEnumerable<ReportEdition> ReportPublished(IEventFeed feed, IQuerySession session, [EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (var published in feed.Of<EditionPublished>(stop))
            if (await session.LoadAsync<ReportEdition>(published.Data.EditionId, stop) is { } edition)
                yield return edition;
    }

    /// <summary>A report, as it is each time after an edition was published or withdrawn; for who works on reports also after each other change of it.</summary>
    /// <param name="name">The report's name.</param>
    public static async IAsyncEnumerable<TransparencyReport> ReportChanged(string name, IEventFeed feed, IQuerySession session, [EnumeratorCancellation] CancellationToken stop)
    {
        var id = TransparencyReport.IdOf(name);
        await foreach (var change in feed.Of<IReportEvent>(stop))
            if (change.StreamId == id && (change.Data is EditionPublished or EditionWithdrawn || ReportReading.SeesDrafts(feed.Actor))
                && await session.LoadAsync<TransparencyReport>(id, stop) is { } report)
                yield return report;
    }
}
