using System.Text.Json;
using Engage.Agencies;

namespace Engage.Plugins.TransparencyReports;

/// <summary>Whoever has no part in reports looks for what is not published, by every way that the schema has.</summary>
public sealed class HidingDrafts(ReportFixture reports) : IClassFixture<ReportFixture>
{
    private const string Marker = "kilimanjaro";

    [Fact]
    public async Task What_waits_or_was_withdrawn_is_on_no_way_through_the_schema()
    {
        var (waiting, withdrawn, draft) = (await reports.Report(), await reports.Report(), await reports.Report());
        var published = await reports.Published(withdrawn);
        foreach (var name in new[] { waiting, withdrawn, draft })
        {
            await ReportFixture.Done(reports.Writer, "describeReport", $"{{ report: \"{name}\", title: \"{Marker} title\", summary: \"{Marker} summary\" }}");
            await ReportFixture.Done(reports.Writer, "writeSections", EditionFixture.Sections(name, $"{Marker} text"));
        }
        var pending = await reports.Compiled(waiting);
        // What was withdrawn for what it said must not be read where it said it.
        var second = await reports.Published(withdrawn, $"{Marker} correction");
        await ReportFixture.Done(reports.Reviewer, "withdrawEdition", $"{{ editionId: \"{second}\", reason: \"A name.\" }}");
        await ReportFixture.Done(reports.Writer, "describeReport", $"{{ report: \"{withdrawn}\", title: \"{Marker} draft\" }}");
        await reports.Engage.Indexed();

        var figure = (await reports.Writer.Edition(pending, "figures { nodes { id rows { nodes { id count commitment } } } }")).GetProperty("figures").GetProperty("nodes")[0];
        var secrets = figure.GetProperty("rows").GetProperty("nodes").EnumerateArray().Select(row => row.GetProperty("commitment").GetString()!).Append(Marker).Append(pending.ToString()).ToList();
        var asked = 0;
        foreach (var reader in new[] { reports.Engage.Anonymous, reports.Resident, reports.Auditor, reports.Engage.As("Olu", Roles.Officer) })
        {
            var schema = await SchemaWalk.Of(reader);
            foreach (var query in schema.Queries.Where(query => SchemaWalk.Name(query) is not ("events" or "history")))
            {
                foreach (var (text, id) in new[] { (Marker, pending), (waiting, pending), (draft, figure.GetProperty("id").GetGuid()), (withdrawn, second) })
                {
                    var (document, answer) = await schema.Ask(reader, "query", query, new(text, id, Depth: 5, First: 2, Narrowed: false));
                    // What was asked for comes back in messages, and is no secret to who asked.
                    foreach (var secret in secrets.Where(secret => !document.Contains(secret))) answer.ShouldNotContain(secret, customMessage: document);
                    asked++;
                }
            }
            (await reader.Edition(pending, "number")).ValueKind.ShouldBe(JsonValueKind.Null);
            (await reader.Report(waiting, "name")).ValueKind.ShouldBe(JsonValueKind.Null);
            var open = await reader.Report(withdrawn, "title draft { title } current { id } edition(number: 2) { digest title correction json reproduce { digest } figures { nodes { id } } } editions { nodes { number state } } pending: edition(number: 3) { id }");
            open.ToString().ShouldNotContain(Marker);
            open.GetProperty("draft").ValueKind.ShouldBe(JsonValueKind.Null);
            open.GetProperty("edition").GetProperty("reproduce").ValueKind.ShouldBe(JsonValueKind.Null);
        }
        asked.ShouldBeGreaterThan(50);

        // Otherwise there would be nothing that could have been shown.
        (await reports.Writer.Report(waiting, "draft { title pending { title figures { nodes { rows { nodes { count } } } } } }")).ToString().ShouldContain(Marker);
        (await reports.Engage.Anonymous.Edition(published, "title")).GetProperty("title").GetString().ShouldBe("Stops");
    }
}
