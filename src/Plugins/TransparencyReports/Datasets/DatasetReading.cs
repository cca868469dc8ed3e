namespace Engage.Plugins.TransparencyReports;

/// <summary>Why a row of a file becomes no record, and is not rejected.</summary>
internal enum RowSkip
{
    /// <summary>The header and what stands above it, the header once more, a heading between rows, an empty line: no row at all.</summary>
    NoRow,

    /// <summary>The mapping's conditions leave it out.</summary>
    LeftOut
}

/// <summary>What becomes of a row of a file.</summary>
internal readonly record struct RowOutcome(long Line, IReadOnlyList<ComparedRecord> Records, RowSkip? Skip = null, RejectedRow? Rejected = null, (string Column, string Text)? Unmapped = null);

/// <summary>A file that is read by a mapping. It is read twice: to see what it says before anything is written, and to write it. Both times it says the same.</summary>
internal sealed class DatasetReading
{
    public const int MostRows = 2_000_000;
    public const int MostRejected = 100_000;

    private readonly DatasetMapping _mapping;
    private readonly DataHeader _header;

    public DatasetReading(DataFile file, DatasetMapping mapping) => (File, _mapping, _header) = (file, mapping, DataHeader.Find(file, mapping));

    public DataFile File { get; }

    /// <summary>What becomes of each row, in their order.</summary>
    /// <param name="known">The keys of the records that count, and what they say.</param>
    public IEnumerable<RowOutcome> Outcomes(IReadOnlyDictionary<Guid, Guid> known)
    {
        var (reader, comparing) = (new RowReader(_mapping, _header), new Comparing(known));
        foreach (var row in File.Rows())
        {
            if (row.Line <= _header.Line || (!row.Broken && IsNoRow(row.Cells)))
            {
                yield return new(row.Line, [], RowSkip.NoRow);
                continue;
            }
            var read = reader.Read(row);
            if (read.Rejected is not null) yield return new(row.Line, [], null, read.Rejected, read.Unmapped);
            else if (read.Records.Count == 0) yield return new(row.Line, [], RowSkip.LeftOut);
            else
            {
                var records = comparing.Compare(row.Line, read.Records, out var contradicts);
                yield return contradicts is null
                    ? new(row.Line, records)
                    : new(row.Line, [], null, new(row.Line, null, $"it says something else than line {contradicts} of the same record, by the key of the mapping"));
            }
        }
    }

    // A line whose first cell alone says something stands above the rows of a section: «2019,,,,».
    private bool IsNoRow(string[] cells) =>
        cells.Skip(_header.Columns.Count < 3 ? 0 : 1).All(string.IsNullOrWhiteSpace) || _header.IsRepeatedBy(cells);
}
