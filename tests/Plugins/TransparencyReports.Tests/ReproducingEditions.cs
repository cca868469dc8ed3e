using System.Security.Cryptography;
using System.Text;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Engage.Plugins.TransparencyReports;

public sealed class ReproducingEditions(ReportFixture reports) : IClassFixture<ReportFixture>
{
    [Fact]
    public async Task What_was_published_comes_out_again_byte_for_byte_whatever_happened_since()
    {
        var name = await reports.Report();
        var edition = await reports.Published(name);
        var json = await Json(reports.Engage.Anonymous, edition);
        await Reproduces(reports.Engage, edition, json);

        // More records, corrected ones, an import that is taken back, a dataset that is described anew.
        var (dataset, late) = (Dataset.IdOf($"data-{name}"), Guid.CreateVersion7());
        var first = (await Imports(dataset)).Single();
        await reports.AppendTo(dataset, new ImportBegun(late, "late.csv", new string('1', 64), new string('0', 64), DateTimeOffset.UtcNow));
        await reports.Append<DatasetImport>(late, [
            .. EditionFixture.StopsWith(("ARREST", 9), ("WARNING", 9)).Select((values, i) => new RecordAdded(DatasetTable.Stops, StreamId.Of("late", $"{i}"), values)),
            .. EditionFixture.StopsWith(("WARNING", 20)).Select((values, i) => new RecordCorrected(DatasetTable.Stops, StreamId.Of($"data-{name}", $"{i}"), values))]);
        await reports.AppendTo(dataset, new ImportCompleted(late, 38, 18, 20, 0, 0, DateTimeOffset.UtcNow), new DatasetTranslated("es", "Datos", "Inventados.", TranslationStatus.Human));
        await Reproduces(reports.Engage, edition, json);
        await reports.AppendTo(Metric.IdOf($"metric-{name}"), new MetricRevised(EditionFixture.Stops with { Dataset = $"data-{name}", Threshold = 20 }, "Larger.", new("somebody")), new MetricDescribed("Renamed", null, null));
        await ReportFixture.Done(reports.Writer, "describeReport", $"{{ report: \"{name}\", title: \"Renamed\" }}");
        await reports.Published(name, "A file came late.");
        await reports.AppendTo(dataset, new ImportWithdrawn(first, "Made up."));
        await Reproduces(reports.Engage, edition, json);

        await using var other = await reports.Engage.Again();
        await Reproduces(other, edition, json);

        var store = reports.Engage.Services.GetRequiredService<IDocumentStore>();
        using var daemon = await store.BuildProjectionDaemonAsync();
        foreach (var projection in store.Options.Events.Projections()) await daemon.RebuildProjectionAsync(projection.Name, CancellationToken.None);
        await Reproduces(reports.Engage, edition, json);
    }

    [Fact]
    public async Task An_altered_record_does_not_reproduce_what_was_published()
    {
        var name = await reports.Report();
        var edition = await reports.Published(name);
        await Alter(name);
        var again = (await reports.Engage.Anonymous.Edition(edition, "digest reproduce { digest matches }"));
        again.GetProperty("reproduce").GetProperty("matches").GetBoolean().ShouldBeFalse();
        again.GetProperty("reproduce").GetProperty("digest").GetString().ShouldNotBe(again.GetProperty("digest").GetString());
    }

    [Fact]
    public void The_canonical_form_is_one_and_stays()
    {
        FigureGroup[] group = [new("outcome", "ARREST")];
        var (edition, section, figure) = (new Guid(1, 0, 0, new byte[8]), new Guid(2, 0, 0, new byte[8]), new Guid(3, 0, 0, new byte[8]));
        var request = new FigureRequest(figure, "arrests", new(2026, 1, 1), new(2026, 12, 31), FigureChart.Bars);
        var definition = new MetricDefinition(MetricMeasure.Rate, "stops", DatasetTable.Stops, "occurred", [new("kind", ["PERSON"], Not: true)], ["outcome"], new([]), 100, Rounding: 5);
        FigureRow[] rows = [
            new(section, edition, figure, [], 12, 40, 30, 0.1 + 0.2, 1e-7, null, null, "c1"), new(edition, edition, figure, group, null, null, null, null, null, null, FigureSuppression.Withheld, "c2")];
        Encoding.UTF8.GetString(EditionJson.Of(new(
            "stops", edition, 2, 7, 1, new AgencyText("Stops «é»", "en").Translated("es", "Controles", TranslationStatus.Machine), "S",
            [new(section, "H", "T\n", [request])],
            [new(figure, "Arrests", "arrests", 3, definition, request.From, request.Until, FigureChart.Bars, rows)], "Typo."))).ShouldBe(
            """
            {"report":"stops","edition":"00000001-0000-0000-0000-000000000000","number":2,"sequence":7,"method":1,"correction":"Typo.","title":{"text":"Stops «é»","language":"en","translations":[
            {"language":"es","text":"Controles","status":"Machine","outdated":false}]},"summary":{"text":"S","translations":[]},"sections":[{"id":"00000002-0000-0000-0000-000000000000",
            "heading":{"text":"H","translations":[]},"text":{"text":"T\n","translations":[]},"figures":[{"id":"00000003-0000-0000-0000-000000000000","title":{"text":"Arrests","translations":[]},
            "metric":"arrests","metricVersion":3,"definition":{"measure":"Rate","dataset":"stops","table":"Stops","periodField":"occurred","where":[{"field":"kind","in":["PERSON"],"not":true}],
            "groupBy":["outcome"],"denominator":{"where":[]},"per":100,"threshold":5,"rounding":5},"from":"2026-01-01","until":"2026-12-31","chart":"Bars","rows":[
            {"id":"00000002-0000-0000-0000-000000000000","group":{},"count":12,"of":40,"value":30,"low":0.3,"high":1E-07,"commitment":"c1"},
            {"id":"00000001-0000-0000-0000-000000000000","group":{"outcome":"ARREST"},"suppression":"Withheld","commitment":"c2"}]}]}]}
            """.ReplaceLineEndings(""));
    }

