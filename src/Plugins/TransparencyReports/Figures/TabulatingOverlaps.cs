namespace Engage.Plugins.TransparencyReports;

/// <summary>How the cells of figures overlap, as whoever subtracts one from another sees it, and which of them may be told.</summary>
internal sealed class TabulatingOverlaps
{
    private readonly IReadOnlyList<TabulatedFigure> _figures;
    private readonly TabulatedFigure[] _figureOf;
    private readonly RecordColumns _columns;
    private readonly Dictionary<ViewSet, long[]> _records;
    private readonly List<(int[] Cells, long Count)> _atoms;

    /// <param name="figures">The figures.</param>
    /// <param name="cells">How many cells they have.</param>
    /// <param name="columns">What is known of records.</param>
    /// <param name="counts">How many records there are by the views that they count in and by profile.</param>
    /// <param name="corrected">Of each record that was corrected between the views, what it is in which of them.</param>
    public TabulatingOverlaps(
        IReadOnlyList<TabulatedFigure> figures, int cells, RecordColumns columns, Dictionary<ViewSet, long[]> counts, IEnumerable<IReadOnlyList<(ViewSet Set, int Profile)>> corrected)
    {
        (_figures, _figureOf) = (figures, [.. figures.SelectMany(figure => Enumerable.Repeat(figure, figure.CellCount))]);
        (_columns, _records) = (columns, counts);
        // Whoever was corrected is one person in both editions, and not one who left and one who came.
        _atoms = [.. Summed(Atoms(figures, columns.Profiles, counts).Concat(corrected.SelectMany(Joined))).Where(atom => atom.Count > 0)];
        Counts = new long[cells];
        foreach (var (members, count) in _atoms)
            foreach (var cell in members) Counts[cell] += count;
    }

    /// <summary>By cell, how many records there are.</summary>
    public long[] Counts { get; }

    /// <summary>By cell, whether its count may be told.</summary>
    public bool[] Told(CancellationToken stop)
    {
        var all = Summed(_atoms.Concat(Nobody()));
        var (same, cells) = Same(all);
        var atoms = all.Select(atom => (Cells: atom.Cells.Select(cell => same[cell]).Distinct().Order().ToArray(), atom.Count));
        var told = Suppression.Told(new(cells, [.. Summed(atoms).Select(atom => new TabulatedAtom(atom.Cells, atom.Count))]), stop);
        return [.. same.Select((cell, i) => told[cell] || (Counts[i] == 0 && IsEmpty(i)))];
    }

    private IEnumerable<(int[] Cells, long Count)> Joined(IReadOnlyList<(ViewSet Set, int Profile)> same)
    {
        var parts = same.Select(part => _figures.Where(figure => part.Set.Views[figure.Figure.View]).SelectMany(figure => figure.Cells(_columns.Profiles[part.Profile])).ToArray()).ToArray();
        return [.. parts.Select(part => (part, -1L)), ([.. parts.SelectMany(part => part)], 1L)];
    }

    private static List<(int[] Cells, long Count)> Atoms(IReadOnlyList<TabulatedFigure> figures, IReadOnlyList<ushort[]> profiles, Dictionary<ViewSet, long[]> counts)
    {
        var cells = new int[]?[figures.Count];
        return Summed(profiles.SelectMany((profile, number) =>
        {
            Array.Clear(cells);
            return counts.Where(each => each.Value[number] > 0).Select(each =>
            {
                var members = figures.Index().Where(figure => each.Key.Views[figure.Item.Figure.View]).SelectMany(figure => cells[figure.Index] ??= [.. figure.Item.Cells(profile)]).ToArray();
                return (members, each.Value[number]);
            }).ToArray();
        }));
    }

    /// <summary>
    /// For each cell that nobody is counted in, in which others whoever might be would be counted too: otherwise it would follow from these that it is empty.
    /// They would be like most who are counted there, but for their group. Where nobody can be there is none.
    /// </summary>
    private IEnumerable<(int[] Cells, long Count)> Nobody()
    {
        var common = new Dictionary<(string, int), ushort[]>();
        foreach (var cell in Enumerable.Range(0, Counts.Length).Where(cell => Counts[cell] == 0))
        {
            var figure = _figureOf[cell];
            var (row, selection) = figure.Cell(cell);
            var asked = (selection.Key, figure.Figure.View);
            if (!common.TryGetValue(asked, out var like)) common[asked] = like = Common(figure, selection);
            if (IsEmpty(cell) || _columns.Made(like, selection, figure.Rows[row]) is not { } somebody) continue;
            // They may have counted in all editions, but in those that would have a row for them and have none.
            var views = _figures.GroupBy(other => other.Figure.View)
                .Where(view => view.All(other => !other.Cells(somebody).Any() || other.HasRows(somebody))).ToList();
            if (views.All(view => view.Key != figure.Figure.View)) continue;
            yield return ([.. views.SelectMany(view => view).SelectMany(other => other.Cells(somebody)).Order()], 0L);
        }
    }

