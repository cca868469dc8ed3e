namespace Engage.Plugins.TransparencyReports;

/// <summary>The rows of a figure as cells of a tabulation: first one for each row, then where it is about a share one for each row's whole.</summary>
internal sealed class TabulatedFigure
{
    private readonly Dictionary<(int, int), int> _rows = [];
    private readonly (int Place, CodeColumn? Column)[] _fields;
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

    /// <summary>A profile that is like another but for its group.</summary>
    public ushort[] Moved(ushort[] profile, IReadOnlyList<FigureGroup> group)
    {
        ushort[] moved = [.. profile];
        foreach (var (place, column) in _fields)
            if (group.FirstOrDefault(each => each.Field == column!.Field) is { } to) moved[place] = (ushort)column!.Values.IndexOf(to.Code);
        return moved;
    }

    /// <summary>The cells that whoever belongs to a row of another figure is sure to belong to besides.</summary>
    public IEnumerable<int> Implied(Selection selection, IReadOnlyList<FigureGroup> group)
    {
        var (counted, whole) = (selection.Implies(Figure.Counted, group), Figure.Whole is not null && selection.Implies(Figure.Whole, group));
        if (!counted && !whole) return [];
        var rows = RowsAt(Place(field => selection.Only(field, group)));
        return (counted ? rows.Select(row => FirstCell + row) : []).Concat(whole ? rows.Select(row => FirstCell + Rows.Count + row) : []);
    }

    private int[] RowsOf(ushort[] profile) => RowsAt((_fields.Length > 0 ? profile[_fields[0].Place] : -1, _fields.Length > 1 ? profile[_fields[1].Place] : -1));

    private int[] RowsAt((int First, int Second) codes) =>
        [.. new[] { (-1, -1), (codes.First, -1), (-1, codes.Second), codes }.Distinct().Select(each => _rows.GetValueOrDefault(each, -1)).Where(row => row >= 0)];

    private (int, int) Place(Func<string, string?> code) => (Place(0, code), Place(1, code));

    private int Place(int field, Func<string, string?> code) =>
        field < _fields.Length && code(Figure.Definition.GroupBy[field]) is { } value ? _fields[field].Column!.Values.IndexOf(value) is var at && at < 0 ? -2 : at : -1;
}
