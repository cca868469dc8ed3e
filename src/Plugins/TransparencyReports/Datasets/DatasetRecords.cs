namespace Engage.Plugins.TransparencyReports;

/// <summary>A record of a dataset.</summary>
/// <param name="Key">What is one record in two files has one key.</param>
/// <param name="Table">What it is a record of.</param>
/// <param name="Corrected">Whether it takes the place of what an earlier file said.</param>
/// <param name="Values">What is recorded.</param>
/// <param name="ImportId">The import that brought it.</param>
public sealed record DatasetRecord(Guid Key, DatasetTable Table, bool Corrected, IReadOnlyList<RecordValue> Values, Guid ImportId, [property: Unpublished] long Place);

/// <summary>What stands in a field of a record.</summary>
/// <param name="Field">The field's name.</param>
/// <param name="Value">A day as 2026-03-31, a code, YES or NO, a number, or a UUID in place of an incident's number.</param>
public sealed record RecordValue(string Field, string Value);

internal static class DatasetRecords
{
    // A place in the list is the number of the import and the place in its stream: a page is read from there, however deep it lies.
    private const int PlaceBits = 32;

    public static async Task<Connection<DatasetRecord>> Of(Dataset dataset, Page page, IQuerySession session, CancellationToken stop)
    {
        var after = Connections.SequenceOf(page) ?? 0;
        var (begin, version) = ((int)Math.Clamp(after >> PlaceBits, 0, int.MaxValue), after & uint.MaxValue);
        var found = new List<DatasetRecord>();
        for (var i = begin; i < dataset.Imports.Count && found.Count <= page.First; i++, version = 0)
        {
            if (dataset.Imports[i].State is not ImportState.Completed) continue;
            await foreach (var each in session.StreamFrom(dataset.Imports[i].Id, version + 1, page.First + 1, stop))
            {
                if (RecordOf(each, ((long)i << PlaceBits) + each.Version) is { } record) found.Add(record);
                if (found.Count > page.First) break;
            }
        }
        return Connections.BySequence(found, page, record => record.Place);
    }

    private static DatasetRecord? RecordOf(IEvent each, long place) => each.Data switch
    {
        RecordAdded e => new(e.Key, e.Table, false, Values(e.Table, e.Values), each.StreamId, place),
        RecordCorrected e => new(e.Key, e.Table, true, Values(e.Table, e.Values), each.StreamId, place),
        _ => null
    };

    private static List<RecordValue> Values(DatasetTable table, IReadOnlyDictionary<string, string> values) =>
        [.. Tables.Fields(table).Where(field => values.ContainsKey(field.Name)).Select(field => new RecordValue(field.Name, values[field.Name]))];
}

internal static class RejectedRowsOf
{
    public static async Task<Connection<RejectedRow>> Import(DatasetImport import, Page page, IQuerySession session, CancellationToken stop)
    {
        var after = Math.Clamp(Connections.SequenceOf(page) ?? 0, 0, DatasetReading.MostRejected);
        // They stand first in the stream, so many in each event: the page lies in two of them.
        var first = after / RowsRejected.Most;
        var events = await session.Events.FetchStreamAsync(import.Id, version: first + 2, fromVersion: first + 1, token: stop);
        var rows = events.OrderBy(each => each.Version).Select(each => each.Data).OfType<RowsRejected>().SelectMany(each => each.Rows).Index()
            .Select(each => (Place: first * RowsRejected.Most + each.Index + 1, Row: each.Item)).Where(each => each.Place > after).Take(page.First + 1).ToList();
        var places = rows.ToDictionary(each => each.Row.Line, each => each.Place);
        return Connections.BySequence([.. rows.Select(each => each.Row)], page, row => places[row.Line]);
    }
}
