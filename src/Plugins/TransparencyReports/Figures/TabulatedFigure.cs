namespace Engage.Plugins.TransparencyReports;

/// <summary>The rows of a figure as cells of a tabulation: first one for each row, then where it is about a share one for each row's whole.</summary>
internal sealed class TabulatedFigure
{
    private readonly Dictionary<(int, int), int> _rows = [];
    private readonly (int Place, CodeColumn Column)[] _fields;
    private readonly Func<ushort[], bool> _counted;
    private readonly Func<ushort[], bool>? _whole;

    public TabulatedFigure(CountedFigure figure, IReadOnlyList<IReadOnlyList<FigureGroup>> rows, RecordColumns columns, int firstCell)
    {
        (Figure, Rows, FirstCell) = (figure, rows, firstCell);
        _fields = [.. figure.Definition.GroupBy.Select(field => (columns.Of(field), columns.Column(columns.Of(field))))];
        // A group that no record is in has to be known all the same.
        foreach (var group in rows.SelectMany(row => row)) columns.Column(columns.Of(group.Field)).Knows([group.Code]);
        _counted = columns.Selects(figure.Counted);
        _whole = figure.Whole is null ? null : columns.Selects(figure.Whole);
        foreach (var (i, row) in rows.Index()) _rows[Place(field => row.FirstOrDefault(each => each.Field == field)?.Code)] = i;
    }

    public CountedFigure Figure { get; }

    public IReadOnlyList<IReadOnlyList<FigureGroup>> Rows { get; }

    public int FirstCell { get; }

    public int CellCount => Figure.Whole is null ? Rows.Count : 2 * Rows.Count;

    /// <summary>The row and what it selects, of a cell.</summary>
    public (int Row, Selection Selection) Cell(int cell) => cell - FirstCell is var i && i < Rows.Count ? (i, Figure.Counted) : (i - Rows.Count, Figure.Whole!);

    /// <summary>The rows in which a record of a profile is counted.</summary>
    public int[] Counted(ushort[] profile) => _counted(profile) ? RowsOf(profile) : [];

    /// <summary>The cells that a record of a profile belongs to.</summary>
    public IEnumerable<int> Cells(ushort[] profile) =>
        Counted(profile).Select(row => FirstCell + row).Concat(_whole?.Invoke(profile) is true ? RowsOf(profile).Select(row => FirstCell + Rows.Count + row) : []);

    /// <summary>Whether a profile is selected, of a cell or of all others of its kind.</summary>
    public bool Selects(Selection selection, ushort[] profile) => ReferenceEquals(selection, Figure.Counted) ? _counted(profile) : _whole!(profile);

    /// <summary>Whether whoever is in a row would not be selected: its definition tells that nobody is there.</summary>
    public bool IsEmpty(Selection selection, IReadOnlyList<FigureGroup> group) => group.Any(each => selection.Where.Any(condition => condition.Field == each.Field
        && (each.Code == Tables.OtherValues
            ? !condition.Not && condition.In.All(code => HasRow(each.Field, code))
            : condition.In.Contains(each.Code) == condition.Not)));

    /// <summary>Whether there are rows for all codes of a profile: where there is none, nobody has it.</summary>
    public bool HasRows(ushort[] profile) => Enumerable.Range(0, _fields.Length).All(field => Code(field, profile) is >= 0 and var code && HasRow(field, code));

    private int[] RowsOf(ushort[] profile) => RowsAt((_fields.Length > 0 ? Code(0, profile) : -1, _fields.Length > 1 ? Code(1, profile) : -1));

    // A value that has no row of its own counts among the others.
    private int Code(int field, ushort[] profile) =>
        profile[_fields[field].Place] is var code && HasRow(field, code) ? code : _fields[field].Column.Values.IndexOf(Tables.OtherValues);

    private bool HasRow(int field, int code) => _rows.ContainsKey(field == 0 ? (code, -1) : (-1, code));

    private bool HasRow(string field, string code) => Rows.Any(row => row is [var only] && only.Field == field && only.Code == code);

    private int[] RowsAt((int First, int Second) codes) =>
        [.. new[] { (-1, -1), (codes.First, -1), (-1, codes.Second), codes }.Distinct().Select(each => _rows.GetValueOrDefault(each, -1)).Where(row => row >= 0)];

    private (int, int) Place(Func<string, string?> code) => (Place(0, code), Place(1, code));

    private int Place(int field, Func<string, string?> code) =>
        field < _fields.Length && code(Figure.Definition.GroupBy[field]) is { } value ? _fields[field].Column.Values.IndexOf(value) : -1;
}
