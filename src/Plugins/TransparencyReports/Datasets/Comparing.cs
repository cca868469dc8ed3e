namespace Engage.Plugins.TransparencyReports;

/// <summary>What a record of a file is beside those that count.</summary>
internal enum RecordChange
{
    Added,
    Corrected,
    Unchanged,
    Repeated
}

/// <summary>A record of a file with its key, and what it is beside those that count.</summary>
internal readonly record struct ComparedRecord(Guid Key, MappedRecord Record, RecordChange Change);

/// <summary>Compares the records of a file with those that count and with each other, row by row.</summary>
/// <param name="known">The keys of the records that count, and what they say.</param>
internal sealed class Comparing(IReadOnlyDictionary<Guid, Guid> known)
{
    private readonly Dictionary<Guid, (Guid Said, long Line)> _seen = [];
    private readonly Dictionary<Guid, int> _occurrences = [];

    /// <summary>What the records of a row are; or the line above that says something else of one of them, and then nothing of the row is noted.</summary>
    public IReadOnlyList<ComparedRecord> Compare(long line, IReadOnlyList<MappedRecord> records, out long? contradicts)
    {
        contradicts = null;
        var compared = new ComparedRecord[records.Count];
        foreach (var (i, record) in records.Index())
        {
            var (key, said) = (KeyOf(record), Said(record.Values));
            if (_seen.TryGetValue(key, out var above))
            {
                if (above.Said != said)
                {
                    contradicts = above.Line;
                    return [];
                }
                compared[i] = new(key, record, RecordChange.Repeated);
            }
            else compared[i] = new(key, record, known.TryGetValue(key, out var before) ? before == said ? RecordChange.Unchanged : RecordChange.Corrected : RecordChange.Added);
        }
        foreach (var (key, record, change) in compared)
        {
            if (change is not RecordChange.Repeated) _seen[key] = (Said(record.Values), line);
            if (record.Counted) _occurrences[record.Identity] = _occurrences.GetValueOrDefault(record.Identity) + 1;
        }
        return compared;
    }

    private Guid KeyOf(MappedRecord record) =>
        record.Counted ? StreamId.Of(record.Identity.ToString(), $"{_occurrences.GetValueOrDefault(record.Identity)}") : record.Identity;

    /// <summary>Stands for the values of a record: two that differ have another one.</summary>
    public static Guid Said(IReadOnlyDictionary<string, string> values) =>
        StreamId.Of([.. values.OrderBy(each => each.Key, StringComparer.Ordinal).SelectMany(each => new[] { each.Key, each.Value })]);
}
