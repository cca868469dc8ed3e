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
            foreach (var row in rows.Where(row => row.Told)) row.Count.ShouldBeGreaterThanOrEqualTo(Suppression.Threshold);
            if (unchanged) rows.Select(row => row.Told || row.WholeTold).ShouldBe(published[i].Select(row => row.Told || row.WholeTold));
        }
    }, iter: 200);

    private static void Same(IReadOnlyList<CountedRow> rows, Counting log, CountedFigure figure, long sequence) =>
        rows.Select(row => (Counting.Written(row.Group), row.Count, row.Whole, Counting.Written(row.Waits), row.Commitment)).ShouldBe(log.Rows(figure, sequence, Salt));

    private static CountedFigure Figure(int i, (MetricDefinition Definition, int From, int Days) metric, int view) =>
        new(new Guid(i, 7, 7, new byte[8]), metric.Definition, new DateOnly(2026, 1, 1).AddDays(metric.From), new DateOnly(2026, 1, 1).AddDays(metric.From + metric.Days), view);

    private static FigureRow Shown(CountedRow row) =>
        new(Guid.Empty, Guid.Empty, Guid.Empty, row.Group, row.Told ? row.Count : null, row.Told && row.WholeTold ? row.Whole : null, null, null, null, null, null, "");
}
