using System.Text.Json;

namespace Engage.Plugins.TransparencyReports;

public sealed class MeasuringRealStops(ReportFixture reports) : IClassFixture<ReportFixture>
{
    // Computed by another program from the same file: one month of the Metropolitan Police, 25,909 stops.
    private static readonly (string Group, long Count, long Of, double[] Share, double?[] Disparity)[] Published =
    [
        ("ASIAN", 385, 4681, [8.22474, 7.47152, 9.04647], [0.683605, 0.612816, 0.762571]),
        ("BLACK", 1083, 9360, [11.5705, 10.9382, 12.2344], [0.961691, 0.890418, 1.03867]),
        ("OTHER", 121, 1193, [10.1425, 8.55532, 11.9855], [0.843001, 0.706266, 1.00621]),
        ("WHITE", 1210, 10057, [12.0314, 11.4101, 12.6818], [1, null, null])
    ];

    [SampleFact]
    public async Task From_the_file_of_a_force_to_the_share_of_arrests_and_its_disparity_as_another_program_finds_them()
    {
        await TestImport.Of(reports, $"{SampleFactAttribute.Folder}/stops/2020-07-metropolitan-stop-and-search.csv", Path.Combine(TestImport.Mappings, "police-uk-stop-and-search.json"));
        const string arrests = """dataset: "stop-and-search", table: STOPS, periodField: "occurred", where: [{ field: "outcome", in: ["ARREST"] }], groupBy: ["ethnicity"], denominator: { where: [] }""";
        await Define("arrests", $"measure: RATE, {arrests}, per: 100");
        await Define("disparity", $"""measure: DISPARITY, {arrests}, reference: "WHITE" """);
        await ReportFixture.Done(reports.Writer, "draftReport", """{ name: "stops", title: "Stops", summary: "Whom we stop." }""");
        await ReportFixture.Done(reports.Writer, "writeSections", $$"""{ report: "stops", sections: [{ heading: "Arrests", text: "Of all stops.", figures: [{{Figure("arrests")}}, {{Figure("disparity")}}] }] }""");
        await reports.Published("stops");

        var figures = (await reports.Engage.Anonymous.Report("stops", "current { figures { nodes { rows(first: 100) { nodes { group { code } count of value low high suppression } } } } }"))
            .GetProperty("current").GetProperty("figures").GetProperty("nodes");
        foreach (var (group, count, of, share, disparity) in Published)
        {
            Row(figures[0], group).ShouldBe([count, of, .. share]);
            Row(figures[1], group).ShouldBe([count, of, .. disparity]);
        }
        // The mapping knows of a group that nobody was in, which would be what is missing from the total: so the smallest of the others is withheld with it.
        foreach (var figure in figures.EnumerateArray())
            foreach (var group in new[] { "MIXED", "NOT_RECORDED" }) Row(figure, group).ShouldAllBe(number => number == null);
    }

    private Task Define(string name, string definition) =>
        ReportFixture.Done(reports.Writer, "defineMetric", $$"""{ name: "{{name}}", title: "Made up", explanation: "Counts.", definition: { {{definition}} } }""");

    private static string Figure(string metric) => $$"""{ metric: "{{metric}}", from: "2020-07-01", until: "2020-07-31" }""";

    private static double?[] Row(JsonElement figure, string group)
    {
        var row = figure.GetProperty("rows").GetProperty("nodes").EnumerateArray().Single(row => row.GetProperty("group").EnumerateArray().Any(each => each.GetProperty("code").GetString() == group));
        return [.. new[] { "count", "of", "value", "low", "high" }.Select(name => row.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : (double?)null)];
    }
}
