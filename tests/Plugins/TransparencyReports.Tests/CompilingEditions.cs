using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace Engage.Plugins.TransparencyReports;

public sealed class CompilingEditions(ReportFixture reports) : IClassFixture<ReportFixture>
{
    [Fact]
    public async Task The_same_plan_gives_the_same_figures_whatever_was_imported_published_and_withdrawn_since()
    {
        var report = await reports.Report();
        var dataset = Dataset.IdOf($"data-{report}");
        var edition = await reports.Published(report);
        await Import(dataset, ("ARREST", 3), ("WARNING", 7));
        var plan = await Plan(EditionFixture.Stops with { Dataset = $"data-{report}" });
        var compiled = await Compile(plan);
        Count(compiled, "ARREST").ShouldBe(15);

        var late = await Import(dataset, ("ARREST", 40), ("OTHER", 9));
        await reports.Published(report, "A file came late.");
        await ReportFixture.Done(reports.Reviewer, "withdrawEdition", $"{{ editionId: \"{edition}\", reason: \"It was wrong.\" }}");
        await reports.AppendTo(dataset, new ImportWithdrawn(late, "Another agency's file."));

        Written(await Compile(plan)).ShouldBe(Written(compiled));
        Count(await Compile(await Plan(EditionFixture.Stops with { Dataset = $"data-{report}" })), "ARREST").ShouldBe(15);
    }

    [Fact]
    public async Task What_one_edition_withheld_cannot_be_subtracted_from_the_next_even_by_who_kept_one_that_was_withdrawn()
    {
        var report = await reports.Report();
        var edition = await reports.Published(report);
        await ReportFixture.Done(reports.Reviewer, "withdrawEdition", $"{{ editionId: \"{edition}\", reason: \"It was wrong.\" }}");
        await Import(Dataset.IdOf($"data-{report}"), ("NOTHING_FOUND", 2));
        var rows = await Compile(await Plan(EditionFixture.Stops with { Dataset = $"data-{report}" }));
        // 30 were told: 32 would tell that two came to be known since.
        Count(rows, "NOTHING_FOUND").ShouldBeNull();
    }

    [Fact]
    public async Task Groups_are_there_whether_or_not_the_period_has_records_of_them()
    {
        var report = await reports.Report();
        var plan = await Plan(EditionFixture.Stops with { Dataset = $"data-{report}" });
        var elsewhere = plan with { Figures = [plan.Figures[0] with { Request = plan.Figures[0].Request with { From = new(2019, 1, 1), Until = new(2019, 12, 31) } }] };
        (await Compile(elsewhere)).Single().Rows.Select(row => (string.Concat(row.Group.Select(group => group.Code)), row.Count))
            .ShouldBe([("", null), ("ARREST", null), ("NOTHING_FOUND", null), ("WARNING", null), (Tables.NotRecorded, null)]);
    }

    [Fact]
    public async Task What_cannot_be_computed_is_refused()
    {
        var report = await reports.Report();
        var plan = await Plan(EditionFixture.Stops with { Dataset = $"data-{report}" });
        await Refused("transparency-reports.no-dataset", plan with { Figures = [Figure(EditionFixture.Stops with { Dataset = "nobody-has-this" })] });
        await Refused("transparency-reports.no-table", plan with { Figures = [Figure(EditionFixture.Stops with { Dataset = $"data-{report}", Table = DatasetTable.Pursuits, GroupBy = ["ended"] })] });
        // Before its first event there was no dataset either.
        await Refused("transparency-reports.no-dataset", plan with { Sequence = 1 });
        await Refused("transparency-reports.period", Within(new(2026, 3, 1), new(2026, 2, 28)));
        await Refused("transparency-reports.period", Within(new(2016, 1, 1), new(2026, 1, 1)));
        (await Compile(Within(new(2016, 1, 1), new(2025, 12, 31)))).ShouldHaveSingleItem();

        EditionPlan Within(DateOnly from, DateOnly until) => plan with { Figures = [plan.Figures[0] with { Request = plan.Figures[0].Request with { From = from, Until = until } }] };
    }

    [Fact]
    public async Task A_field_with_very_many_values_makes_no_groups()
    {
        await reports.Dataset("areas", DatasetTable.Stops, [.. Enumerable.Range(0, 61).Select(i => new Dictionary<string, string> { ["occurred"] = "2026-01-15", ["area"] = $"Area {i}", ["division"] = $"Division {i % 12}" })]);
        await Refused("transparency-reports.too-many-groups", await Plan(EditionFixture.Stops with { Dataset = "areas", GroupBy = ["area"] }));
        await reports.Dataset("beats", DatasetTable.Stops, [.. Enumerable.Range(0, 60).Select(i => new Dictionary<string, string> { ["occurred"] = "2026-01-15", ["area"] = $"Area {i}", ["division"] = $"Division {i % 12}" })]);
        await Refused("transparency-reports.too-many-rows", await Plan(EditionFixture.Stops with { Dataset = "beats", GroupBy = ["area", "division"] }));
        (await Compile(await Plan(EditionFixture.Stops with { Dataset = "beats", GroupBy = ["area"] }))).Single().Rows.Count.ShouldBe(62);
    }

