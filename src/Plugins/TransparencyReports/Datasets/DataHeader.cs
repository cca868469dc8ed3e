namespace Engage.Plugins.TransparencyReports;

/// <summary>The line of a file that names its columns.</summary>
/// <param name="Line">Which it is. What stands above it are titles and notes.</param>
internal sealed record DataHeader(long Line, IReadOnlyList<string> Columns)
{
    private const int Above = 50;
    private const int Most = 500;

    private readonly Dictionary<string, int> _indexes = Columns.Index().ToDictionary(each => each.Item, each => each.Index, StringComparer.OrdinalIgnoreCase);

    public int IndexOf(string column) => _indexes[Cell.Normalised(column)];

    /// <summary>Whether a row names the columns once more, as where several files were put together.</summary>
    public bool IsRepeatedBy(string[] cells) => cells.Length >= Columns.Count
        && Columns.Index().All(each => cells[each.Index].Trim().TrimStart('\uFEFF').Equals(each.Item, StringComparison.OrdinalIgnoreCase) || Cell.Normalised(cells[each.Index]).Equals(each.Item, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// The header among the first 50 rows: the first that holds every column of the mapping. Refuses with <c>transparency-reports.file-columns</c> where there is none, and
    /// where it names a column that the mapping does not, or one twice.
    /// </summary>
    public static DataHeader Find(DataFile file, DatasetMapping mapping)
    {
        var needed = CheckingMappings.Columns(mapping);
        var (nearest, missing) = (0L, needed.ToList());
        foreach (var row in file.Rows().Take(Above))
        {
            var names = row.Cells.Select(cell => Cell.Normalised(cell.TrimStart('\uFEFF'))).ToList();
            var lacking = needed.Except(names, StringComparer.OrdinalIgnoreCase).ToList();
            if (lacking.Count == 0) return Checked(row.Line, names, mapping, needed);
            if (lacking.Count < missing.Count) (nearest, missing) = (row.Line, lacking);
        }
        var where = nearest > 0 ? $"The header in line {nearest} has no column" : $"None of the first {Above} rows has the column";
        throw Wrong($"{where} {Shown(missing)}. Is this the file, and the delimiter, that the mapping is for?");
    }

    private static DataHeader Checked(long line, List<string> names, DatasetMapping mapping, HashSet<string> needed)
    {
        while (names[^1].Length == 0) names.RemoveAt(names.Count - 1);
        if (names.Count > Most) throw Wrong($"The header in line {line} names {names.Count} columns, and may name {Most}.");
        if (names.IndexOf("") is >= 0 and var unnamed) throw Wrong($"The {unnamed + 1}. column has no name in line {line}. Name it.");
        if (names.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Skip(1).Any()) is { } twice)
            throw Wrong($"The header in line {line} names {Shown([twice.Key])} twice. Tell the two apart.");
        var ignored = (mapping.Ignore ?? []).Select(Cell.Normalised).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var unknown = names.Where(name => !needed.Contains(name) && !ignored.Contains(name)).ToList();
        if (unknown.Count > 0) throw Wrong($"The mapping says nothing of the column {Shown(unknown)}. Map it, or name it in 'ignore'.");
        return new(line, names);
    }

    private static string Shown(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(5).Select(CheckingMappings.Shown)) + (names.Count > 5 ? $" and {names.Count - 5} more" : "");

    private static Refusal Wrong(string what) => new("transparency-reports.file-columns", $"{what} Nothing was imported.");
}