    /// <summary>Whether the definition of a cell's figure tells that it is empty, so that there is nothing to hide.</summary>
    private bool IsEmpty(int cell) => _figureOf[cell].Cell(cell) is var (row, selection) && _figureOf[cell].IsEmpty(selection, _figureOf[cell].Rows[row]);

    /// <summary>What most are like who are selected; where nobody is, most of all.</summary>
    private ushort[] Common(TabulatedFigure figure, Selection selection)
    {
        var (most, like) = ((false, 0L), (ushort[]?)null);
        foreach (var (number, profile) in _columns.Profiles.Index())
        {
            var count = 0L;
            foreach (var (set, counts) in _records)
                if (set.Views[figure.Figure.View]) count += counts[number];
            var many = (count > 0 && figure.Selects(selection, profile), count);
            if (like is null || many.CompareTo(most) > 0) (most, like) = (many, profile);
        }
        return like ?? _columns.Nothing;
    }

    /// <summary>
    /// Cells of several editions that ask the same and have the same records, and would have the same who are not there, are one: what is told of one is told of
    /// all, and was told if one of them was.
    /// </summary>
    private (int[] Same, List<TabulatedCell> Cells) Same(List<(int[] Cells, long Count)> atoms)
    {
        var (records, known) = (new UInt128[Counts.Length], new Dictionary<(string, UInt128), int>());
        foreach (var (i, (members, _)) in atoms.Index())
            foreach (var cell in members) records[cell] += new UInt128(Mixed((ulong)i), Mixed(~(ulong)i));
        var (same, cells) = (new int[Counts.Length], new List<TabulatedCell>());
        for (var cell = 0; cell < Counts.Length; cell++)
        {
            var figure = _figureOf[cell];
            var (metric, (row, selection)) = (figure.Figure.Definition, figure.Cell(cell));
            var published = figure.Figure.Published is not { } rows ? (bool?)null : ReferenceEquals(selection, figure.Figure.Counted) ? rows[row].Count is not null : rows[row].Of is not null;
            var asked = $"{metric.Threshold} {metric.Rounding} {selection.Key} {string.Join(' ', figure.Rows[row].OrderBy(group => group.Field, StringComparer.Ordinal).Select(group => $"{group.Field}={group.Code.Length}:{group.Code}"))}";
            if (known.TryAdd((asked, records[cell]), cells.Count)) cells.Add(new(Counts[cell], metric.Threshold, metric.Rounding, published));
            else if (cells[known[(asked, records[cell])]] is var before) cells[known[(asked, records[cell])]] = before with { Published = Either(before.Published, published) };
            same[cell] = known[(asked, records[cell])];
        }
        return (same, cells);
    }

    private static bool? Either(bool? one, bool? other) => one is true || other is true ? true : one is null || other is null ? null : false;

    private static List<(int[] Cells, long Count)> Summed(IEnumerable<(int[] Cells, long Count)> atoms)
    {
        var (summed, known) = (new List<(int[] Cells, long Count)>(), new Dictionary<int[], int>(CellsComparer.Instance));
        foreach (var (cells, count) in atoms)
        {
            if (cells.Length == 0) continue;
            if (known.TryAdd(cells, summed.Count)) summed.Add((cells, count));
            else summed[known[cells]] = (cells, summed[known[cells]].Count + count);
        }
        return summed;
    }

    // The finaliser of SplitMix64: sums of these numbers are equal where the sets are, and otherwise not but by a chance of one in 2^128.
    private static ulong Mixed(ulong number)
    {
        number += 0x9E3779B97F4A7C15;
        number = (number ^ (number >> 30)) * 0xBF58476D1CE4E5B9;
        number = (number ^ (number >> 27)) * 0x94D049BB133111EB;
        return number ^ (number >> 31);
    }

    private sealed class CellsComparer : IEqualityComparer<int[]>
    {
        public static readonly CellsComparer Instance = new();

        public bool Equals(int[]? one, int[]? other) => one.AsSpan().SequenceEqual(other);

        public int GetHashCode(int[] cells)
        {
            var hash = new HashCode();
            foreach (var cell in cells) hash.Add(cell);
            return hash.ToHashCode();
        }
    }
}
