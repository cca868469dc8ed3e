using CsCheck;

namespace Engage.Plugins.TransparencyReports;

/// <summary>What is counted in one go over all records is what the plainest count of each row gives.</summary>
public sealed class TabulatingFigures
{
    private static readonly byte[] Salt = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
    private static readonly string[] Ethnicities = ["WHITE", "BLACK", "ASIAN"];
    private static readonly string[] Genders = ["FEMALE", "MALE"];

    private static readonly Gen<Dictionary<string, string>> Values = Gen.Select(Gen.Int[0, 3], Gen.Int[0, 2], Gen.Int[0, 40], Gen.Int[-1, 1], Gen.Int[-5, 60]).Select(drawn =>
    {
        var (ethnicity, gender, day, operation, closed) = drawn;
        var values = new Dictionary<string, string>();
        if (ethnicity < 3) values["ethnicity"] = Ethnicities[ethnicity];
        if (gender < 2) values["gender"] = Genders[gender];
        if (day > 0) values["occurred"] = $"{new DateOnly(2026, 1, 1).AddDays(day):o}";
        if (operation >= 0) values["operation"] = operation == 1 ? "YES" : "NO";
        if (day > 0 && closed < 30) values["received"] = values["occurred"];
        if (day > 0 && closed < 20) values["closed"] = $"{new DateOnly(2026, 1, 1).AddDays(day + closed):o}";
        values["legislation"] = "nobody asks for \"this\"";
        return values;
    });

    private static readonly Gen<Counting> Logs = Gen.Select(
        Gen.Select(Gen.Int[0, 30], Values).Array[0, 25].Array[1, 4], Gen.Int[-1, 3]).Select((imports, withdrawn) =>
    {
        var (counting, ids) = (new Counting(), new List<Guid>());
        foreach (var records in imports) ids.Add(counting.Import(new(2026, 2, 1 + ids.Count, 12, 0, 0, TimeSpan.Zero), records));
        if (withdrawn >= 0 && withdrawn < ids.Count) counting.Withdraw(ids[withdrawn]);
        return counting;
    });

    private static readonly Gen<RecordCondition> Conditions = Gen.Select(
        OneOf("ethnicity", "gender", "operation"), OneOf("WHITE", "MALE", "YES", "NO", Tables.NotRecorded, "NEVER").Array[1, 3], Gen.Bool,
        (field, codes, not) => new RecordCondition(field, codes.Distinct().ToArray(), not));

    private static readonly Gen<(MetricDefinition Definition, int From, int Days)> Metrics = Gen.Select(
        Gen.Enum<MetricMeasure>(), Conditions.Array[0, 2], OneOf<string[]>([], ["ethnicity"], ["gender", "ethnicity"]), Conditions.Array[0, 1], Gen.Int[0, 40], Gen.Int[0, 30])
        .Select((measure, where, groups, whole, from, days) => (new MetricDefinition(
            measure, "stops", DatasetTable.Stops, "occurred", where, groups, measure is MetricMeasure.Rate or MetricMeasure.Disparity ? new(whole) : null,
            FromField: measure is MetricMeasure.Duration or MetricMeasure.Survival ? "received" : null, UntilField: measure is MetricMeasure.Duration or MetricMeasure.Survival ? "closed" : null), from, days));

    private static Gen<T> OneOf<T>(params T[] of) => Gen.Int[0, of.Length - 1].Select(i => of[i]);

    [Fact]
    public void Every_row_counts_what_counting_it_alone_gives() => Gen.Select(Logs, Metrics.Array[1, 4]).Sample((log, metrics) =>
    {
        CountedFigure[] figures = [.. metrics.Select((metric, i) => Figure(i, metric, view: 0))];
        var tabulated = log.Tabulated(figures, [log.Sequence], Salt);
        foreach (var (figure, rows) in figures.Zip(tabulated)) Same(rows, log, figure, log.Sequence);
    }, iter: 400);

    [Fact]
    public void What_was_published_before_changes_no_count_and_what_it_told_is_told_again_where_nothing_changed() => Gen.Select(Logs, Metrics.Array[1, 2], Gen.Int[2, 60]).Sample((log, metrics, back) =>
    {
        var before = Math.Max(1, log.Sequence - back);
        CountedFigure[] first = [.. metrics.Select((metric, i) => Figure(i, metric, view: 0))];
        var published = log.Tabulated(first, [before], Salt);
        CountedFigure[] then = [
            .. metrics.Select((metric, i) => Figure(i, metric, view: 1)),
            .. first.Zip(published, (figure, rows) => figure with { Published = [.. rows.Select(row => Shown(row))] })];
        var tabulated = log.Tabulated(then, [before, log.Sequence], Salt);
        var unchanged = log.Records(before).Select(each => each.EventId).SequenceEqual(log.Records(log.Sequence).Select(each => each.EventId));
        foreach (var (i, rows) in tabulated.Index())
        {
            Same(rows, log, then[i], log.Sequence);
            foreach (var row in rows.Where(row => row.Told && !CannotBe(row.Group, then[i].Definition)))
                row.Count.ShouldBeGreaterThanOrEqualTo(Suppression.Threshold);
            if (unchanged) rows.Select(row => row.Told || row.WholeTold).ShouldBe(published[i].Select(row => row.Told || row.WholeTold));
        }
    }, iter: 200);

