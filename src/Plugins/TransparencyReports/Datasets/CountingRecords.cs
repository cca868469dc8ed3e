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
            await foreach (var record in Read(session, import.Id, stop))
            {
                if (record is RecordAdded added) known[added.Key] = Comparing.Said(added.Values);
                else if (record is RecordCorrected corrected) known[corrected.Key] = Comparing.Said(corrected.Values);
            }
        }
        return known;
    }

    private static async IAsyncEnumerable<object> Read(IQuerySession session, Guid import, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        for (var from = 1L; ; from += Batch)
        {
            var events = await session.Events.FetchStreamAsync(import, version: from + Batch - 1, fromVersion: from, token: stop);
            foreach (var each in events) yield return each.Data;
            if (events.Count < Batch) yield break;
        }
    }
}
