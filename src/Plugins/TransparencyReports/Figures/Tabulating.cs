namespace Engage.Plugins.TransparencyReports;

/// <summary>
/// Counts the records of a table for all figures of an edition at once, and how these overlap with each other and with every figure over the same records that
/// was published before. Knows no database: whoever has the records adds them in the order of the log.
/// </summary>
internal sealed class Tabulating
{
    private readonly DatasetTable _table;
    private readonly IReadOnlyList<CountedFigure> _figures;
    private readonly RecordTable _records;

    /// <param name="table">The table.</param>
    /// <param name="figures">The figures, those of the edition first.</param>
    /// <param name="views">The dataset at the numbers of the log that the figures are made at, the edition's last.</param>
    public Tabulating(DatasetTable table, IReadOnlyList<CountedFigure> figures, IReadOnlyList<DatasetAt> views)
    {
        (_table, _figures) = (table, figures);
        var selections = figures.Select(figure => figure.Counted).Concat(figures.Select(figure => figure.Whole).OfType<Selection>()).DistinctBy(each => each.Key).ToList();
        _records = new(new(selections, figures.SelectMany(figure => figure.Definition.GroupBy)), views);
    }

    /// <summary>The table's records of one of its dataset's imports.</summary>
    public RecordTable Records => _records;

    /// <summary>The rows of the edition's figures, each with what may be told of it.</summary>
    /// <param name="salt">The edition's salt.</param>
    /// <param name="stop">Ends it at once.</param>
    public IReadOnlyList<IReadOnlyList<CountedRow>> Rows(byte[] salt, CancellationToken stop = default)
    {
        _records.Correct();
        var counts = Counts();
        var (figures, cells) = (new List<TabulatedFigure>(), 0);
        foreach (var figure in _figures)
        {
            var tabulated = new TabulatedFigure(figure, figure.Published is { } rows ? [.. rows.Select(row => row.Group)] : FigureGroups.Rows(Groups(figure, counts)), _records.Columns, cells);
            figures.Add(tabulated);
            cells += tabulated.CellCount;
        }
        var overlaps = new TabulatingOverlaps(
            figures, cells, _records.Columns, counts, _records.Corrected.Select(same => same.Select(place => (_records.At(place).Set, _records.At(place).Profile)).ToList()));
        var told = overlaps.Told(stop);
        var rowsOf = figures.TakeWhile(figure => figure.Figure.Published is null).Select(figure => new RowRecords(figure, salt, _records)).ToArray();
        RowRecords.Read(rowsOf, _records);
        return [.. rowsOf.Select(each => each.Rows(overlaps.Counts, told))];
    }

    /// <summary>How many records there are by the views that they count in and by profile.</summary>
    private Dictionary<ViewSet, long[]> Counts()
    {
        var counts = new Dictionary<int, (ViewSet Set, long[] Counts)>();
        var (set, of) = ((ViewSet?)null, Array.Empty<long>());
        for (var i = 0; i < _records.Count; i++)
        {
            ref var record = ref _records.At(i);
            if (record.Set != set)
            {
                set = record.Set;
                if (!counts.TryGetValue(set.Number, out var known)) counts[set.Number] = known = (set, new long[_records.Columns.Profiles.Count]);
                of = known.Counts;
            }
            of[record.Profile]++;
        }
        return counts.Values.Where(each => !each.Set.IsEmpty).OrderBy(each => each.Set.Number).ToDictionary(each => each.Set, each => each.Counts);
    }

    /// <summary>
    /// The codes of each field: those that the mapping can make, those that some records have, one for what few have, and one for what is not recorded. Period and
    /// conditions do not matter, so that a row's being there tells nothing.
    /// </summary>
    private IReadOnlyList<(string, IReadOnlyList<string>)> Groups(CountedFigure figure, Dictionary<ViewSet, long[]> counts)
    {
        return [.. figure.Definition.GroupBy.Select(field =>
        {
            var (place, dataset) = (_records.Columns.Of(field), _records.Views[figure.View]);
            var values = _records.Columns.Column(place).Values;
            var seen = new long[values.Count];
            foreach (var (set, of) in counts)
            {
                if (!set.Views[figure.View]) continue;
                for (var profile = 0; profile < of.Length; profile++) seen[_records.Columns.Profiles[profile][place]] += of[profile];
            }
            HashSet<string> declared = [.. dataset.Codes(_table, field), Tables.NotRecorded];
            var own = seen.Index().Where(code => code.Item > 0)
                .ToLookup(code => declared.Contains(values[code.Index]) || code.Item >= Suppression.Threshold, code => values[code.Index]);
            if (own[false].Any() || dataset.KeepsWords(_table, field)) declared.Add(Tables.OtherValues);
            return (field, FigureGroups.Ordered(_table, field, declared.Concat(own[true])));
        })];
    }
}