    [Fact]
    public void A_file_that_is_imported_a_year_later_gives_the_same_figures()
    {
        var metric = new MetricDefinition(MetricMeasure.Survival, "stops", DatasetTable.Stops, "received", [], [], FromField: "received", UntilField: "closed");
        var (now, then) = (Imported(2026), Imported(2027));
        now.ShouldBe(then);
        now.ShouldBe("10 10 10 10 10 31+ 21+ 21+ 21+ 16+");

        string Imported(int year)
        {
            var log = new Counting();
            log.Import(new(year, 3, 1, 12, 0, 0, TimeSpan.Zero), [.. Enumerable.Range(0, 10).Select(i =>
            {
                var values = new Dictionary<string, string> { ["received"] = i < 6 ? "2026-01-01" : i < 9 ? "2026-01-11" : "2026-01-16" };
                if (i < 5) values["closed"] = "2026-01-11";
                return (i, values);
            }), (10, new() { ["received"] = "2025-06-01", ["closed"] = "2026-02-01" })]);
            var figure = new CountedFigure(Guid.Empty, metric, new(2026, 1, 1), new(2026, 12, 31), 0);
            return Counting.Written(log.Tabulated([figure], [log.Sequence], Salt)[0][0].Waits);
        }
    }

    [Fact]
    public void Where_the_definition_tells_that_nobody_can_be_in_a_group_it_is_told_empty_and_nothing_hides_it()
    {
        var log = new Counting("""
            { "tables": [{ "table": "STOPS", "fields": { "ethnicity": { "column": "E", "values": { "w": "WHITE", "b": "BLACK", "a": "ASIAN" } } } }] }
            """);
        log.Import(new(2026, 2, 1, 12, 0, 0, TimeSpan.Zero), [.. Enumerable.Range(0, 60).Select(i =>
            (i, new Dictionary<string, string> { ["occurred"] = "2026-01-15", ["ethnicity"] = i < 40 ? "WHITE" : "BLACK", ["gender"] = i % 2 == 0 ? "FEMALE" : "MALE" }))]);
        var metric = new MetricDefinition(MetricMeasure.Count, "stops", DatasetTable.Stops, "occurred", [new("ethnicity", ["WHITE", "BLACK"])], ["ethnicity"]);
        var rows = log.Tabulated([Figure(0, (metric, 0, 30), 0)], [log.Sequence], Salt)[0];
        rows.ShouldAllBe(row => row.Told);
        rows.Where(row => row.Count > 0).Select(row => (Counting.Written(row.Group), row.Count))
            .ShouldBe([("", 60L), ("ethnicity=BLACK", 20L), ("ethnicity=WHITE", 40L)]);
        rows.Select(row => (Counting.Written(row.Group), row.Count)).ShouldContain(("ethnicity=ASIAN", 0L));
    }

    [Fact]
    public void Whoever_was_corrected_between_two_editions_hides_nobody_who_came_late()
    {
        var log = new Counting();
        Dictionary<string, string> Somebody(string ethnicity, string operation = "NO") => new() { ["occurred"] = "2026-01-15", ["ethnicity"] = ethnicity, ["operation"] = operation };
        log.Import(new(2026, 2, 1, 12, 0, 0, TimeSpan.Zero), [.. Enumerable.Range(0, 24).Select(i => (i, Somebody(i < 12 ? "WHITE" : i < 19 ? "BLACK" : "ASIAN")))]);
        var (metric, before) = ((new MetricDefinition(MetricMeasure.Count, "stops", DatasetTable.Stops, "occurred", [], ["ethnicity"]), 0, 30), log.Sequence);
        var published = log.Tabulated([Figure(0, metric, view: 0)], [before], Salt)[0];
        published[0].Told.ShouldBeTrue();

        log.Import(new(2026, 2, 2, 12, 0, 0, TimeSpan.Zero), [(20, Somebody("ASIAN", "YES")), (30, Somebody("WHITE")), (31, Somebody("BLACK"))]);
        var then = log.Tabulated([Figure(0, metric, view: 1), Figure(0, metric, view: 0) with { Published = [.. published.Select(Shown)] }], [before, log.Sequence], Salt)[0];

        then[0].Count.ShouldBe(26);
        // 26 less the 24 that were told: two who came late, and nobody left.
        then[0].Told.ShouldBeFalse();
    }

    /// <summary>Whether the conditions of a figure leave a group out.</summary>
    private static bool CannotBe(IReadOnlyList<FigureGroup> group, MetricDefinition metric) =>
        group.Any(each => metric.Where.Concat(metric.Denominator?.Where ?? []).Any(condition =>
            condition.Field == each.Field && condition.In.Contains(each.Code) == condition.Not));

    private static void Same(IReadOnlyList<CountedRow> rows, Counting log, CountedFigure figure, long sequence) =>
        rows.Select(row => (Counting.Written(row.Group), row.Count, row.Whole, Counting.Written(row.Waits), row.Commitment)).ShouldBe(log.Rows(figure, sequence, Salt));

    private static CountedFigure Figure(int i, (MetricDefinition Definition, int From, int Days) metric, int view) =>
        new(new Guid(i, 7, 7, new byte[8]), metric.Definition, new DateOnly(2026, 1, 1).AddDays(metric.From), new DateOnly(2026, 1, 1).AddDays(metric.From + metric.Days), view);

    private static FigureRow Shown(CountedRow row) =>
        new(Guid.Empty, Guid.Empty, Guid.Empty, row.Group, row.Told ? row.Count : null, row.Told && row.WholeTold ? row.Whole : null, null, null, null, null, null, "");
}
