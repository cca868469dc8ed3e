using CsCheck;

namespace Engage.Plugins.TransparencyReports;

/// <summary>
/// Attacks on what is told of figures over the same people, in one edition after another: whoever has all of it tries every other set of people. It shares nothing
/// with how figures are tabulated or protected.
/// </summary>
public sealed class AttackingFigures
{
    private const int K = 3;
    private const string Mapping = """
        { "tables": [{ "table": "STOPS", "fields": {
          "ethnicity": { "column": "E", "values": { "w": "WHITE", "b": "BLACK", "a": "ASIAN" } },
          "gender": { "column": "G", "values": { "f": "FEMALE", "m": "MALE" } } } }] }
        """;

    /// <summary>Whoever may be counted: of every ethnicity and gender, from the first edition on or later.</summary>
    private static readonly (string? Ethnicity, string? Gender, bool Late)[] Kinds = [
        .. from late in new[] { false, true }
           from ethnicity in new[] { "WHITE", "BLACK", "ASIAN", null }
           from gender in new[] { "FEMALE", "MALE", null }
           select (ethnicity, gender, late)];

    private static readonly Gen<long[]> People = Gen.Select(Gen.Long[0, 6].Array[Kinds.Length], Gen.Bool.Array[4], (counts, empty) =>
    {
        // Some groups are empty, most people are recorded, and few come late.
        return counts.Zip(Kinds, (count, kind) =>
            (kind.Ethnicity == "ASIAN" && empty[0]) || (kind.Ethnicity is null && empty[1]) || (kind.Gender is null && empty[2]) || (kind.Late && empty[3]) ? 0
            : kind.Late || kind.Ethnicity is null || kind.Gender is null ? count / 3 : count).ToArray();
    });

    private static readonly Gen<MetricDefinition> Metrics = Gen.Select(Gen.Int[0, 4], Gen.Int[0, 4], Gen.Bool, (groups, where, share) => new MetricDefinition(
        share && where > 0 ? MetricMeasure.Rate : MetricMeasure.Count, "stops", DatasetTable.Stops, "occurred",
        new RecordCondition[][] { [], [], [new("gender", ["FEMALE"])], [new("ethnicity", ["WHITE", "BLACK"])], [new("ethnicity", ["ASIAN"], true)] }[where],
        new string[][] { [], ["ethnicity"], ["gender"], ["ethnicity"], ["ethnicity", "gender"] }[groups], share && where > 0 ? new([]) : null, Threshold: K));

    private static readonly Gen<(MetricDefinition[] Metrics, long[] People, bool Again)> Reports =
        Gen.Select(Metrics.Array[2, 3], People, Gen.Bool, (metrics, people, again) => (metrics, people, again));

    [Fact]
    public void Whoever_has_all_that_is_told_finds_for_each_small_count_that_is_withheld_another_that_is_not_small() =>
        Reports.Sample(report => Found(report, told => told).ShouldBeEmpty(), iter: 300);

    [Fact]
    public void The_attack_finds_small_counts_where_only_those_are_withheld()
    {
        var found = 0;
        Reports.Sample(report =>
        {
            if (Found(report, told => told with { CountTold = told.Count >= K, WholeTold = told.Whole >= K }).Count > 0) found++;
        }, iter: 100, threads: 1);
        found.ShouldBeGreaterThan(20);
    }

    /// <summary>All are told but the total and an empty group; without hiding that group among others the genders less the ethnicities would be nobody.</summary>
    [Fact]
    public void An_empty_group_is_not_found_by_subtracting_one_figure_from_another()
    {
        MetricDefinition By(string field) => new(MetricMeasure.Count, "stops", DatasetTable.Stops, "occurred", [], [field], Threshold: K);
        var people = Kinds.Select(kind => kind is (not "ASIAN" and not null, not null, false) ? 5L : 0).ToArray();
        Found(([By("ethnicity"), By("gender")], people, false), told => told).ShouldBeEmpty();
    }

    private sealed record Told(int Figure, bool Later, bool OfWhole, string Group, int[] Kinds, long Count, bool IsTold);

    private sealed record Row(long Count, bool CountTold, long? Whole, bool WholeTold);

    private static List<string> Found((MetricDefinition[] Metrics, long[] People, bool Again) report, Func<Row, Row> publish)
    {
        var log = new Counting(Mapping);
        log.Import(new(2026, 2, 1, 0, 0, 0, TimeSpan.Zero), Records(report.People, late: false));
        var first = log.Sequence;
        CountedFigure[] figures = [.. report.Metrics.Select((metric, i) =>
            new CountedFigure(new Guid(i + 1, 0, 0, new byte[8]), metric, new(2026, 1, 1), new(2026, 1, 31), 0))];
        var rows = log.Tabulated(figures, [first], new byte[32]);
        var told = Cells(figures, rows, publish, later: false);
        if (!report.Again) return Small(told);
        log.Import(new(2026, 2, 2, 0, 0, 0, TimeSpan.Zero), Records(report.People, late: true));
        CountedFigure[] then = [.. figures.Select(figure => new CountedFigure(figure.Id, figure.Definition, figure.From, figure.Until, 1)),
            .. figures.Zip(rows, (figure, of) => figure with { Published = [.. of.Select(Shown)] })];
        // What the first edition gives away the second cannot take back.
        List<Told> all = [.. told, .. Cells(figures, [.. log.Tabulated(then, [first, log.Sequence], new byte[32]).Take(figures.Length)], publish, later: true)];
        return [.. Small(all).Except(Small(told))];
    }

