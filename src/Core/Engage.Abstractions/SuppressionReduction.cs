namespace Engage;

/// <summary>What an attack has to look at: the rest follows from what was told before, or has nothing to do with what might be told now.</summary>
/// <remarks>
/// <para>
/// A count that was told before exactly is an equation that stays, whatever is left out now. To subtract it from a row that contains it changes no answer:
/// the two fit just when the one and the difference do, and a rounded row keeps its room. Of a chain of counts of one group, each within the next, only the
/// differences are left, and of the chain of totals what those are not; so where all of an edition was told, the next is a puzzle of its own.
/// Counts that were told rounded stay as they are: what lies between two of them is not known.
/// </para>
/// <para>
/// Rows that share no atom, not even by way of others, say nothing of each other's atoms. Where none of them might be told now, their atoms are held at what
/// they are: an answer for the others with these as they are is an answer for all. A count with atoms here and there can be moved here as far as it could
/// before, or far enough; and there nothing changed. So it is found no better than before, and nothing that is safe so was unsafe.
/// </para>
/// </remarks>
internal static class SuppressionReduction
{
    /// <summary>The atoms, rows and targets that are left, the atoms numbered anew.</summary>
    public static (long[] Atoms, SuppressionRow[] Rows, SuppressionTarget[] Targets) Of(long[] atoms, SuppressionRow[] rows, SuppressionTarget[] targets)
    {
        Subtract(rows, atoms.Length);
        var root = Enumerable.Range(0, atoms.Length).ToArray();
        int Root(int atom)
        {
            while (root[atom] != atom) atom = root[atom] = root[root[atom]];
            return atom;
        }
        foreach (var row in rows)
        {
            foreach (var atom in row.Atoms) root[Root(atom)] = Root(row.Atoms[0]);
        }
        var held = rows.SelectMany(row => row.Atoms).Select(Root).ToHashSet();
        held.ExceptWith(rows.Where(row => row.Told).SelectMany(row => row.Atoms.Take(1)).Select(Root));
        int[] left = [.. Enumerable.Range(0, atoms.Length).Where(atom => !held.Contains(Root(atom)))];
        var number = left.Index().ToDictionary(atom => atom.Item, atom => atom.Index);
        int[] Numbered(int[] of) => [.. of.Where(number.ContainsKey).Select(atom => number[atom])];
        foreach (var row in rows) row.Atoms = Numbered(row.Atoms);
        return (
            [.. left.Select(atom => atoms[atom])],
            [.. rows.Where(row => row.Atoms.Length > 0)],
            [.. targets.Select(target => target with { Atoms = Numbered(target.Atoms) }).Where(target => target.Atoms.Length > 0)]);
    }

    /// <summary>Subtracts from each row what was told before exactly, the largest first.</summary>
    private static void Subtract(SuppressionRow[] rows, int atoms)
    {
        var (known, knownOf) = (new List<int[]>(), new List<int>?[atoms]);
        foreach (var row in rows.OrderByDescending(row => row.IsKnown).ThenBy(row => row.Size))
        {
            var (rest, within) = (row.Atoms.ToHashSet(), new SortedDictionary<int, int>());
            foreach (var each in row.Atoms.SelectMany(atom => knownOf[atom] ?? [])) within[each] = within.GetValueOrDefault(each) + 1;
            foreach (var (each, _) in within.Where(each => each.Value == known[each.Key].Length).OrderByDescending(each => each.Value))
            {
                if (known[each].All(rest.Contains)) rest.ExceptWith(known[each]);
            }
            row.Atoms = [.. row.Atoms.Where(rest.Contains)];
            if (!row.IsKnown || rest.Count == 0) continue;
            foreach (var atom in row.Atoms) (knownOf[atom] ??= []).Add(known.Count);
            known.Add(row.Atoms);
        }
    }
}
