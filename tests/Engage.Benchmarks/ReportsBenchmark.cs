using System.Text.Json;
using Engage.Events;
using Engage.Ledger;
using Engage.Plugins.TransparencyReports;
using Engage.Search;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Spectre.Console;
using Stopwatch = System.Diagnostics.Stopwatch;

namespace Engage.Benchmarks;

/// <summary>
/// What it costs to import a file as events, beside a plain COPY of the same file; and to compile a report of them, with its overlaps, suppression and
/// commitments, beside the plain SQL that only counts the same. The sides take turns on one server.
/// </summary>
internal static class ReportsBenchmark
{
    public const string Dataset = "stop-and-search";
    private const string Events = $"{EventStore.Schema}.mt_events";

    public static Task Run(ReportsOptions options, CancellationToken stop) => OwnServer.For(async (postgres, data) =>
    {
        using var host = NotesHost.Build(postgres, data, without: [typeof(SearchJob), typeof(LedgerJob)], engage => engage.AddPlugin<TransparencyReportsPlugin>());
        await host.StartAsync(stop);
        var database = host.Services.GetRequiredService<NpgsqlDataSource>();
        await using var server = await database.OpenConnectionAsync(stop);
        if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = 160;
        AnsiConsole.WriteLine($"{Environment.ProcessorCount} cores, PostgreSQL {server.PostgreSqlVersion}, .NET {Environment.Version}, files of {options.Rows:N0} rows, {options.Records:N0} records, {options.Rounds} rounds");

        var table = new Table().Border(TableBorder.Markdown).AddColumn("").AddColumn("median", each => each.RightAligned()).AddColumn("from .. to", each => each.RightAligned());
        var (imports, copies) = await Import(host.Services, server, data, options, stop);
        Row("rows a second imported", imports);
        Row("rows a second by a plain COPY", copies);

        await Fill(host.Services, server, options.Records, stop);
        await OwnServer.Settle(server, stop);
        var (compiled, jsonb, flat, allocated) = await Compile(host.Services, server, options, stop);
        Row("six figures compiled, ms", compiled);
        Row("the same counts by SQL over the events, ms", jsonb);
        Row("the same counts by SQL over a plain table, ms", flat);
        Row("MB allocated to compile them", allocated);
        AnsiConsole.Write(table);
        await host.StopAsync(stop);

        void Row(string name, List<double> values) => table.AddRow(name, Report.Number(Report.Median(values)), $"{Report.Number(values.Min())} .. {Report.Number(values.Max())}");
    }, stop);

    private static async Task<(List<double> Imports, List<double> Copies)> Import(IServiceProvider services, NpgsqlConnection server, string data, ReportsOptions options, CancellationToken stop)
    {
        var mapping = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Mappings", "police-uk-stop-and-search.json"), stop);
        var header = string.Join(", ", Enumerable.Range(0, 15).Select(i => $"c{i} text"));
        await Execute(server, $"create table plain_file ({header})", stop);
        var (imports, copies) = (new List<double>(), new List<double>());
        // The first is for the runtime, which compiles what is called often anew.
        for (var round = -1; round < options.Rounds; round++)
        {
            var (file, mapped) = (Path.Combine(data, $"stops-{round}.csv"), Path.Combine(data, $"mapping-{round}.json"));
            StopFiles.Write(file, options.Rows, round);
            await File.WriteAllTextAsync(mapped, mapping.Replace($"\"{Dataset}\"", $"\"bench-{round + 1}\"", StringComparison.Ordinal), stop);
            var turns = new (List<double> Rates, Func<Task> Work)[] { (imports, () => new DatasetImporter { Mapping = mapped }.Import(new FileRun(services) { Path = file, Agency = new(Agency.Default) }, stop)), (copies, () => Copy(server, file, stop)) };
            foreach (var (rates, work) in round % 2 == 0 ? turns : turns.Reverse())
            {
                var took = await Timed(work);
                if (round >= 0) rates.Add(options.Rows / took.TotalSeconds);
            }
        }
        var stored = await Number(server, $"select count(*) from {Events} where type = '{RecordEvent.Added}'", stop);
        if (stored != (long)options.Rows * (options.Rounds + 1)) throw new InvalidOperationException($"{stored} records were imported of {options.Rounds + 1} files of {options.Rows} rows.");
        return (imports, copies);
    }

    private static async Task Copy(NpgsqlConnection server, string file, CancellationToken stop)
    {
        using var rows = File.OpenText(file);
        await using var copy = await server.BeginTextImportAsync("copy plain_file from stdin (format csv, header)", stop);
        var buffer = new char[64 * 1024];
        while (await rows.ReadAsync(buffer, stop) is > 0 and var read) await copy.WriteAsync(buffer.AsMemory(0, read), stop);
    }