    private static (int, Dictionary<string, string>)[] Records(long[] people, bool late) => [.. Kinds.Zip(people)
        .SelectMany((each, kind) => Enumerable.Range(0, (int)each.Second).Select(i => (Key: kind * 100 + i, Kind: each.First)))
        .Where(each => each.Kind.Late == late)
        .Select(each => (each.Key, Values(each.Kind)))];

    private static Dictionary<string, string> Values((string? Ethnicity, string? Gender, bool Late) kind)
    {
        var values = new Dictionary<string, string> { ["occurred"] = "2026-01-15" };
        if (kind.Ethnicity is { } ethnicity) values["ethnicity"] = ethnicity;
        if (kind.Gender is { } gender) values["gender"] = gender;
        return values;
    }

    private static FigureRow Shown(CountedRow row) => new(
        Guid.Empty, Guid.Empty, Guid.Empty, row.Group, row.Told ? row.Count : null, row.Told && row.WholeTold ? row.Whole : null, null, null, null, null, null, "");

    private static List<Told> Cells(CountedFigure[] figures, IReadOnlyList<IReadOnlyList<CountedRow>> rows, Func<Row, Row> publish, bool later)
    {
        var cells = new List<Told>();
        foreach (var (figure, row) in figures.Zip(rows).SelectMany(each => each.Second, (each, row) => (each.First, row)))
        {
            var shown = publish(new(row.Count, row.Told, row.Whole, row.Told && row.WholeTold));
            var whole = figure.Definition.Denominator?.Where ?? [];
            Add(figure, row, false, [.. whole, .. figure.Definition.Where], row.Count, shown.CountTold);
            if (row.Whole is { } of) Add(figure, row, true, whole, of, shown.WholeTold);
        }
        return cells;

        void Add(CountedFigure figure, CountedRow row, bool ofWhole, IReadOnlyList<RecordCondition> where, long count, bool told) =>
            cells.Add(new(Array.IndexOf(figures, figure), later, ofWhole, Counting.Written(row.Group), Behind(where, row.Group), count, told));

        int[] Behind(IReadOnlyList<RecordCondition> where, IReadOnlyList<FigureGroup> group) => [.. Kinds.Index().Where(kind =>
        {
            var values = Values(kind.Item);
            return (later || !kind.Item.Late) && where.All(each => each.In.Contains(values.GetValueOrDefault(each.Field, Tables.NotRecorded)) != each.Not)
                && group.All(each => values.GetValueOrDefault(each.Field, Tables.NotRecorded) == each.Code);
        }).Select(kind => kind.Index)];
    }

    /// <summary>
    /// The small counts that are withheld and of which all sets of people that fit what is told have a small one. Where nobody can be there is nothing to find.
    /// </summary>
    private static List<string> Small(List<Told> cells)
    {
        var clues = cells.Where(cell => cell.IsTold && cell.Kinds.Length > 0).Select(cell => (cell.Kinds, cell.Count)).ToList();
        var bounded = clues.SelectMany(clue => clue.Kinds).ToHashSet();
        return [.. cells.Where(cell => !cell.IsTold && cell.Count < K && cell.Kinds.Length > 0 && cell.Kinds.All(bounded.Contains))
            .Where(cell => !Enumerable.Range(K, 12).Any(count => Fits([.. clues, (cell.Kinds, count)])))
            .Select(cell => $"figure {cell.Figure}{(cell.Later ? " later" : "")}{(cell.OfWhole ? " whole" : "")} {cell.Group}")];
    }

    /// <summary>Whether there is a set of people with these counts; where that takes too long to find out, whoever attacks does not find out either.</summary>
    private static bool Fits(IReadOnlyList<(int[] Kinds, long Count)> clues)
    {
        // Kinds that are counted in the same clues are one unknown.
        var cluesOf = Enumerable.Range(0, Kinds.Length)
            .Select(kind => clues.Index().Where(clue => clue.Item.Kinds.Contains(kind)).Select(clue => clue.Index).ToArray())
            .Where(of => of.Length > 0).DistinctBy(of => string.Join(',', of)).OrderByDescending(of => of.Length).ToArray();
        var (left, open, steps) = (clues.Select(clue => clue.Count).ToArray(), clues.Select((_, i) => cluesOf.Count(of => of.Contains(i))).ToArray(), 0);
        return Try(0);

        bool Try(int at)
        {
            if (at == cluesOf.Length || ++steps > 200_000) return true;
            var of = cluesOf[at];
            var fits = false;
            foreach (var clue in of) open[clue]--;
            for (var count = of.Min(clue => left[clue]); count >= 0 && !fits; count--)
            {
                if (!of.All(clue => open[clue] > 0 || left[clue] == count)) continue;
                foreach (var clue in of) left[clue] -= count;
                fits = Try(at + 1);
                foreach (var clue in of) left[clue] += count;
            }
            foreach (var clue in of) open[clue]++;
            return fits;
        }
    }
}