    [Fact]
    public async Task What_came_out_is_told_again_for_an_hour_and_not_for_ever()
    {
        var name = await reports.Report();
        var (id, clock) = (await reports.Published(name), new MovedClock());
        var first = await Again(id, clock);
        first.Matches.ShouldBe(true);
        await Alter(name);
        (await Again(id, clock)).ShouldBe(first);
        clock.Ahead = TimeSpan.FromHours(1);
        var later = await Again(id, clock);
        later.Matches.ShouldBe(false);
        later.At.ShouldBe(first.At + clock.Ahead);
    }

    [Fact]
    public async Task What_was_compiled_by_another_method_is_not_said_to_be_altered()
    {
        var (id, clock) = (await reports.Published(await reports.Report()), new MovedClock());
        var again = await Again(id, clock, edition => edition with { Method = 2 });
        (again.Matches, again.Digest).ShouldBe((null, null));
        again.Obstacle!.ShouldContain("method 2");
        (await Again(id, clock)).Matches.ShouldBe(true);
        (await reports.Engage.Events()).Last(each => each.Alias == "transparency-reports.edition-compiled").Data.GetProperty("method").GetInt32().ShouldBe(1);
    }

    private async Task<EditionReproduction> Again(Guid id, TimeProvider clock, Func<ReportEdition, ReportEdition>? change = null)
    {
        using var scope = reports.Engage.Services.CreateScope();
        await using var session = reports.Session();
        var edition = (await session.LoadAsync<ReportEdition>(id))!;
        return await Reproductions.Of(change is null ? edition : change(edition), scope.ServiceProvider.GetRequiredService<ILog>(), session, clock, default);
    }

    private async Task Alter(string name)
    {
        var import = (await Imports(Dataset.IdOf($"data-{name}"))).Single();
        await using var command = reports.Engage.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(
            "update engage.mt_events set data = replace(data::text, '\"ARREST\"', '\"NOTHING_FOUND\"')::jsonb where stream_id = $1 and version = 1");
        command.Parameters.AddWithValue(import);
        await command.ExecuteNonQueryAsync();
    }

    private sealed class MovedClock : TimeProvider
    {
        private static readonly DateTimeOffset Start = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => Start + Ahead;
    }

    private static async Task Reproduces(EngageHarness engage, Guid edition, string json)
    {
        var reader = engage.Anonymous;
        // Or what came out before would be told again.
        Reproductions.Hosts.Remove(engage.Services.GetRequiredService<IDocumentStore>());
        (await Json(reader, edition)).ShouldBe(json);
        var answer = await reader.Edition(edition, "digest sequence reproduce { digest matches sequence }");
        answer.GetProperty("digest").GetString().ShouldBe(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json))));
        answer.GetProperty("reproduce").ToString().ShouldBe($$"""{"digest":"{{answer.GetProperty("digest").GetString()}}","matches":true,"sequence":{{answer.GetProperty("sequence")}}}""");
    }

    private static async Task<string> Json(EngageClient reader, Guid edition) => (await reader.Edition(edition, "json")).GetProperty("json").GetString()!;

    private async Task<IReadOnlyList<Guid>> Imports(Guid dataset)
    {
        await using var session = reports.Session();
        return [.. (await session.LoadAsync<Dataset>(dataset))!.Imports.Select(import => import.Id)];
    }
}