    private static async Task Fill(IServiceProvider services, NpgsqlConnection server, int records, CancellationToken stop)
    {
        var (import, at) = (Guid.CreateVersion7(), DateTimeOffset.UtcNow);
        var id = Plugins.TransparencyReports.Dataset.IdOf(Dataset);
        await Append(session => session.Events.StartStream<Dataset>(id, new DatasetDescribed(Dataset, "Stops", "Made up.", null, "Nobody", "CC0-1.0", DatasetAccess.Protected, "{}", ""), new ImportBegun(import, "stops.csv", "", "", at)));
        await Append(session => session.Events.StartStream<DatasetImport>(import, new RowsRejected([])));
        await Execute(server, "select setseed(0.5)", stop);
        await Execute(server, StopFiles.Records(Events), stop, import, records);
        await Append(session => session.Events.Append(id, new ImportCompleted(import, records, records, 0, 0, 0, at)));
        await Execute(server,
            $"""
             create table plain_stops as select data -> 'values' ->> 'occurred' as occurred, data -> 'values' ->> 'ethnicity' as ethnicity, data -> 'values' ->> 'gender' as gender,
                 data -> 'values' ->> 'legislation' as legislation, data -> 'values' ->> 'object' as object, data -> 'values' ->> 'outcome' as outcome,
                 data -> 'values' ->> 'moreThanOuterClothing' as "moreThanOuterClothing"
             from {Events} where stream_id = '{import}' and type = '{RecordEvent.Added}'
             """, stop);

        async Task Append(Action<IDocumentSession> what)
        {
            await using var session = services.GetRequiredService<IDocumentStore>().LightweightSession(Agency.Default);
            what(session);
            await session.SaveChangesAsync(stop);
        }
    }

    private static async Task<(List<double> Compiled, List<double> Jsonb, List<double> Flat, List<double> Allocated)> Compile(
        IServiceProvider services, NpgsqlConnection server, ReportsOptions options, CancellationToken stop)
    {
        await using var scope = services.CreateAsyncScope();
        var log = scope.ServiceProvider.GetRequiredService<ILog>();
        await using var session = services.GetRequiredService<IDocumentStore>().QuerySession(Agency.Default);
        var plan = ReportFigures.Plan(await log.Settled(stop));
        var import = (Guid)(await Scalar(server, $"select stream_id from {Events} where type = '{RecordEvent.Added}' order by seq_id desc limit 1", stop))!;
        string[] overEvents = [.. ReportFigures.Sql($"{Events} where tenant_id = 'default' and stream_id = '{import}' and type = '{RecordEvent.Added}'", field => $"(data -> 'values' ->> '{field}')")];
        string[] overTable = [.. ReportFigures.Sql("plain_stops where true", field => $"\"{field}\"")];
        var (compiled, jsonb, flat, allocated) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        IReadOnlyList<ReportFigure> figures = [];
        string? first = null;
        for (var round = -1; round < options.Rounds; round++)
        {
            var before = GC.GetTotalAllocatedBytes();
            var turns = new (List<double> Times, Func<Task> Work)[]
            {
                (compiled, async () => figures = await Compiling.Compile(plan, log, session, stop)), (jsonb, () => Execute(server, overEvents, stop)), (flat, () => Execute(server, overTable, stop))
            };
            foreach (var (times, work) in turns.Skip((round + 1) % 3).Concat(turns.Take((round + 1) % 3)))
            {
                var took = await Timed(work);
                if (round >= 0) times.Add(took.TotalMilliseconds);
            }
            if (round >= 0) allocated.Add((GC.GetTotalAllocatedBytes() - before) / 1e6);
            // The same bytes each time, or the time means nothing.
            if ((first ??= JsonSerializer.Serialize(figures)) != JsonSerializer.Serialize(figures)) throw new InvalidOperationException("The same plan gave two editions.");
        }
        var total = await Number(server, overTable[0].Split("group by")[0], stop);
        if (figures[0].Rows[0].Count != total) throw new InvalidOperationException($"The report counts {figures[0].Rows[0].Count}, SQL {total}.");
        return (compiled, jsonb, flat, allocated);
    }

    private static async Task<TimeSpan> Timed(Func<Task> work)
    {
        GC.Collect();
        var began = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(began);
    }

    private static async Task Execute(NpgsqlConnection server, string[] queries, CancellationToken stop)
    {
        foreach (var sql in queries)
        {
            await using var command = new NpgsqlCommand(sql, server) { CommandTimeout = 0 };
            await using var rows = await command.ExecuteReaderAsync(stop);
            while (await rows.ReadAsync(stop)) { }
        }
    }

    private static async Task Execute(NpgsqlConnection server, string sql, CancellationToken stop, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, server) { CommandTimeout = 0 };
        foreach (var value in values) command.Parameters.AddWithValue(value);
        await command.ExecuteNonQueryAsync(stop);
    }

    private static async Task<object?> Scalar(NpgsqlConnection server, string sql, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(sql, server) { CommandTimeout = 0 };
        return await command.ExecuteScalarAsync(stop);
    }

    private static async Task<long> Number(NpgsqlConnection server, string sql, CancellationToken stop) => (long)(await Scalar(server, sql, stop))!;

    /// <summary>A run of the importer without the command line.</summary>
    private sealed class FileRun(IServiceProvider services) : ImportRun
    {
        public override IDocumentSession OpenSession() => services.GetRequiredService<IDocumentStore>().LightweightSession(Agency.Slug);

        public override void Progress(string what, int done, int total)
        {
        }

        public override void Reject(string file, long line, string reason) => throw new InvalidOperationException($"{file}:{line}: {reason}");

        public override void Say(string text)
        {
        }
    }
}
