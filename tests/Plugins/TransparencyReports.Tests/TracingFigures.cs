using System.Security.Cryptography;
using System.Text.Json;

namespace Engage.Plugins.TransparencyReports;

public sealed class TracingFigures(ReportFixture reports) : IClassFixture<ReportFixture>
{
    private const string Trace =
        "trace { definition { dataset threshold } definitionVersion sequence threshold rounding suppression commitment imports { nodes { dataset file counts { rows added } } } eventsHiddenFor events(first: 100) { nodes { id sequence } pageInfo { hasNextPage endCursor } } }";

    [Fact]
    public async Task Everybody_reads_which_events_are_behind_what_is_told_of_open_records()
    {
        var name = await reports.Report(DatasetAccess.Open);
        var edition = await reports.Published(name);
        var stored = (await reports.Engage.Events()).Where(each => each.Alias == "transparency-reports.record-added").ToDictionary(each => each.Sequence);
        foreach (var row in await Rows(reports.Engage.Anonymous, edition, Trace))
        {
            var (trace, outcome) = (row.GetProperty("trace"), row.GetProperty("group").EnumerateArray().Select(group => group.GetProperty("code").GetString()).SingleOrDefault());
            var events = trace.GetProperty("events").GetProperty("nodes").EnumerateArray().ToList();
            if (row.GetProperty("suppression").ValueKind is JsonValueKind.String)
            {
                trace.GetProperty("eventsHiddenFor").GetString().ShouldBe("WITHHELD_COUNT");
                trace.GetProperty("events").ToString().ShouldBe("""{"nodes":[],"pageInfo":{"hasNextPage":false,"endCursor":null}}""");
                continue;
            }
            trace.GetProperty("eventsHiddenFor").ValueKind.ShouldBe(JsonValueKind.Null);
            events.Count.ShouldBe(row.GetProperty("count").GetInt32());
            foreach (var each in events)
            {
                var behind = stored[each.GetProperty("sequence").GetInt64()];
                if (outcome is not null) behind.Data.GetProperty("values").GetProperty("outcome").GetString().ShouldBe(outcome);
            }
            trace.GetProperty("imports").ToString().ShouldBe("{\"nodes\":[{\"dataset\":\"data-NAME\",\"file\":\"data-NAME.csv\",\"counts\":{\"rows\":45,\"added\":45}}]}".Replace("NAME", name));
            trace.GetProperty("definitionVersion").GetInt32().ShouldBe(1);
        }
    }

    [Fact]
    public async Task Of_how_many_rows_ever_what_happened_to_a_dataset_is_read_once()
    {
        var id = await reports.Published(await reports.Report());
        await using var session = reports.Session();
        var edition = (await session.LoadAsync<ReportEdition>(id))!;
        var traces = edition.Figures.SelectMany(figure => figure.Rows).Select(row => FigureTrace.Of(edition, row)).ToList();
        traces.Count.ShouldBeGreaterThan(3);
        var before = session.RequestCount;
        (await FigureTraceExtensions.Imports(traces, new(20, null), session, default)).Count.ShouldBe(traces.Count);
        (await FigureTraceExtensions.EventsHiddenFor(traces, session, default)).ShouldAllBe(secrecy => secrecy == TraceSecrecy.ProtectedRecords);
        (session.RequestCount - before).ShouldBe(2);
    }

    [Fact]
    public async Task Of_protected_records_nothing_is_listed_but_the_commitment_stands_for_them()
    {
        var edition = await reports.Published(await reports.Report());
        foreach (var reader in new[] { reports.Engage.Anonymous, reports.Writer, reports.Auditor })
            foreach (var row in await Rows(reader, edition, Trace))
            {
                row.GetProperty("trace").GetProperty("eventsHiddenFor").GetString().ShouldBe("PROTECTED_RECORDS");
                row.GetProperty("trace").GetProperty("events").ToString().ShouldBe("""{"nodes":[],"pageInfo":{"hasNextPage":false,"endCursor":null}}""");
                // Of a file with one row that is known to be left out, the count of the others would be known too.
                row.GetProperty("trace").GetProperty("imports").GetProperty("nodes")[0].GetProperty("counts").ValueKind.ShouldBe(JsonValueKind.Null);
                row.GetProperty("trace").GetProperty("commitment").GetString().ShouldBe(row.GetProperty("commitment").GetString());
            }
    }

