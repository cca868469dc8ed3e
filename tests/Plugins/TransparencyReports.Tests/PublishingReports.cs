using System.Text.Json;
using System.Text.RegularExpressions;
using Snapshooter.Xunit;

namespace Engage.Plugins.TransparencyReports;

public sealed partial class PublishingReports(ReportFixture reports) : IClassFixture<ReportFixture>
{
    private const string State = "reportEdition { number state reason } errors { code message path }";

    [Fact]
    public async Task From_a_draft_over_an_edition_that_is_returned_to_a_correction_and_what_it_changes()
    {
        await reports.Dataset("stops", DatasetTable.Stops, EditionFixture.StopsWith(("ARREST", 12), ("NOTHING_FOUND", 30), ("WARNING", 3), ("CAUTION", 2)));
        await reports.Metric("stops-by-outcome", EditionFixture.Stops);
        var (cleo, rhea, public_) = (reports.Writer, reports.Reviewer, reports.Engage.Anonymous);
        var said = await Transcript.Begin(reports.Engage);

        await said.Ask("Cleo, who writes,", cleo,
            """mutation { draftReport(input: { name: "stops-2026", title: "Stops in 2026", summary: "Whom we stop, and what comes of it.", language: "en" }) { transparencyReport { name title draft { title summary } } errors { code message } } }""");
        await said.Ask("Somebody without a token, of the draft,", public_, """{ transparencyReport(name: "stops-2026") { name } transparencyReports { nodes { name } } }""");
        await said.Ask("Cleo, with nothing to publish,", cleo, """mutation { compileEdition(input: { report: "stops-2026" }) { errors { code message path } } }""");
        const string write = "mutation ($input: WriteSectionsInput!) { writeSections(input: $input) { transparencyReport { draft { sections { nodes { id heading text figures { id metric from until chart } } } } } errors { code message path } } }";
        var sections = (await said.Ask("Cleo", cleo, write, new
        {
            input = new
            {
                report = "stops-2026",
                sections = new object[]
        {
            new { heading = "What comes of it", text = "Each stop has *one* outcome.", figures = new[] { new { metric = "stops-by-outcome", from = "2026-01-01", until = "2026-12-31" } } },
            new { heading = "How to read this", text = "Small counts are withheld.", figures = Array.Empty<object>() }
        }
            }
        })).GetProperty("data").GetProperty("writeSections").GetProperty("transparencyReport").GetProperty("draft").GetProperty("sections").GetProperty("nodes");
        var (first, figure) = (sections[0].GetProperty("id").GetString(), sections[0].GetProperty("figures")[0].GetProperty("id").GetString());
        await said.Ask("Cleo, who translates too,", cleo, """mutation { translateReport(input: { report: "stops-2026", language: "es", title: "Controles en 2026", summary: "A quién paramos.", status: HUMAN }) { errors { code } } }""");
        await said.Ask("Cleo", cleo,
            "mutation ($id: ID!) { translateSection(input: { report: \"stops-2026\", sectionId: $id, language: \"es\", heading: \"Resultados\", text: \"Cada control tiene un resultado.\", status: MACHINE }) { errors { code } } }", new { id = first });
        const string compile = "mutation ($input: CompileEditionInput!) { compileEdition(input: $input) { reportEdition { id number state correction sections(first: 2) { nodes { heading figures(first: 2) { nodes { title metricVersion rows(first: 10) { nodes { group { field code } count value suppression } } } } } } } errors { code message path } } }";
        var returned = Id(await said.Ask("Cleo", cleo, compile, new { input = new { report = "stops-2026" } }));
        await said.Ask("Somebody without a token, of what waits,", public_, "query ($id: ID!) { reportEdition(id: $id) { number } }", new { id = returned });
        await said.Ask("Cleo, of what she wrote herself,", cleo, "mutation ($id: ID!) { approveEdition(input: { editionId: $id }) { errors { code message } } }", new { id = returned });
        await said.Ask("Rhea, who reviews,", rhea, $"mutation ($id: ID!) {{ returnEdition(input: {{ editionId: $id, reason: \"Say what an outcome is.\" }}) {{ {State} }} }}", new { id = returned });
        var edition = Id(await said.Ask("Cleo, again,", cleo, compile, new { input = new { report = "stops-2026" } }));
        await said.Ask("Rhea, before it is approved,", rhea, "mutation ($id: ID!) { publishEdition(input: { editionId: $id }) { errors { code message path } } }", new { id = edition });
        await said.Ask("Rhea", rhea, $"mutation ($id: ID!) {{ approveEdition(input: {{ editionId: $id }}) {{ {State} }} }}", new { id = edition });
        await said.Ask("Rhea", rhea, $"mutation ($id: ID!) {{ publishEdition(input: {{ editionId: $id }}) {{ {State} }} }}", new { id = edition });
        await said.Ask("Somebody without a token", public_,
            """
            { transparencyReport(name: "stops-2026") { title(language: "es") draft { title } current { number state title sections(first: 2) { nodes { heading(language: "es") textHtml
                figures(first: 2) { nodes { id title metric metricVersion from until chart rows(first: 2) { nodes { group { field code } count value suppression } } } } } } } editions { nodes { number state } } } }
            """);

        await reports.AppendTo(Dataset.IdOf("stops"), [new ImportBegun(Late, "late.csv", new string('1', 64), new string('0', 64), DateTimeOffset.UtcNow)]);
        await reports.Append<DatasetImport>(Late, [.. EditionFixture.StopsWith(("ARREST", 8), ("WARNING", 7)).Select((values, i) => new RecordAdded(DatasetTable.Stops, StreamId.Of("late", $"{i}"), values))]);
        await reports.AppendTo(Dataset.IdOf("stops"), [new ImportCompleted(Late, 15, 15, 0, 0, 0, DateTimeOffset.UtcNow)]);
        await said.Ask("Cleo, who words it better,", cleo, write, new
        {
            input = new
            {
                report = "stops-2026",
                sections = new object[]
        {
            new { id = first, heading = "What comes of it", text = "Each stop has one outcome: what was done first.", figures = new[] { new { id = figure, metric = "stops-by-outcome", from = "2026-01-01", until = "2026-12-31" } } }
        }
            }
        });
        await said.Ask("Cleo, without a reason,", cleo, compile, new { input = new { report = "stops-2026" } });
        var corrected = Id(await said.Ask("Cleo", cleo, compile, new { input = new { report = "stops-2026", correction = "A file came late." } }));
        await said.Ask("Rhea", rhea, $"mutation ($id: ID!) {{ approveEdition(input: {{ editionId: $id }}) {{ {State} }} }}", new { id = corrected });
        await said.Ask("Rhea", rhea, $"mutation ($id: ID!) {{ publishEdition(input: {{ editionId: $id }}) {{ {State} }} }}", new { id = corrected });
        await said.Ask("Somebody without a token, of what is new,", public_,
            """
            query ($id: ID!) { reportEdition(id: $id) { number correction supersedes { number state } changes {
                rows { nodes { title group { field code } kind before { count value } after { count value } } }
                figures { nodes { title kind } } texts { nodes { what language before after } } imports { nodes { dataset file kind counts { rows } } } } } }
            """, new { id = corrected });
        await said.Ask("Rhea", rhea, $"mutation ($id: ID!) {{ withdrawEdition(input: {{ editionId: $id, reason: \"It named a person.\" }}) {{ {State} }} }}", new { id = corrected });
        await said.Ask("Somebody without a token, in the end,", public_,
            """{ transparencyReport(name: "stops-2026") { title current { number } editions { nodes { number state reason title sections { nodes { heading } } figures { nodes { id } } changes { rows { nodes { kind } } } } } } }""");

        Snapshot.Match(Steady(said.ToString()));
    }

    private static readonly Guid Late = Guid.CreateVersion7();

    private static string Id(JsonElement answer) =>
        answer.TryGetProperty("data", out var data) && data.GetProperty("compileEdition").GetProperty("reportEdition") is { ValueKind: JsonValueKind.Object } edition
            ? edition.GetProperty("id").GetString()!
            : throw new InvalidOperationException(answer.ToString());

    // Salts, and what is computed with them.
    private static string Steady(string text) => Random().Replace(text, "$1\"random\"");

    [GeneratedRegex("(\"(?:salt|digest|commitment|sequence)\": )(\"[^\"]+\"|[0-9]+)")]
    private static partial Regex Random();
}
