namespace Engage.Plugins.TransparencyReports;

/// <summary>A record that a row says.</summary>
/// <param name="Identity">What tells it from others: the key's columns, or all that are mapped.</param>
/// <param name="Counted">Whether several may have one identity, and are told apart by how often it occurs.</param>
internal sealed record MappedRecord(DatasetTable Table, Guid Identity, bool Counted, IReadOnlyDictionary<string, string> Values);

/// <summary>What a row comes to: records, none where the mapping leaves it out, or a fault.</summary>
/// <param name="Unmapped">The column and the text, where a value is not in the mapping.</param>
internal sealed record ReadRow(IReadOnlyList<MappedRecord> Records, RejectedRow? Rejected = null, (string Column, string Text)? Unmapped = null);

/// <summary>Makes records of the rows of a file, by a mapping and the file's header.</summary>
internal sealed class RowReader
{
    private readonly List<TableReader> _tables;
    private readonly int _width;

    public RowReader(DatasetMapping mapping, DataHeader header)
    {
        _width = header.Columns.Count;
        _tables = [.. mapping.Tables.Select(table => new TableReader(mapping.Dataset.Name, table, header))];
    }

    public ReadRow Read(DataRow row)
    {
        if (row.Broken) return Rejected(row, null, $"a quotation mark in it is neither closed nor doubled{Runs(row)}");
        if (row.Cells.Length < _width) return Rejected(row, null, $"it has {row.Cells.Length} cells, and the header has {_width}{Runs(row)}");
        // What a spreadsheet leaves behind the last column says nothing.
        if (row.Cells.Skip(_width).Any(cell => !string.IsNullOrWhiteSpace(cell))) return Rejected(row, null, $"it has {row.Cells.Length} cells, and the header has {_width}{Runs(row)}");
        var records = new List<MappedRecord>(_tables.Count);
        foreach (var table in _tables)
        {
            if (!table.Takes(row.Cells)) continue;
            var values = new Dictionary<string, string>();
            foreach (var field in table.Fields)
            {
                var text = field.Text(row.Cells);
                var (value, fault, unmapped) = field.Reader.Of(text);
                if (fault is not null) return Rejected(row, field.Column, fault + Runs(row), unmapped ? (field.Column, Shortened(Cell.Normalised(text))) : null);
                if (value is not null) values[field.Name] = value;
            }
            if (table.IdentityOf(row.Cells, values) is not { } identity) return Rejected(row, table.KeyColumns, "the key is empty");
            records.Add(new(table.Table, identity, table.Counted, values));
        }
        return new(records);
    }

    private static string Shortened(string text) => text.Length > 200 ? text[..200] : text;

    private static string Runs(DataRow row) => row.LastLine > row.Line + 1 ? $"; it runs up to line {row.LastLine}, as where a quotation mark is not closed" : "";

    private static ReadRow Rejected(DataRow row, string? column, string reason, (string, string)? unmapped = null) => new([], new(row.Line, column, reason), unmapped);
}

/// <summary>Makes records of one table of rows.</summary>
internal sealed class TableReader
{
    private readonly MappedTable _table;
    private readonly string _dataset;
    private readonly (int Column, HashSet<string> In)[] _only;
    private readonly (int Column, HashSet<string> In)[] _skip;
    private readonly int[] _key;
    private readonly (int Column, string Name)[] _said;

    public TableReader(string dataset, MappedTable table, DataHeader header)
    {
        (_table, _dataset) = (table, dataset);
        (_only, _skip) = (Conditions(table.Only, header), Conditions(table.Skip, header));
        _key = [.. (table.Key ?? []).Select(header.IndexOf)];
        // In the order of the table's fields, so that records read alike whatever the mapping's order is.
        Fields = [.. Tables.Fields(table.Table).Where(field => table.Fields.ContainsKey(field.Name))
            .Select(field => new MappedField(field, new(dataset, field, table.Fields[field.Name]), table.Fields[field.Name], header))];
        var days = Fields.Where(field => field.Kind is FieldKind.Day).SelectMany(field => field.Columns).ToHashSet();
        _said = [.. Fields.SelectMany(field => field.Columns).Distinct().Where(column => !days.Contains(column)).Select(column => (column, header.Columns[column])).OrderBy(each => each.Item2, StringComparer.OrdinalIgnoreCase)];
    }

    public DatasetTable Table => _table.Table;

    public bool Counted => _key.Length == 0;

    public string? KeyColumns => _table.Key is { } key ? string.Join(", ", key) : null;

    public IReadOnlyList<MappedField> Fields { get; }

    public bool Takes(string[] cells) => Array.TrueForAll(_only, condition => Meets(condition, cells)) && !Array.Exists(_skip, condition => Meets(condition, cells));

    /// <summary>Null where the key is empty.</summary>
    public Guid? IdentityOf(string[] cells, Dictionary<string, string> values)
    {
        var begin = _table.Part is { } part ? new[] { _dataset, Table.ToString(), part } : [_dataset, Table.ToString()];
        if (!Counted)
        {
            var key = Array.ConvertAll(_key, column => Cell.Normalised(cells[column]));
            return Array.TrueForAll(key, text => text.Length == 0) ? null : StreamId.Of([.. begin, .. key]);
        }
        // What the file says, and not what the mapping makes of it: a code that is put right later is a correction, and no other record. Of a time only the day.
        var days = Fields.Where(field => field.Kind is FieldKind.Day).SelectMany(field => new[] { field.Name, values.GetValueOrDefault(field.Name, "") });
        return StreamId.Of([.. begin, .. days, .. _said.SelectMany(each => new[] { each.Name, Cell.Normalised(cells[each.Column]) })]);
    }

    private static bool Meets((int Column, HashSet<string> In) condition, string[] cells) => condition.In.Contains(Cell.Normalised(cells[condition.Column]));

    private static (int, HashSet<string>)[] Conditions(IReadOnlyList<RowCondition>? conditions, DataHeader header) =>
        [.. (conditions ?? []).Select(each => (header.IndexOf(each.Column), each.In.Select(Cell.Normalised).ToHashSet(StringComparer.OrdinalIgnoreCase)))];
}

/// <summary>Where a field of a record comes from.</summary>
internal sealed class MappedField(TableField of, FieldReader reader, FieldMapping mapping, DataHeader header)
{
    public string Name => of.Name;

    public FieldKind Kind => of.Kind;

    public FieldReader Reader => reader;

    public int[] Columns { get; } = [.. mapping.From.Select(header.IndexOf)];

    public string Column { get; } = string.Join(", ", mapping.From);

    public string Text(string[] cells) => Columns switch
    {
        [] => mapping.Value!,
        [var one] => cells[one],
        _ => string.Join(' ', Columns.Select(column => cells[column]))
    };
}