    [Fact]
    public async Task An_auditor_opens_a_withheld_row_and_that_is_on_the_record()
    {
        var edition = await reports.Published(await reports.Report());
        foreach (var row in await Rows(reports.Engage.Anonymous, edition, ""))
        {
            var opening = (await ReportFixture.Done(
                reports.Auditor, "openFigure", $"{{ editionId: \"{edition}\", rowId: \"{row.GetProperty("id").GetString()}\", reason: \"The board asked.\" }}",
                "figureOpening { id nonce commitment matches count events(first: 100) { nodes { id } } }")).GetProperty("figureOpening");
            opening.GetProperty("matches").GetBoolean().ShouldBeTrue();
            opening.GetProperty("commitment").GetString().ShouldBe(row.GetProperty("commitment").GetString());
            // As docs/transparency-reports.md says that an auditor recomputes it.
            var ids = opening.GetProperty("events").GetProperty("nodes").EnumerateArray().SelectMany(each => Convert.FromHexString(each.GetProperty("id").GetString()!.Replace("-", "")));
            Convert.ToHexStringLower(SHA256.HashData([.. Convert.FromHexString(opening.GetProperty("nonce").GetString()!), .. ids])).ShouldBe(row.GetProperty("commitment").GetString());

            var recorded = (await reports.Engage.Events())[^1];
            (recorded.Alias, recorded.Stream.ToString(), recorded.Data.GetProperty("reason").GetString()).ShouldBe(("transparency-reports.figure-opened", opening.GetProperty("id").GetString(), "The board asked."));
            recorded.Data.GetProperty("by").GetString().ShouldBe(recorded.Actor);
        }
    }

    [Fact]
    public async Task What_was_corrected_or_withdrawn_since_is_traced_as_it_was()
    {
        var name = await reports.Report(DatasetAccess.Open);
        var edition = await reports.Published(name);
        var before = (await Rows(reports.Engage.Anonymous, edition, Trace)).ConvertAll(row => row.ToString());
        var late = Guid.CreateVersion7();
        await reports.AppendTo(Dataset.IdOf($"data-{name}"), new ImportBegun(late, "late.csv", new string('1', 64), new string('0', 64), DateTimeOffset.UtcNow));
        await reports.Append<DatasetImport>(late, [.. EditionFixture.StopsWith(("WARNING", 12)).Select((values, i) => new RecordCorrected(DatasetTable.Stops, StreamId.Of($"data-{name}", $"{i}"), values))]);
        await reports.AppendTo(Dataset.IdOf($"data-{name}"), new ImportCompleted(late, 12, 0, 12, 0, 0, DateTimeOffset.UtcNow));
        (await Rows(reports.Engage.Anonymous, edition, Trace)).ConvertAll(row => row.ToString()).ShouldBe(before);
        // In the next edition the corrections count in place of what they correct.
        var next = await Rows(reports.Engage.Anonymous, await reports.Published(name, "Twelve were warnings."), Trace);
        next[0].GetProperty("trace").GetProperty("events").GetProperty("nodes").GetArrayLength().ShouldBe(45);
        next[0].GetProperty("trace").GetProperty("imports").GetProperty("nodes").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task An_edition_and_its_events_are_proven_to_be_in_the_public_ledger()
    {
        var edition = await reports.Published(await reports.Report(DatasetAccess.Open));
        JsonElement trace;
        do trace = (await Rows(reports.Engage.Anonymous, edition, "trace { proof { eventId index leafHash hashes checkpoint } events(first: 3) { nodes { id proof { eventId index leafHash hashes checkpoint } } } }"))[0].GetProperty("trace");
        while (trace.GetProperty("proof").ValueKind is JsonValueKind.Null);
        var compiled = (await reports.Engage.Events()).Last(each => each.Alias == "transparency-reports.edition-compiled");
        trace.GetProperty("proof").GetProperty("checkpoint").GetString()!.Split('\n').Length.ShouldBeGreaterThan(4);
        Verify(trace.GetProperty("proof"));
        foreach (var each in trace.GetProperty("events").GetProperty("nodes").EnumerateArray())
        {
            each.GetProperty("proof").GetProperty("eventId").GetString().ShouldBe(each.GetProperty("id").GetString());
            Verify(each.GetProperty("proof"));
        }
        compiled.Data.GetProperty("editionId").GetGuid().ShouldBe(edition);
    }

    // As RFC 9162, 2.1.3.2 has it, and sharing nothing with the code that makes proofs.
    private static void Verify(JsonElement proof)
    {
        var note = proof.GetProperty("checkpoint").GetString()!.Split('\n');
        var (fn, sn, hash) = (proof.GetProperty("index").GetInt64(), long.Parse(note[1]) - 1, proof.GetProperty("leafHash").GetBytesFromBase64());
        foreach (var sibling in proof.GetProperty("hashes").EnumerateArray().Select(each => each.GetBytesFromBase64()))
        {
            sn.ShouldNotBe(0);
            if ((fn & 1) == 1 || fn == sn)
            {
                hash = SHA256.HashData([1, .. sibling, .. hash]);
                while ((fn & 1) == 0 && fn != 0) (fn, sn) = (fn >> 1, sn >> 1);
            }
            else hash = SHA256.HashData([1, .. hash, .. sibling]);
            (fn, sn) = (fn >> 1, sn >> 1);
        }
        sn.ShouldBe(0);
        Convert.ToBase64String(hash).ShouldBe(note[2]);
    }

    private static async Task<List<JsonElement>> Rows(EngageClient reader, Guid edition, string more) =>
        [.. (await reader.Edition(edition, $"figures(first: 1) {{ nodes {{ rows(first: 8) {{ nodes {{ {EditionFixture.Row} {more} }} }} }} }}")).GetProperty("figures").GetProperty("nodes")[0]
            .GetProperty("rows").GetProperty("nodes").EnumerateArray()];
}
