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
        Gen.Select(Gen.Int[1, 63], Gen.Long[0, 5]).Array[1, 6], Gen.Select(Gen.Int[2, 4], Gen.Int[1, 3]).Array[6], (atoms, cells) => Tangle(atoms, cells));

    /// <summary>A list, and the list with those who were recorded late.</summary>
    private static readonly Gen<(Tabulation First, Func<IReadOnlyList<bool>, Tabulation> Second)> Editions =
        Gen.Select(Gen.Long[0, 8].Array[1, 3], Gen.Long[0, 3].Array[3], Gen.Int[1, 6], (counts, late, rounding) => TwoEditions(counts, late, rounding));

    [Fact]
    public void Nobody_finds_a_small_group_of_a_list_with_a_total() => Lists.Sample(Holds, iter: 1000);

    [Fact]
    public void Nobody_finds_a_small_cell_of_a_table_with_margins() => Tables.Sample(Holds, iter: 500);

    [Fact]
    public void Nobody_finds_a_small_count_among_cells_that_overlap_in_any_way() => Tangles.Sample(Holds, iter: 2000);

    [Fact]
    public void Nobody_finds_those_who_were_recorded_late_by_subtracting_one_edition_from_the_next() =>
        Editions.Sample(editions => Holds(editions.Second(Suppression.Told(editions.First))), iter: 1000);

    [Fact]
    public void The_attacks_find_small_counts_where_only_those_are_left_out()
    {
        Share(Lists).ShouldBeGreaterThan(0.1);
        Share(Tables).ShouldBeGreaterThan(0.1);
        Share(Tangles).ShouldBeGreaterThan(0.1);
        Share(Editions.Select(editions => editions.Second(Suppression.Told(editions.First)))).ShouldBeGreaterThan(0.1);

        static double Share(Gen<Tabulation> tabulations)
        {
            var (all, found) = (0, 0);
            tabulations.Sample(tabulation =>
            {
                all++;
                if (Subtracting.Found(tabulation, OnlySmall(tabulation)).Count > 0) found++;
            }, iter: 200, threads: 1);
            return found / (double)all;
        }
    }

    /// <summary>All lists of three groups of up to 8: what is told is looked up among the answers of all of them.</summary>
    [Fact]
    public void Whoever_knows_the_rule_cannot_tell_of_any_group_of_a_list_that_it_is_small()
    {
        var worlds = from a in Enumerable.Range(0, 9) from b in Enumerable.Range(0, 9) from c in Enumerable.Range(0, 9) select new long[] { a, b, c };
        foreach (var same in worlds.GroupBy(world => Seen(world)))
        {
            // Where nothing is told, they are all small; and what would take a group of more than 8 is not among the worlds.
            if (same.Key == "? of ?,?,?" || same.Any(world => world.Sum() > 18)) continue;
            var told = Suppression.Told(List(same.First()));
            for (var group = 0; group < 3; group++)
            {
                if (!told[group + 1]) same.ShouldContain(world => world[group] >= K, $"{same.Key}: group {group}");
            }
        }

        static string Seen(long[] counts)
        {
            var told = Suppression.Told(List(counts));
            return $"{(told[0] ? counts.Sum() : "?")} of {string.Join(',', counts.Select((count, index) => told[index + 1] ? $"{count}" : "?"))}";
        }
    }

    [Fact]
    public void Four_fours_do_not_hide_each_other_beside_a_five() => Left(List([4, 4, 4, 4, 5, 30], k: 5)).ShouldBe([1, 2, 3, 4, 5]);

    [Fact]
    public void Of_a_list_the_smallest_of_the_others_is_left_out_with_the_only_small_group() => Left(List([20, 3, 9, 7], k: 5)).ShouldBe([2, 4]);

    [Fact]
    public void Two_small_groups_that_could_be_a_large_one_hide_each_other() => Left(List([20, 4, 3, 9], k: 5)).ShouldBe([2, 3]);

    [Fact]
    public void A_group_of_nobody_is_left_out_like_a_group_of_one()
    {
        Left(List([20, 0, 9, 7], k: 5)).ShouldBe([2, 4]);
        Left(List([20, 1, 9, 7], k: 5)).ShouldBe([2, 4]);
        Left(List([0, 0], k: 5)).ShouldBe([0, 1, 2]);
    }

    [Fact]
    public void A_table_with_one_small_cell_loses_a_rectangle() =>
        Left(Table(3, 3, [2, 20, 30, 40, 9, 60, 70, 80, 90])).Order().ShouldBe([7, 8, 10, 11]);

    [Fact]
    public void A_group_without_its_part_is_not_told_where_what_remains_is_small()
    {
        // All who were stopped, and those of them who were not arrested: two are the difference.
        var tabulation = Counted([new([0, 1], 30), new([0], 2)], [new(0, 5), new(0, 5)]);
        Subtracting.Found(tabulation, OnlySmall(tabulation)).ShouldContain("cell 0 less cell 1 is 2 to 2");
        Left(tabulation).ShouldBe([1]);
    }

    [Fact]
    public void A_late_record_keeps_the_new_count_from_being_told_beside_the_old_one()
    {
        var tabulation = Counted([new([0, 1], 30), new([1], 1)], [new(0, 5, Published: true), new(0, 5)]);
        Suppression.Told(tabulation).ShouldBe([true, false]);
        Suppression.Told(Counted([new([0, 1], 30), new([1], 6)], [new(0, 5, Published: true), new(0, 5)])).ShouldBe([true, true]);
        Suppression.Told(Counted([new([0, 1], 30)], [new(0, 5, Published: true), new(0, 5)])).ShouldBe([true, true]);
    }

    [Fact]
    public void What_was_told_stays_told_even_where_it_gives_a_small_count_away()
    {
        var tabulation = Counted([new([0, 1, 2], 30), new([0, 2], 2), new([2], 40)], [new(0, 5, Published: true), new(0, 5, Published: true), new(0, 5)]);
        Suppression.Told(tabulation).ShouldBe([true, true, true]);
    }

    [Fact]
    public void A_rounded_count_is_told_where_what_its_rounding_leaves_open_is_enough()
    {
        Tabulation Rounded(int rounding) => Counted([new([0, 1], 21), new([0], 2)], [new(0, 5, rounding), new(0, 5, rounding)]);
        Left(Rounded(1)).ShouldBe([1]);
        Left(Rounded(10)).ShouldBeEmpty();
    }

    [Fact]
    public void A_remainder_that_rounding_shows_to_be_small_is_not_told() =>
        // 20 and 20, each with up to four more: the difference is 4 at most.
        Left(Counted([new([0, 1], 21), new([0], 2)], [new(0, 5, 5), new(0, 5, 5)])).ShouldBe([1]);

    [Fact]
    public void What_is_told_of_others_changes_nothing()
    {
        var (one, other) = (List([20, 3, 9, 7], k: 5), List([6, 8]));
        var both = new Tabulation(
            [.. one.Cells, .. other.Cells],
            [.. one.Atoms, .. other.Atoms.Select(atom => atom with { Cells = [.. atom.Cells.Select(cell => cell + one.Cells.Count)] })]);
        Suppression.Told(both).ShouldBe([.. Suppression.Told(one), .. Suppression.Told(other)]);
    }

    [Fact]
    public void The_answer_does_not_depend_on_the_order_of_the_atoms_or_on_how_they_are_put_together() => Tangles.Sample(tabulation =>
    {
        var halves = tabulation.Atoms.Reverse().SelectMany(atom => new[] { atom with { Count = atom.Count / 2 }, atom with { Count = atom.Count - atom.Count / 2 } });
        Suppression.Told(tabulation with { Atoms = [.. halves] }).ShouldBe(Suppression.Told(tabulation));
    }, iter: 300);

    /// <summary>A figure of the year so far, of 181 rows with its total, an edition a month: 4,000 counts hang together in the end.</summary>
    [Fact]
    public void Two_years_of_monthly_editions_of_a_figure_that_grows_tell_most_of_it_to_the_last()
    {
        List<bool[]> published = [];
        for (var editions = 1; editions <= 24; editions++)
        {
            var told = Suppression.Told(Growing(180, published));
            published.Add([.. told.TakeLast(181)]);
            published[^1].Count(each => each).ShouldBeGreaterThan(140, $"edition {editions}");
        }
    }

    /// <summary>Small enough to try every answer, with differences of earlier counts, and parts that stay as they are.</summary>
    [Fact]
    public void Nobody_finds_in_the_last_of_three_editions_what_the_others_did_not_tell() =>
        Gen.Select(Gen.Long[0, 4].Array[6], Gen.Int[1, 3]).Sample((counts, rounding) =>
        {
            List<bool[]> published = [];
            Tabulation Next() => Growing(2, published, (group, edition) => counts[group * 3 + edition], K, rounding);
            while (published.Count < 2) published.Add([.. Suppression.Told(Next()).TakeLast(3)]);
            Holds(Next());
        }, iter: 200);

    [Fact]
    public void More_counts_than_can_be_attacked_are_refused_and_not_left_out_in_silence() =>
        Should.Throw<Refusal>(() => Suppression.Told(List([2, .. Enumerable.Repeat(9L, 1000)]))).Code.ShouldBe("engage.too-many-counts");

    [Fact]
    public void Counts_that_take_too_long_to_attack_are_refused_and_not_left_out_in_silence()
    {
        var random = new Random(1);
        // Three lists of the same 2,000, of whom hardly two are in the same groups.
        var people = Enumerable.Range(0, 2000).Select(_ => Enumerable.Range(0, 3).Select(table => table * 144 + random.Next(144)).ToArray());
        var tabulation = Counted([.. people.Select(cells => new TabulatedAtom(cells, 1))], [.. Enumerable.Repeat(new TabulatedCell(0, 5), 432)]);
        var work = new SuppressionWork(1_000_000, CancellationToken.None);
        var part = SuppressionPart.Of(tabulation).ShouldHaveSingleItem();
        Should.Throw<Refusal>(() => part.LeftOut(1000, work)).Code.ShouldBe("engage.too-many-counts");
    }

    [Fact]
    public void Whoever_asked_and_went_away_is_not_worked_for() =>
        Should.Throw<OperationCanceledException>(() => Suppression.Told(List([20, 3, 9, 7], k: 5), new CancellationToken(canceled: true)));

    [Fact]
    public void A_tabulation_that_contradicts_itself_is_refused()
    {
        Should.Throw<ArgumentException>(() => Suppression.Told(new([new(7, 5)], [new([0], 6)])));
        Should.Throw<ArgumentOutOfRangeException>(() => Suppression.Told(new([new(0, 0)], [])));
        Should.Throw<ArgumentOutOfRangeException>(() => Suppression.Told(new([new(0, 5, 0)], [])));
        Should.Throw<ArgumentOutOfRangeException>(() => Suppression.Told(new([new(-1, 5)], [new([0], -1)])));
    }

    private static void Holds(Tabulation tabulation)
    {
        var told = Suppression.Told(tabulation);
        foreach (var (index, cell) in tabulation.Cells.Index())
        {
            if (cell.Published is { } published) told[index].ShouldBe(published);
            else if (told[index]) cell.Count.ShouldBeGreaterThanOrEqualTo(cell.Threshold);
        }
        // What the first edition alone gives away cannot be mended by the second.
        var before = Subtracting.Found(tabulation, [.. tabulation.Cells.Select(cell => cell.Published == true)]);
        Subtracting.Found(tabulation, told).Except(before).ShouldBeEmpty();
    }

    private static bool[] OnlySmall(Tabulation tabulation) => [.. tabulation.Cells.Select(cell => cell.Published ?? cell.Count >= cell.Threshold)];

    private static int[] Left(Tabulation tabulation) => [.. Suppression.Told(tabulation).Index().Where(cell => !cell.Item).Select(cell => cell.Index)];

    private static Tabulation List(long[] counts, int rounding = 1, int k = K) => Counted(
        [.. counts.Select((count, index) => new TabulatedAtom([0, index + 1], count))], [.. Enumerable.Repeat(new TabulatedCell(0, k, rounding), counts.Length + 1)]);

    private static Tabulation Table(int rows, int columns, long[] counts, int k = K)
    {
        var places = from row in Enumerable.Range(0, rows) from column in Enumerable.Range(0, columns) select (row, column);
        return Counted(
            [.. places.Select((at, index) => new TabulatedAtom([0, 1 + at.row, 1 + rows + at.column, 1 + rows + columns + index], counts[index]))],
            [.. Enumerable.Repeat(new TabulatedCell(0, k), 1 + rows + columns + rows * columns)]);
    }

    private static Tabulation Tangle((int Cells, long Count)[] atoms, (int Threshold, int Rounding)[] cells) => Counted(
        [.. atoms.Select(atom => new TabulatedAtom([.. Enumerable.Range(0, 6).Where(cell => (atom.Cells >> cell & 1) == 1)], atom.Count))],
        [.. cells.Select(cell => new TabulatedCell(0, cell.Threshold, cell.Rounding))]);

    private static (Tabulation First, Func<IReadOnlyList<bool>, Tabulation> Second) TwoEditions(long[] counts, long[] late, int rounding)
    {
        var first = List(counts, rounding);
        var cells = first.Cells.Count;
        return (first, told => Counted(
            [
                .. first.Atoms.Select(atom => atom with { Cells = [.. atom.Cells, .. atom.Cells.Select(cell => cell + cells)] }),
                .. counts.Select((_, index) => new TabulatedAtom([cells, cells + index + 1], late[index]))
            ],
            [.. first.Cells.Select((cell, index) => cell with { Published = told[index] }), .. first.Cells]));
    }

    /// <summary>Editions of one list with its total, each with those of the ones before; all but the last were published.</summary>
    private static Tabulation Growing(int groups, List<bool[]> published, Func<int, int, long>? counts = null, int k = 5, int rounding = 1)
    {
        counts ??= (group, edition) => group % 6 > 0 ? 6 + (group * 7 + edition * 13) % 50 : edition == 0 ? group / 6 % 3 : 0;
        var (cells, editions) = (groups + 1, published.Count + 1);
        var atoms = from list in Enumerable.Range(0, groups)
                    from since in Enumerable.Range(0, editions)
                    let until = Enumerable.Range(since, editions - since)
                    select new TabulatedAtom([.. until.SelectMany(edition => new[] { edition * cells, edition * cells + list + 1 })], counts(list, since));
        bool? Published(int cell) => cell / cells < published.Count ? published[cell / cells][cell % cells] : null;
        var (sums, all) = (new long[editions * cells], atoms.ToList());
        foreach (var atom in all)
        {
            foreach (var cell in atom.Cells) sums[cell] += atom.Count;
        }
        return new([.. sums.Select((count, cell) => new TabulatedCell(count, k, rounding, Published(cell)))], all);
    }

    private static Tabulation Counted(IReadOnlyList<TabulatedAtom> atoms, TabulatedCell[] cells) => new(
        [.. cells.Select((cell, index) => cell with { Count = atoms.Where(atom => atom.Cells.Contains(index)).Sum(atom => atom.Count) })], atoms);
}
