using System.Globalization;
using System.Text;
using Engage.Events;
using Engage.Privacy;
using Engage.Search;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Spectre.Console;
using Stopwatch = System.Diagnostics.Stopwatch;

namespace Engage.Benchmarks;

/// <summary>
/// What it costs to index words without keeping them: the core's index beside a table with the same texts as PostgreSQL's own vectors, on one server. Each question is the
/// SQL of a list's first page, asked of both in turn; both must find the same posts in the same order.
/// </summary>
internal static class SearchBenchmark
{
    private const int Words = 20_000;
    private const int WordsOfAPost = 40;
    private const int Authors = 1_000;
    private const string Plain = "bench_plain";

    private static readonly double[] Shares = Zipf();

    public static Task Run(SearchOptions options, CancellationToken stop) => OwnServer.For(async (postgres, data) =>
    {
        // What it would index is indexed here, with a watch in hand.
        using var host = NotesHost.Build(postgres, data, without: [typeof(SearchJob)]);
        await host.StartAsync(stop);
        var database = host.Services.GetRequiredService<NpgsqlDataSource>();
        await using var server = await database.OpenConnectionAsync(stop);
        AnsiConsole.WriteLine($"{Environment.ProcessorCount} cores, PostgreSQL {server.PostgreSqlVersion}, .NET {Environment.Version}, {options.Posts:N0} posts of {WordsOfAPost} words, {options.Rounds} rounds");
        var texts = await Write(host.Services, options.Posts, stop);

        var blind = await IndexBlind(host.Services, stop);
        var plain = await IndexPlain(server, texts, stop);
        var table = new Table().Border(TableBorder.Markdown).AddColumn("").AddColumn("posts/s", each => each.RightAligned()).AddColumn("MB", each => each.RightAligned());
        table.AddRow("blind index, from the encrypted log", Report.Number(options.Posts / blind.TotalSeconds), await Megabytes(server, SearchTables.Texts, stop));
        table.AddRow("plain vectors, from texts in the clear", Report.Number(options.Posts / plain.TotalSeconds), await Megabytes(server, Plain, stop));
        AnsiConsole.Write(table);

        await Run(server, $"create table bench_documents as select tenant_id, stream_id as id, data from {EventStore.Schema}.mt_events where type = 'notes.personal-note-taken'", stop);
        await Run(server, "alter table bench_documents add primary key (tenant_id, id)", stop);
        await OwnServer.Settle(server, stop);
        var terms = await BlindTerms.For(host.Services.GetRequiredService<Secrets>(), Agency.Default, stop);
        var times = new Table().Border(TableBorder.Markdown).AddColumn("");
        foreach (var column in new[] { "posts", "blind ms", "plain ms", "ratio" }) times.AddColumn(column, each => each.RightAligned());
        foreach (var (name, query) in new[]
        {
            ("a common word", Quoted(10)), ("a word", Quoted(100)), ("a rare word", Quoted(5_000)), ("two words", $"{Quoted(20)} & {Quoted(50)}"),
            ("a phrase of common words", $"{Quoted(3)} <-> {Quoted(4)}"), ("one without the other", $"{Quoted(100)} & !{Quoted(10)}")
        })
        {
            var (one, other) = (Page(SearchTables.Texts, terms.OfQuery(query)), Page(Plain, query.Replace("'", "''", StringComparison.Ordinal)));
            if (!(await Ids(server, one, stop)).SequenceEqual(await Ids(server, other, stop))) throw new InvalidOperationException($"Both sides were asked for {name} and found other posts.");
            var (blinds, plains) = (new List<double>(), new List<double>());
            for (var round = 0; round < options.Rounds; round++)
                foreach (var (sql, took) in round % 2 == 0 ? new[] { (one, blinds), (other, plains) } : [(other, plains), (one, blinds)]) took.Add(await Time(server, sql, stop));
            var matches = await Number(server, $"select count(*) from {Plain} where terms @@ '{query.Replace("'", "''", StringComparison.Ordinal)}'::tsquery", stop);
            times.AddRow(name, matches.ToString("N0", CultureInfo.InvariantCulture), Report.Number(Report.Median(blinds)), Report.Number(Report.Median(plains)), Report.Number(Report.Median([.. blinds.Zip(plains, (a, b) => a / b)])));
        }
        AnsiConsole.Write(times);
        await host.StopAsync(stop);
    }, stop);

    private static async Task<List<(Guid Id, string Text)>> Write(IServiceProvider services, int posts, CancellationToken stop)
    {
        var (random, topic) = (new Random(1), Guid.CreateVersion7());
        var authors = Enumerable.Range(0, Authors).Select(_ => new ActorId(Guid.NewGuid().ToString())).ToArray();
        var texts = new List<(Guid, string)>(posts);
        while (texts.Count < posts)
        {
            await using var session = services.GetRequiredService<IDocumentStore>().LightweightSession(Agency.Default);
            for (var i = 0; i < 500 && texts.Count < posts; i++)
            {
                var text = new StringBuilder();
                for (var word = 0; word < WordsOfAPost; word++) text.Append(Word(Draw(random))).Append(word % 12 == 11 ? ". " : " ");
                texts.Add((StreamId.New(TimeProvider.System), text.ToString()));
                var author = authors[random.Next(Authors)];
                session.Events.StartStream(texts[^1].Item1, new PersonalNoteTaken(topic, Personal.Of(author, text.ToString()), Personal.Of(author, "Author")));
            }
            await session.SaveChangesAsync(stop);
        }
        return texts;
    }

    private static async Task<TimeSpan> IndexBlind(IServiceProvider services, CancellationToken stop)
    {
        var (log, growth) = (services.GetRequiredService<EventLog>(), services.GetRequiredService<SearchGrowth>());
        await using var last = services.GetRequiredService<NpgsqlDataSource>().CreateCommand($"select max(seq_id) from {EventStore.Schema}.mt_events");
        await log.Advanced((long)(await last.ExecuteScalarAsync(stop))! - 1, stop);
        var began = Stopwatch.GetTimestamp();
        while (await growth.Add(log.Position, stop)) { }
        return Stopwatch.GetElapsedTime(began);
    }

    private static async Task<TimeSpan> IndexPlain(NpgsqlConnection server, List<(Guid Id, string Text)> texts, CancellationToken stop)
    {
        await Run(server, $"create unlogged table {Plain} (tenant_id varchar not null, document_id uuid not null, terms tsvector not null, until timestamptz, primary key (tenant_id, document_id))", stop);
        await Run(server, $"create index on {Plain} using gin (terms)", stop);
        var began = Stopwatch.GetTimestamp();
        foreach (var batch in texts.Chunk(500))
        {
            await using var insert = new NpgsqlCommand($"insert into {Plain} (tenant_id, document_id, terms) select 'default', id, to_tsvector('english', text) from unnest($1, $2) as said (id, text)", server);
            insert.Parameters.AddWithValue(batch.Select(each => each.Id).ToArray());
            insert.Parameters.AddWithValue(batch.Select(each => each.Text).ToArray());
            await insert.ExecuteNonQueryAsync(stop);
        }
        return Stopwatch.GetElapsedTime(began);
    }

    /// <summary>What a list's first page asks of the database.</summary>
    private static string Page(string table, string terms) =>
        $"""
         select d.id, d.data from bench_documents as d
         where d.id in (select document_id from {table} where tenant_id = 'default' and terms @@ '{terms}'::tsquery and (until is null or until > now())) and d.tenant_id = 'default'
         order by (select ts_rank(terms, '{terms}'::tsquery, 1) from {table} where tenant_id = d.tenant_id and document_id = d.id) desc, d.id desc limit 21
         """;

    private static double[] Zipf()
    {
        var (shares, sum) = (new double[Words], 0.0);
        for (var i = 0; i < Words; i++) shares[i] = sum += 1.0 / (i + 1);
        return [.. shares.Select(share => share / sum)];
    }

    private static int Draw(Random random) => Math.Min(Words - 1, Math.Abs(Array.BinarySearch(Shares, random.NextDouble()) is var at && at < 0 ? ~at : at)) + 1;

    // No suffix that the stemmer knows, and no stop word.
    private static string Word(int number) => $"k{string.Concat(number.ToString("X5", CultureInfo.InvariantCulture).Select(digit => "bdfghjklmnprtvwz"[Convert.ToInt32(digit.ToString(), 16)]))}ok";

    private static string Quoted(int number) => $"'{Word(number)}'";

    private static async Task<double> Time(NpgsqlConnection server, string sql, CancellationToken stop)
    {
        var began = Stopwatch.GetTimestamp();
        await Ids(server, sql, stop);
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    private static async Task<List<Guid>> Ids(NpgsqlConnection server, string sql, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(sql, server);
        await using var rows = await command.ExecuteReaderAsync(stop);
        var ids = new List<Guid>();
        while (await rows.ReadAsync(stop)) ids.Add(rows.GetGuid(0));
        return ids;
    }

    private static async Task<string> Megabytes(NpgsqlConnection server, string table, CancellationToken stop) => Report.Number(await Number(server, $"select pg_total_relation_size('{table}')", stop) / 1e6);

    private static async Task<long> Number(NpgsqlConnection server, string sql, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(sql, server);
        return (long)(await command.ExecuteScalarAsync(stop))!;
    }

    private static async Task Run(NpgsqlConnection server, string sql, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(sql, server) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(stop);
    }
}
