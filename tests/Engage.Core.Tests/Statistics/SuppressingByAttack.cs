using CsCheck;

namespace Engage.Statistics;

/// <summary>Attacks on what is told of counts that overlap: of one table, of several, and of one edition after another.</summary>
public sealed class SuppressingByAttack
{
    private const int K = 3;

    private static readonly Gen<Tabulation> Lists = Gen.Select(Gen.Long[0, 9].Array[1, 5], Gen.Int[1, 4], (counts, rounding) => List(counts, rounding));

    private static readonly Gen<Tabulation> Tables =
        Gen.Select(Gen.Int[2, 3], Gen.Int[2, 3], Gen.Long[0, 6].Array[9], (rows, columns, counts) => Table(rows, columns, counts));

    /// <summary>Any cells that overlap in any way, with thresholds and roundings of their own.</summary>
    private static readonly Gen<Tabulation> Tangles = Gen.Select(
        Gen.Select(Gen.Int[1, 63], Gen.Long[0, 5]).Array[1, 6], Gen.Select(Gen.Int[2, 4], Gen.Int[1, 3], Gen.Int[0, 9]).Array[6],
        (atoms, cells) => Tangle(atoms, cells));

    [Fact]
    public void Nobody_finds_a_small_group_of_a_list_with_a_total() => Lists.Sample(Holds, iter: 2000);

    [Fact]
    public void Nobody_finds_a_small_cell_of_a_table_with_margins() => Tables.Sample(Holds, iter: 1000);

    [Fact]
    public void Nobody_finds_a_small_count_among_cells_that_overlap_in_any_way() => Tangles.Sample(Holds, iter: 3000);

    [Fact]
    public void The_attacks_find_small_counts_where_only_those_are_left_out()
    {
        Share(Lists).ShouldBeGreaterThan(0.1);
        Share(Tables).ShouldBeGreaterThan(0.1);
        Share(Tangles).ShouldBeGreaterThan(0.1);

        static double Share(Gen<Tabulation> tabulations)
        {
            var (all, found) = (0, 0);
            tabulations.Sample(tabulation =>
            {
                all++;
                if (Subtracting.Found(tabulation, OnlySmall(tabulation)).Count > 0) found++;
            }, iter: 300, threads: 1);
            return found / (double)all;
        }
    }

    private static void Holds(Tabulation tabulation)
    {
        var told = Suppression.Told(tabulation);
        foreach (var (index, cell) in tabulation.Cells.Index())
        {
            if (told[index] && cell.Published is null) cell.Count.ShouldBeGreaterThanOrEqualTo(cell.Threshold);
        }
        if (tabulation.Cells.Any(cell => cell.Published == true)) return;
        Subtracting.Found(tabulation, told).ShouldBeEmpty();
    }

    private static bool[] OnlySmall(Tabulation tabulation) => [.. tabulation.Cells.Select(cell => cell.Count >= cell.Threshold)];

    private static Tabulation List(long[] counts, int rounding = 1, int k = K) => new(
        [new(counts.Sum(), k, rounding), .. counts.Select(count => new TabulatedCell(count, k, rounding))],
        [.. counts.Select((count, index) => new TabulatedAtom([0, index + 1], count))]);

    private static Tabulation Table(int rows, int columns, long[] counts, int k = K)
    {
        List<TabulatedAtom> atoms = [];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                atoms.Add(new([0, 1 + row, 1 + rows + column, 1 + rows + columns + row * columns + column], counts[row * columns + column]));
            }
        }
        return Counted(atoms, [.. Enumerable.Repeat(new TabulatedCell(0, k), 1 + rows + columns + rows * columns)]);
    }

    private static Tabulation Tangle((int Cells, long Count)[] atoms, (int Threshold, int Rounding, int)[] cells) => Counted(
        [.. atoms.Select(atom => new TabulatedAtom([.. Enumerable.Range(0, 6).Where(cell => (atom.Cells >> cell & 1) == 1)], atom.Count))],
        [.. cells.Select(cell => new TabulatedCell(0, cell.Threshold, cell.Rounding))]);

    private static Tabulation Counted(IReadOnlyList<TabulatedAtom> atoms, TabulatedCell[] cells) => new(
        [.. cells.Select((cell, index) => cell with { Count = atoms.Where(atom => atom.Cells.Contains(index)).Sum(atom => atom.Count) })], atoms);
}
