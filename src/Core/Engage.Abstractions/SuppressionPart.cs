namespace Engage;

/// <summary>Cells that overlap, and those that overlap these: what is told of others has nothing to do with them.</summary>
internal sealed class SuppressionPart
{
    private readonly Tabulation _tabulation;
    private readonly List<int> _cells = [];
    private readonly List<TabulatedAtom> _atoms = [];

    private SuppressionPart(Tabulation tabulation) => _tabulation = tabulation;

    public static IEnumerable<SuppressionPart> Of(Tabulation tabulation)
    {
        var cells = tabulation.Cells;
        var atoms = Merged(tabulation);
        var root = Enumerable.Range(0, cells.Count).ToArray();
        int Root(int cell)
        {
            while (root[cell] != cell) cell = root[cell] = root[root[cell]];
            return cell;
        }
        foreach (var atom in atoms)
        {
            foreach (var cell in atom.Cells) root[Root(cell)] = Root(atom.Cells[0]);
        }
        SortedDictionary<int, SuppressionPart> parts = [];
        for (var cell = 0; cell < cells.Count; cell++)
        {
            if (!parts.TryGetValue(Root(cell), out var part)) parts[Root(cell)] = part = new(tabulation);
            part._cells.Add(cell);
        }
        foreach (var atom in atoms) parts[Root(atom.Cells[0])]._atoms.Add(atom);
        return parts.Values;
    }

    /// <summary>The cells that must not be told, though they are not small.</summary>
    /// <param name="most">How many counts can be attacked.</param>
    /// <param name="work">What that may cost.</param>
    public IEnumerable<int> LeftOut(int most, SuppressionWork work)
    {
        var sets = Sets();
        work.Spend(sets.Sum(set => (long)set.Atoms.Length));
        var small = Targets(sets, work);
        if (small.Length == 0) return [];
        var told = sets.Select(set => (set.Cells, Row: Row(set.Atoms, set.Cells))).Where(each => each.Row.Tells).ToArray();
        var undecided = told.Where(each => each.Row.Told).ToArray();
        var (atoms, rows, targets) = SuppressionReduction.Of(
            [.. _atoms.Select(atom => atom.Count)], [.. told.Select(each => each.Row).Where(row => row.Told || row.ToldBefore)], small);
        if (rows.Length > most) throw SuppressionWork.TooMany();
        if (rows.Length > 0) new SuppressionAttack(atoms, rows, targets, work).Cover();
        return undecided.Where(each => !each.Row.Told).SelectMany(each => each.Cells).Where(cell => _tabulation.Cells[cell].Published is null);
    }

    /// <summary>The cells, those of the same atoms together.</summary>
    private (int[] Atoms, int[] Cells)[] Sets()
    {
        var atomsOf = _cells.ToDictionary(cell => cell, _ => new List<int>());
        foreach (var (index, atom) in _atoms.Index())
        {
            foreach (var cell in atom.Cells) atomsOf[cell].Add(index);
        }
        return
        [
            .. _cells.Where(cell => atomsOf[cell].Count > 0).GroupBy(cell => string.Join(',', atomsOf[cell]))
                .Select(same => (atomsOf[same.First()].ToArray(), same.ToArray()))
        ];
    }

    private SuppressionRow Row(int[] atoms, int[] cells) =>
        new(atoms, [.. cells.Select(cell => _tabulation.Cells[cell]).Where(cell => cell.Published ?? cell.Count >= cell.Threshold)]);

    private SuppressionTarget[] Targets((int[] Atoms, int[] Cells)[] sets, SuppressionWork work)
    {
        List<SuppressionTarget> targets = [];
        foreach (var (atoms, cells) in sets)
        {
            var small = cells.Select(cell => _tabulation.Cells[cell]).Where(cell => cell.Published != true && cell.Count < cell.Threshold).ToArray();
            if (small.Length > 0) targets.Add(new(atoms, small[0].Count, small.Max(cell => cell.Threshold)) { IsCell = true });
        }
        foreach (var (index, atom) in _atoms.Index())
        {
            var threshold = atom.Cells.Min(cell => _tabulation.Cells[cell].Threshold);
            if (atom.Count > 0 && atom.Count < threshold) targets.Add(new([index], atom.Count, threshold));
        }
        targets.AddRange(Differences(sets, work));
        return
        [
            .. targets.GroupBy(target => string.Join(',', target.Atoms)).Select(same => same.MaxBy(target => target.Threshold)!)
                .OrderBy(target => target.Atoms.Length)
        ];
    }

    private IEnumerable<SuppressionTarget> Differences((int[] Atoms, int[] Cells)[] sets, SuppressionWork work)
    {
        var setsOf = _atoms.Select(_ => new List<int>()).ToArray();
        foreach (var (index, set) in sets.Index())
        {
            foreach (var atom in set.Atoms) setsOf[atom].Add(index);
        }
        var counts = sets.Select(set => _tabulation.Cells[set.Cells[0]].Count).ToArray();
        var common = new int[sets.Length];
        for (var outer = 0; outer < sets.Length; outer++)
        {
            Array.Clear(common);
            var threshold = sets[outer].Cells.Max(cell => _tabulation.Cells[cell].Threshold);
            foreach (var atom in sets[outer].Atoms)
            {
                foreach (var set in setsOf[atom]) common[set]++;
            }
            work.Spend(sets.Length + sets[outer].Atoms.Sum(atom => (long)setsOf[atom].Count));
            for (var inner = 0; inner < sets.Length; inner++)
            {
                var difference = counts[outer] - counts[inner];
                if (difference <= 0 || difference >= threshold || common[inner] != sets[inner].Atoms.Length) continue;
                yield return new([.. sets[outer].Atoms.Except(sets[inner].Atoms)], difference, threshold);
            }
        }
    }

    private static List<TabulatedAtom> Merged(Tabulation tabulation)
    {
        foreach (var cell in tabulation.Cells)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(cell.Count, nameof(tabulation));
            ArgumentOutOfRangeException.ThrowIfLessThan(cell.Threshold, 1, nameof(tabulation));
            ArgumentOutOfRangeException.ThrowIfLessThan(cell.Rounding, 1, nameof(tabulation));
        }
        var sums = new long[tabulation.Cells.Count];
        SortedDictionary<string, TabulatedAtom> merged = new(StringComparer.Ordinal);
        foreach (var atom in tabulation.Atoms)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(atom.Count, nameof(tabulation));
            int[] cells = [.. atom.Cells.Distinct().Order()];
            if (cells.Length == 0) continue;
            foreach (var cell in cells) sums[cell] += atom.Count;
            var key = string.Join(',', cells);
            merged[key] = new(cells, atom.Count + (merged.TryGetValue(key, out var same) ? same.Count : 0));
        }
        if (tabulation.Cells.Index().Any(cell => cell.Item.Count != sums[cell.Index]))
        {
            throw new ArgumentException("The count of a cell is the sum of its atoms.", nameof(tabulation));
        }
        return [.. merged.Values];
    }
}
