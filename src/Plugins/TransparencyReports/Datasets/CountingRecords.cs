using System.Runtime.CompilerServices;

namespace Engage.Plugins.TransparencyReports;

internal static class CountingRecords
{
    private const int Batch = 5_000;

    /// <summary>The keys of the records of a dataset that count, and what they say.</summary>
    public static async Task<Dictionary<Guid, Guid>> Of(IQuerySession session, Dataset? dataset, CancellationToken stop)
    {
        var known = new Dictionary<Guid, Guid>();
        // A later file follows an earlier one in the log as well, since only one at a time can be complete.
        foreach (var import in dataset?.Counting() ?? [])
        {
            await foreach (var record in session.StreamFrom(import.Id, 1, Batch, stop))
            {
                if (record.Data is RecordAdded added) known[added.Key] = Comparing.Said(added.Values);
                else if (record.Data is RecordCorrected corrected) known[corrected.Key] = Comparing.Said(corrected.Values);
            }
        }
        return known;
    }

    /// <summary>The events of a stream from a version on, read in parts, so that not all of them are in memory at once.</summary>
    public static async IAsyncEnumerable<IEvent> StreamFrom(this IQuerySession session, Guid stream, long version, int part, [EnumeratorCancellation] CancellationToken stop)
    {
        for (var from = version; ; from += part)
        {
            var events = await session.Events.FetchStreamAsync(stream, version: from + part - 1, fromVersion: from, token: stop);
            foreach (var each in events) yield return each;
            if (events.Count < part) yield break;
        }
    }
}