    [Fact]
    public async Task A_rate_by_counts_is_divided_by_those_of_its_group()
    {
        await reports.Dataset("searches", DatasetTable.Stops, [.. Enumerable.Range(0, 35).Select(i => i < 30
            ? new Dictionary<string, string> { ["occurred"] = "2026-01-15", ["ethnicity"] = i < 20 ? "WHITE" : "BLACK" }
            : new Dictionary<string, string> { ["occurred"] = "2026-01-15" })]);
        await reports.Dataset("residents", DatasetTable.Denominators, [
            new Dictionary<string, string> { ["of"] = "residents", ["from"] = "2026-01-01", ["count"] = "1000", ["ethnicity"] = "WHITE" },
            new Dictionary<string, string> { ["of"] = "residents", ["from"] = "2026-01-01", ["count"] = "200", ["ethnicity"] = "BLACK" },
            new Dictionary<string, string> { ["of"] = "officers", ["from"] = "2026-01-01", ["count"] = "3" }]);
        var rows = (await Compile(await Plan(new(MetricMeasure.Rate, "searches", DatasetTable.Stops, "occurred", [], ["ethnicity"], new(Dataset: "residents", Of: "residents"), 1000)))).Single().Rows;
        rows.Select(row => (row.Count, row.Of, row.Value)).ShouldBe([(35, 1200, 29.1667), (10, 200, 50), (20, 1000, 20), (5, null, null)]);
    }

    [SampleFact]
    public async Task A_month_of_stops_and_searches_is_counted_as_awk_counts_it()
    {
        var file = $"{SampleFactAttribute.Folder}/stops/2020-07-metropolitan-stop-and-search.csv";
        await TestImport.Of(reports, file, Path.Combine(TestImport.Mappings, "police-uk-stop-and-search.json"));
        var metric = EditionFixture.Stops with { Dataset = "stop-and-search", GroupBy = ["ethnicity"] };
        var plan = await Plan(metric);
        plan = plan with
        {
            Figures = [.. new[] { metric, metric with { GroupBy = ["outcome"] }, metric with { Measure = MetricMeasure.Rate, Where = [new("outcome", ["ARREST"])], Denominator = new([]), Per = 100 } }
                .Select(each => Figure(each, new(2020, 7, 1), new(2020, 7, 31)))]
        };
        var figures = await Compile(plan);
        // awk -F, 'NR > 1 { n[$10]++ } END { for (each in n) print each, n[each] }', and the same of $13; no cell of the file holds a comma before these.
        figures[0].Rows[0].Count.ShouldBe(25_909);
        Count([figures[0]], "BLACK").ShouldBe(9_360);
        Count([figures[1]], "ARREST").ShouldBe(2_891);
        figures[2].Rows[0].ShouldSatisfyAllConditions(row => row.Count.ShouldBe(2_891), row => row.Of.ShouldBe(25_909), row => row.Value!.Value.ShouldBe(11.1583));
    }

    private async Task<EditionPlan> Plan(MetricDefinition metric)
    {
        using var scope = reports.Engage.Services.CreateScope();
        return new(Guid.CreateVersion7(), await scope.ServiceProvider.GetRequiredService<ILog>().Settled(default), [Figure(metric)], [.. Enumerable.Range(0, 32).Select(i => (byte)i)]);
    }

    private static PlannedFigure Figure(MetricDefinition metric) => Figure(metric, new(2026, 1, 1), new(2026, 12, 31));

    private static PlannedFigure Figure(MetricDefinition metric, DateOnly from, DateOnly until) =>
        new(new(StreamId.Of("figure", JsonSerializer.Serialize(metric)), "metric", from, until, FigureChart.None), new("Stops", "en"), 1, metric);

    private async Task<IReadOnlyList<ReportFigure>> Compile(EditionPlan plan)
    {
        using var scope = reports.Engage.Services.CreateScope();
        await using var session = reports.Session();
        return await Compiling.Compile(plan, scope.ServiceProvider.GetRequiredService<ILog>(), session, default);
    }

    private async Task Refused(string code, EditionPlan plan) => (await Should.ThrowAsync<Refusal>(() => Compile(plan))).Code.ShouldBe(code);

    private async Task<Guid> Import(Guid dataset, params (string Outcome, int Count)[] outcomes)
    {
        var (import, at) = (Guid.CreateVersion7(), DateTimeOffset.UtcNow);
        await reports.AppendTo(dataset, new ImportBegun(import, "late.csv", new string('1', 64), new string('0', 64), at));
        await reports.Append<DatasetImport>(import, [.. EditionFixture.StopsWith(outcomes).Select((values, i) => new RecordAdded(DatasetTable.Stops, StreamId.Of($"{import}", $"{i}"), values))]);
        await reports.AppendTo(dataset, new ImportCompleted(import, 1, 1, 0, 0, 0, at));
        return import;
    }

    private static long? Count(IReadOnlyList<ReportFigure> figures, string code) => figures.Single().Rows.Single(row => row.Group is [var group] && group.Code == code).Count;

    private static string Written(IReadOnlyList<ReportFigure> figures) => JsonSerializer.Serialize(figures);
}
