using System.Text.Json;
using System.Text.RegularExpressions;
using Engage.Agencies;

namespace Engage.Plugins.TransparencyReports;

/// <summary>Every query and mutation of the plugin, called in one agency with the names and ids of what another one has.</summary>
public sealed partial class KeepingAgenciesApart(ReportFixture reports) : IClassFixture<ReportFixture>
{
    private const string Marker = "kilimanjaro";

    [Fact]
    public async Task What_one_agency_has_looks_in_another_like_what_nobody_has()
    {
        await reports.Dataset(Marker, DatasetTable.Stops, EditionFixture.StopsWith(("ARREST", 12), ("NOTHING_FOUND", 30), ("WARNING", 3)), DatasetAccess.Open);
        await reports.Metric(Marker, EditionFixture.Stops with { Dataset = Marker });
        await ReportFixture.Done(reports.Writer, "draftReport", $$"""{ name: "{{Marker}}", title: "{{Marker}}", summary: "{{Marker}}" }""");
        await ReportFixture.Done(reports.Writer, "writeSections", $$"""
            { report: "{{Marker}}", sections: [{ heading: "{{Marker}}", text: "{{Marker}}", figures: [{ metric: "{{Marker}}", from: "2026-01-01", until: "2026-12-31" }] }] }
            """);
        var edition = await reports.Published(Marker);
        var pending = await reports.Compiled(Marker, Marker);
        await reports.Engage.Indexed();
        var shape = await reports.Engage.Anonymous.Edition(edition, "sections { nodes { id } } figures { nodes { id rows { nodes { id } } } }");
        var figure = shape.GetProperty("figures").GetProperty("nodes")[0];
        Guid[] ids = [
            edition, pending, shape.GetProperty("sections").GetProperty("nodes")[0].GetProperty("id").GetGuid(), figure.GetProperty("id").GetGuid(),
            figure.GetProperty("rows").GetProperty("nodes")[0].GetProperty("id").GetGuid()];
        var here = reports.Engage.As("Ada", [.. Roles.All]);
        var there = (await reports.Engage.In("elsewhere")).As("Bo", [.. Roles.All]);
        var (schema, shown, cursors) = (await SchemaWalk.Of(there), new HashSet<string>(), new HashSet<string>());
        var own = await OfThePlugin(schema);

        foreach (var field in schema.Queries.Where(field => own.Contains(SchemaWalk.Name(field))))
        {
            foreach (var id in ids.Where((_, i) => i == 0 || schema.TakesId(field)))
            {
                var answer = await Ask(schema, here, "query", field, new(Marker, id, Narrowed: false));
                if (answer.Contains(Marker)) shown.Add(SchemaWalk.Name(field));
                foreach (Match cursor in EndCursors().Matches(answer)) cursors.Add(cursor.Groups[1].Value);
            }
        }
        // Otherwise there would be nothing that could have been shown.
        shown.ShouldBeSubsetOf(own);
        own.Intersect(schema.Queries.Select(SchemaWalk.Name)).Except(shown).ShouldBe(NotOfOneThing, ignoreOrder: true);

        var before = (await reports.Engage.Events()).Count;
        foreach (var (operation, fields) in new[] { ("query", schema.Queries), ("mutation", schema.Mutations) })
        {
            foreach (var field in fields.Where(field => own.Contains(SchemaWalk.Name(field))))
            {
                foreach (var id in ids.Where((_, i) => i == 0 || schema.TakesId(field)))
                {
                    var never = Guid.NewGuid();
                    // By the name of what the other agency has, and by one that nobody has. What is made by that name here is this agency's own.
                    var (answer, nothing) = (await Ask(schema, there, operation, field, new(Marker, id)), await Ask(schema, there, operation, field, new("nobody", never)));
                    if (operation == "query") answer.Replace(Marker, "name").Replace(id.ToString(), "id").ShouldBe(nothing.Replace("nobody", "name").Replace(never.ToString(), "id"), SchemaWalk.Name(field));
                    CodesIn(answer).ShouldBe(CodesIn(nothing), $"{operation} {SchemaWalk.Name(field)}");
                }
                if (operation == "query") foreach (var cursor in cursors) (await Ask(schema, there, operation, field, new("other", Guid.NewGuid(), cursor))).ShouldNotContain(Marker);
            }
        }
        (await reports.Engage.Events()).Count.ShouldBe(before);
        // Nothing came about there that needs a thing of the other agency.
        (await reports.Engage.Events(agency: "elsewhere")).Select(each => each.Alias).Distinct().ShouldBeSubsetOf(["engage.agency-created", "transparency-reports.report-drafted", "transparency-reports.metric-defined"]);
    }

    // The same in every agency.
    private static readonly string[] NotOfOneThing = ["datasetTables", "reportStyle"];

    /// <summary>Which fields come with the plugin: those that a host has not which runs without it.</summary>
    private static async Task<HashSet<string>> OfThePlugin(SchemaWalk schema)
    {
        await using var without = await EngageHarness.Start(plugins: "none");
        var core = await SchemaWalk.Of(without.Anonymous);
        return [.. schema.Queries.Concat(schema.Mutations).Select(SchemaWalk.Name).Except(core.Queries.Concat(core.Mutations).Select(SchemaWalk.Name))];
    }

    private static async Task<string> Ask(SchemaWalk schema, EngageClient client, string operation, JsonElement field, Values values) =>
        (await schema.Ask(client, operation, field, values with { First = 2 })).Answer;

    private static string CodesIn(string answer) => string.Join(' ', Codes().Matches(answer).Select(code => code.Groups[1].Value));

    [GeneratedRegex("\"endCursor\":\"([A-Za-z0-9_-]+)\"")]
    private static partial Regex EndCursors();

    [GeneratedRegex("\"code\":\"([a-z.-]+)\"")]
    private static partial Regex Codes();
}
