namespace Engage.Plugins.TransparencyReports;

/// <summary>What a file says, counted before anything is written.</summary>
internal sealed class DatasetSurvey
{
    private const int Shown = 20;
    private readonly Dictionary<RecordChange, int> _changes = [];
    private readonly Dictionary<(string Column, string Text), int> _unmapped = [];
    private readonly List<long> _firstNoRows = [];
    private readonly List<RejectedRow> _rejected = [];
    private int _noRows;

    public int Rows { get; private set; }

    public int LeftOut { get; private set; }

    public IReadOnlyList<RejectedRow> Rejected => _rejected;

    public string FirstRejected => _rejected is [var first, ..] ? $"the first in line {first.Line}: {(first.Column is null ? "" : $"{first.Column}: ")}{first.Reason}" : "of none of which the mapping makes a record";

    public int Of(RecordChange change) => _changes.GetValueOrDefault(change);

    /// <summary>How many records are to be written.</summary>
    public int Changes => Of(RecordChange.Added) + Of(RecordChange.Corrected);

    public void Count(RowOutcome row)
    {
        if (row.Skip is RowSkip.NoRow)
        {
            if (_noRows++ < Shown) _firstNoRows.Add(row.Line);
            return;
        }
        if (++Rows > DatasetReading.MostRows)
            throw new Refusal("transparency-reports.file-unreadable", $"The file has more than {DatasetReading.MostRows:N0} rows. Split it, by years for one, and import the parts. Nothing was imported.");
        if (row.Skip is RowSkip.LeftOut) LeftOut++;
        foreach (var record in row.Records) _changes[record.Change] = Of(record.Change) + 1;
        if (row.Unmapped is { } value && (_unmapped.Count < 10_000 || _unmapped.ContainsKey(value))) _unmapped[value] = _unmapped.GetValueOrDefault(value) + 1;
        if (row.Rejected is null) return;
        _rejected.Add(row.Rejected);
        if (_rejected.Count > DatasetReading.MostRejected)
            throw new Refusal(
                "transparency-reports.too-many-rejected",
                $"More than {DatasetReading.MostRejected:N0} rows do not fit the mapping, {FirstRejected}. Mend the mapping. Nothing was imported.");
    }

    /// <summary>What the person at the terminal is told, and nobody else: a value that is not mapped may be anything, a name too.</summary>
    public IEnumerable<string> Told()
    {
        // The header itself is one of them.
        if (_noRows > 1) yield return $"Lines that are no rows (titles, headers, headings, empty ones): {_noRows}, in {string.Join(", ", _firstNoRows)}{(_noRows > Shown ? ", …" : "")}.";
        if (LeftOut > 0) yield return $"Rows that the mapping leaves out: {LeftOut}.";
        foreach (var ((column, text), count) in _unmapped.OrderByDescending(each => each.Value).ThenBy(each => each.Key).Take(Shown))
            yield return $"Not in the mapping: {column} = {CheckingMappings.Shown(text)}, in {count} {(count == 1 ? "row" : "rows")}.";
        if (_unmapped.Count > Shown) yield return $"Not in the mapping: {_unmapped.Count - Shown} other values.";
    }
}
