using Marten;
using Marten.Events;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Engage.Plugins.TransparencyReports;

/// <summary>Each read model is folded by one function, which says which events it takes; what it leaves out is missing after a rebuild.</summary>
public sealed class RebuildingReadModels : IAsyncLifetime
{
    private readonly ReportFixture _reports = new();

    public Task InitializeAsync() => _reports.InitializeAsync();

    public Task DisposeAsync() => _reports.DisposeAsync();

    [Fact]
    public async Task Everything_that_is_read_can_be_thrown_away_and_made_anew_from_the_events()
    {
        var by = new ActorId("somebody");
        var name = await _reports.Report();
        var (dataset, abandoned, withdrawn) = (Dataset.IdOf($"data-{name}"), Guid.CreateVersion7(), Guid.CreateVersion7());
        await _reports.AppendTo(dataset,
            new DatasetTranslated("es", "Datos", "Inventados.", TranslationStatus.Human), new ImportBegun(abandoned, "a.csv", new string('1', 64), new string('0', 64), At), new ImportAbandoned(abandoned),
            new ImportBegun(withdrawn, "b.csv", new string('2', 64), new string('0', 64), At), new ImportCompleted(withdrawn, 1, 0, 1, 0, 1, At), new ImportWithdrawn(withdrawn, "Twice."));
        await _reports.Append<DatasetImport>(withdrawn, [
            new RecordCorrected(DatasetTable.Stops, StreamId.Of($"data-{name}", "0"), EditionFixture.StopsWith(("WARNING", 1))[0]), new RowsRejected([new(3, "outcome", "Not mapped.")])]);
        await _reports.AppendTo(Metric.IdOf($"metric-{name}"),
            new MetricRevised(EditionFixture.Stops with { Dataset = $"data-{name}", Threshold = 6 }, "Larger.", by), new MetricDescribed("Renamed", null, null),
            new MetricTranslated("es", "Controles", "Cuenta.", TranslationStatus.Machine));
        await ReportFixture.Done(_reports.Writer, "describeReport", $"{{ report: \"{name}\", title: \"Renamed\" }}");
        await ReportFixture.Done(_reports.Writer, "translateReport", $"{{ report: \"{name}\", language: \"es\", title: \"Controles\", summary: \"A quién.\", status: HUMAN }}");
        var section = (await _reports.Writer.Report(name, "draft { sections { nodes { id } } }")).GetProperty("draft").GetProperty("sections").GetProperty("nodes")[0].GetProperty("id").GetString();
        await ReportFixture.Done(_reports.Writer, "translateSection", $"{{ report: \"{name}\", sectionId: \"{section}\", language: \"es\", heading: \"H\", text: \"T\", status: HUMAN }}");
        await ReportFixture.Done(_reports.Reviewer, "returnEdition", $"{{ editionId: \"{await _reports.Compiled(name)}\", reason: \"No.\" }}");
        var first = await _reports.Published(name);
        var row = (await _reports.Engage.Anonymous.Edition(first, "figures { nodes { rows { nodes { id } } } }")).GetProperty("figures").GetProperty("nodes")[0].GetProperty("rows").GetProperty("nodes")[0].GetProperty("id");
        await ReportFixture.Done(_reports.Auditor, "openFigure", $"{{ editionId: \"{first}\", rowId: \"{row}\", reason: \"R\" }}");
        var second = await _reports.Published(name, "Again.");
        await _reports.Published(name, "And again.");
        await ReportFixture.Done(_reports.Reviewer, "withdrawEdition", $"{{ editionId: \"{second}\", reason: \"R\" }}");
        await _reports.Compiled(name, "Waits.");
        await _reports.AppendTo(Metric.IdOf($"metric-{name}"), new MetricRetired("Enough."));
        await Elsewhere();
        // Otherwise something could be missing after a rebuild that was never there.
        var (declared, stored) = (Declared(), (await _reports.Engage.Events()).Select(each => each.Alias).ToHashSet());
        declared.Where(alias => !stored.Contains(alias)).ShouldBeEmpty();

        var store = _reports.Engage.Services.GetRequiredService<IDocumentStore>();
        await store.WaitForNonStaleProjectionDataAsync(TimeSpan.FromMinutes(2));
        var before = await Documents();
        foreach (var table in await Tables()) before.ShouldContain(document => document.StartsWith(table), $"nothing is in {table}, so nothing shows that it is made anew");

        using var daemon = await store.BuildProjectionDaemonAsync();
        foreach (var projection in store.Options.Events.Projections()) await daemon.RebuildProjectionAsync(projection.Name, CancellationToken.None);

        string.Join('\n', await Documents()).ShouldBe(string.Join('\n', before));
    }

    private static readonly DateTimeOffset At = new(2026, 3, 3, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Another agency, of which nothing may come into the first one.</summary>
    private async Task Elsewhere()
    {
        await _reports.Engage.In("camden");
        await using var session = _reports.Engage.Services.GetRequiredService<IDocumentStore>().LightweightSession("camden");
        session.Events.StartStream<TransparencyReport>(TransparencyReport.IdOf("other"), new ReportDrafted("other", "Other", "Elsewhere.", null, new("somebody")));
        await session.SaveChangesAsync();
    }

    // Of every event there is a sample, named after its alias.
    private static IEnumerable<string> Declared() => Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Samples"))
        .Select(file => string.Join('.', Path.GetFileName(file).Split('.').Take(2)));

    private async Task<List<string>> Documents()
    {
        var documents = new List<string>();
        foreach (var table in await Tables())
            documents.AddRange(await Read($"select '{table} ' || tenant_id || ' ' || data::text from engage_transparency_reports.{table} order by tenant_id, id"));
        return documents;
    }

    private Task<List<string>> Tables() =>
        Read("select table_name::text from information_schema.tables where table_schema = 'engage_transparency_reports' and table_name like 'mt\\_doc\\_%' order by table_name");

    private async Task<List<string>> Read(string sql)
    {
        await using var command = _reports.Engage.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
        await using var rows = await command.ExecuteReaderAsync();
        var read = new List<string>();
        while (await rows.ReadAsync()) read.Add(rows.GetString(0));
        return read;
    }
}
