using System.Text.Json;

namespace Engage.Plugins.TransparencyReports;

/// <summary>Reports and editions that tests begin with.</summary>
public static class EditionFixture
{
    public const string Row = "id group { field code } count of value low high percentile90 suppression commitment";

    public static MetricDefinition Stops { get; } = new(MetricMeasure.Count, "stops", DatasetTable.Stops, "occurred", [], ["outcome"]);

    /// <summary>Records of made-up stops, so many with each outcome, on one day.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> StopsWith(params (string Outcome, int Count)[] outcomes) => [.. outcomes.SelectMany(outcome =>
        Enumerable.Range(0, outcome.Count).Select(_ => new Dictionary<string, string> { ["occurred"] = "2026-01-15", ["kind"] = "PERSON", ["outcome"] = outcome.Outcome }))];

    public static async Task<string> Metric(this ReportFixture reports, string name, MetricDefinition definition)
    {
        await reports.Append<Metric>(TransparencyReports.Metric.IdOf(name), [new MetricDefined(name, $"Made-up {name}", "Counts.", "en", definition, new("somebody"))]);
        return name;
    }

    /// <summary>A dataset of 12 arrests, 30 searches without a result, and 3 warnings; what is counted of it; and a report on that.</summary>
    public static async Task<string> Report(this ReportFixture reports, DatasetAccess access = DatasetAccess.Protected)
    {
        var name = $"report-{Guid.NewGuid():N}";
        await reports.Dataset($"data-{name}", DatasetTable.Stops, StopsWith(("ARREST", 12), ("NOTHING_FOUND", 30), ("WARNING", 3)), access);
        await reports.Metric($"metric-{name}", Stops with { Dataset = $"data-{name}" });
        await ReportFixture.Done(reports.Writer, "draftReport", $$"""{ name: "{{name}}", title: "Stops", summary: "Whom we stop.", language: "en" }""");
        await ReportFixture.Done(reports.Writer, "writeSections", Sections(name));
        return name;
    }

    public static string Sections(string report, string text = "Every stop is counted.", string from = "2026-01-01") => $$"""
        { report: "{{report}}", sections: [{ heading: "Outcomes", text: "{{text}}", figures: [{ metric: "metric-{{report}}", from: "{{from}}", until: "2026-12-31" }] }] }
        """;

    public static async Task<Guid> Compiled(this ReportFixture reports, string report, string? correction = null) =>
        (await ReportFixture.Done(reports.Writer, "compileEdition", $"{{ report: \"{report}\"{(correction is null ? "" : $", correction: \"{correction}\"")} }}", "reportEdition { id }"))
            .GetProperty("reportEdition").GetProperty("id").GetGuid();

    public static async Task<Guid> Approved(this ReportFixture reports, string report, string? correction = null)
    {
        var edition = await reports.Compiled(report, correction);
        await ReportFixture.Done(reports.Reviewer, "approveEdition", $"{{ editionId: \"{edition}\" }}");
        return edition;
    }

    public static async Task<Guid> Published(this ReportFixture reports, string report, string? correction = null)
    {
        var edition = await reports.Approved(report, correction);
        await ReportFixture.Done(reports.Reviewer, "publishEdition", $"{{ editionId: \"{edition}\" }}");
        return edition;
    }

    public static async Task<JsonElement> Edition(this EngageClient reader, Guid id, string select) => (await reader.Data($"{{ reportEdition(id: \"{id}\") {{ {select} }} }}")).GetProperty("reportEdition");

    public static async Task<JsonElement> Report(this EngageClient reader, string name, string select) =>
        (await reader.Data($"{{ transparencyReport(name: \"{name}\") {{ {select} }} }}")).GetProperty("transparencyReport");
}
