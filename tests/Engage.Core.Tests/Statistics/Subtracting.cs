namespace Engage.Statistics;

/// <summary>
/// Whoever has all that is told, and looks for small counts by trying every answer in whole numbers. It shares nothing with how the counts were protected.
/// </summary>
internal static class Subtracting
{
    /// <summary>What is found: small counts of which no large one fits what is told, or too few.</summary>
    public static List<string> Found(Tabulation tabulation, IReadOnlyList<bool> told)
    {
        var (cells, atoms) = (tabulation.Cells, tabulation.Atoms);
        var clues = cells.Index().Where(cell => told[cell.Index]).Select(cell => Clue(tabulation, cell.Index)).ToArray();
        var targets = Targets(tabulation, told).ToArray();
        var free = atoms.Index().Where(atom => !clues.Any(clue => clue.Atoms.Contains(atom.Index))).Select(atom => atom.Index).ToHashSet();
        var least = targets.Select(_ => long.MaxValue).ToArray();
        var most = targets.Select(_ => long.MinValue).ToArray();
        foreach (var answer in Answers(atoms.Count, clues, free))
        {
            foreach (var (index, target) in targets.Index())
            {
                var sum = target.Atoms.Sum(atom => answer[atom]);
                (least[index], most[index]) = (Math.Min(least[index], sum), Math.Max(most[index], sum));
            }
        }
        return
        [
            .. from target in targets.Index()
               let item = target.Item
               where !item.Atoms.Any(free.Contains) && (most[target.Index] < item.Threshold || most[target.Index] - least[target.Index] < item.Threshold - 1)
               select $"{item.Name} is {least[target.Index]} to {most[target.Index]}"
        ];
    }

    private static (int[] Atoms, long Low, long High) Clue(Tabulation tabulation, int index)
    {
        var cell = tabulation.Cells[index];
        var shown = cell.Count / cell.Rounding * cell.Rounding;
        return (AtomsOf(tabulation, index), cell.Count >= cell.Threshold ? Math.Max(shown, cell.Threshold) : shown, shown + cell.Rounding - 1);
    }

    private static int[] AtomsOf(Tabulation tabulation, int cell) =>
        [.. tabulation.Atoms.Index().Where(atom => atom.Item.Cells.Contains(cell)).Select(atom => atom.Index)];

    private static IEnumerable<(string Name, int[] Atoms, int Threshold)> Targets(Tabulation tabulation, IReadOnlyList<bool> told)
    {
        var cells = tabulation.Cells;
        foreach (var (index, atom) in tabulation.Atoms.Index())
        {
            var same = tabulation.Atoms.Index().Where(each => each.Item.Cells.ToHashSet().SetEquals(atom.Cells)).ToArray();
            var (count, threshold) = (same.Sum(each => each.Item.Count), atom.Cells.Min(cell => cells[cell].Threshold));
            if (count > 0 && count < threshold) yield return ($"atom {index}", [.. same.Select(each => each.Index)], threshold);
        }
        for (var one = 0; one < cells.Count; one++)
        {
            var atoms = AtomsOf(tabulation, one);
            if (!told[one] && atoms.Length > 0 && cells[one].Count < cells[one].Threshold) yield return ($"cell {one}", atoms, cells[one].Threshold);
            for (var other = 0; other < cells.Count; other++)
            {
                var inner = AtomsOf(tabulation, other);
                var difference = cells[one].Count - cells[other].Count;
                if (inner.Length == 0 || inner.Except(atoms).Any() || difference <= 0 || difference >= cells[one].Threshold) continue;
                yield return ($"cell {one} less cell {other}", [.. atoms.Except(inner)], cells[one].Threshold);
            }
        }
    }

    /// <summary>All answers; an atom that no clue counts is 0 in them.</summary>
    private static IEnumerable<long[]> Answers(int atoms, (int[] Atoms, long Low, long High)[] clues, HashSet<int> free)
    {
        var answer = new long[atoms];
        var sums = new long[clues.Length];
        var open = clues.Select(clue => clue.Atoms.Length).ToArray();
        var cluesOf = Enumerable.Range(0, atoms)
            .Select(atom => clues.Index().Where(clue => clue.Item.Atoms.Contains(atom)).Select(clue => clue.Index).ToArray()).ToArray();
        return Try(0);

        IEnumerable<long[]> Try(int atom)
        {
            if (atom == atoms)
            {
                yield return answer;
                yield break;
            }
            var most = free.Contains(atom) ? 0 : cluesOf[atom].Min(clue => clues[clue].High - sums[clue]);
            foreach (var clue in cluesOf[atom]) open[clue]--;
            for (var count = 0L; count <= most; count++)
            {
                answer[atom] = count;
                if (cluesOf[atom].All(clue => open[clue] > 0 || sums[clue] + count >= clues[clue].Low))
                {
                    foreach (var clue in cluesOf[atom]) sums[clue] += count;
                    foreach (var found in Try(atom + 1)) yield return found;
                    foreach (var clue in cluesOf[atom]) sums[clue] -= count;
                }
            }
            answer[atom] = 0;
            foreach (var clue in cluesOf[atom]) open[clue]++;
        }
    }
}
