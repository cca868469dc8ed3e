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
    /// <param name="largest">How many counts are attacked at most.</param>
    public IEnumerable<int> LeftOut(int largest)
    {
        var atomsOf = _cells.ToDictionary(cell => cell, _ => new List<int>());
        foreach (var (index, atom) in _atoms.Index())
        {
            foreach (var cell in atom.Cells) atomsOf[cell].Add(index);
        }
        var sets = _cells.Where(cell => atomsOf[cell].Count > 0).GroupBy(cell => string.Join(',', atomsOf[cell])).Select(same => (Atoms: atomsOf[same.First()].ToArray(), Cells: same.ToArray())).ToArray();
        var targets = Targets(sets);
        if (targets.Length == 0) return [];
        var rows = sets.Select(set => (set.Cells, Row: Row(set.Atoms, set.Cells))).Where(each => each.Row is not null).Select(each => (each.Cells, Row: each.Row!)).ToArray();
        var room = largest - rows.Count(each => each.Row.ToldBefore);
        var attacked = rows.Where(each => !each.Row.ToldBefore).OrderByDescending(each => each.Row.Count).Take(room)
            .Concat(room > 0 ? rows.Where(each => each.Row.ToldBefore) : []).ToHashSet();
        var candidates = rows.Where(each => each.Row.Told).ToArray();
        foreach (var (_, row) in rows.Where(each => !attacked.Contains(each))) row.Told = false;
        if (room > 0)
        {
            new SuppressionAttack([.. _atoms.Select(atom => atom.Count)], [.. rows.Where(attacked.Contains).Select(each => each.Row)], targets, 20_000).Cover();
        }
        return candidates.Where(each => !each.Row.Told).SelectMany(each => each.Cells).Where(cell => _tabulation.Cells[cell].Published is null);
    }

    private SuppressionRow? Row(int[] atoms, int[] cells)
    {
        var telling = cells.Select(cell => _tabulation.Cells[cell]).Where(cell => cell.Published ?? cell.Count >= cell.Threshold).ToArray();
        return telling.Length == 0 ? null : new(atoms, telling);
    }

    private SuppressionTarget[] Targets((int[] Atoms, int[] Cells)[] sets)
    {
        List<SuppressionTarget> targets = [];
        foreach (var (atoms, cells) in sets)
        {
            var small = cells.Select(cell => _tabulation.Cells[cell]).Where(cell => cell.Published != true && cell.Count < cell.Threshold).ToArray();
            if (small.Length > 0) targets.Add(new(atoms, small[0].Count, small.Max(cell => cell.Threshold)));
        }
        foreach (var (index, atom) in _atoms.Index())
        {
            var threshold = atom.Cells.Min(cell => _tabulation.Cells[cell].Threshold);
            if (atom.Count > 0 && atom.Count < threshold) targets.Add(new([index], atom.Count, threshold));
        }
        targets.AddRange(Differences(sets));
        return [.. targets.GroupBy(target => string.Join(',', target.Atoms)).Select(same => same.MaxBy(target => target.Threshold)!)];
    }

    private IEnumerable<SuppressionTarget> Differences((int[] Atoms, int[] Cells)[] sets)
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
        if (tabulation.Cells.Index().Any(cell => cell.Item.Count != sums[cell.Index])) throw new ArgumentException("The count of a cell is the sum of its atoms.", nameof(tabulation));
        return [.. merged.Values];
    }
}
