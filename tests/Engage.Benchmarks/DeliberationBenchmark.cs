using System.Diagnostics;
using System.Text.Json;
using Engage.Plugins.Forums;
using Npgsql;
using Spectre.Console;

namespace Engage.Benchmarks;

/// <summary>
/// How long it takes to find what a large deliberation agrees on: the mathematics alone, the job behind the votes, and what it costs those who vote
/// meanwhile, beside votes on a topic that nothing is worked out of and beside a bare count of the same votes in the database.
/// </summary>
internal static class DeliberationBenchmark
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public static Task Run(DeliberationOptions options, CancellationToken stop) => OwnServer.For(async (postgres, data) =>
    {
        var load1 = File.Exists("/proc/loadavg") ? $", load {File.ReadAllText("/proc/loadavg").Split(' ')[0]} at the start" : "";
        var (mathematics, processor) = Mathematics(options);

        var key = DevelopmentKey.In(data);
        var export = Path.Combine(data, "deliberation");
        DeliberationFiles.Write(export, options.Statements, options.Votes, options.Voters, Mind);
        AnsiConsole.MarkupLine($"[bold]Loading[/] {options.Statements:N0} statements and {options.Votes:N0} votes with the plugin's importer");
        var loading = Stopwatch.StartNew();
        var topic = await EngageHost.Run(postgres, data, ["import", "forums", "deliberation", export], stop);
        var loaded = loading.Elapsed;

        await using var server = new NpgsqlConnection(postgres.ConnectionString(Forum.Database));
        await server.OpenAsync(stop);
        using var host = await EngageHost.Start(postgres, data, stop);
        using var load = new Load(host.Address, options.Connections);
        var following = Stopwatch.StartNew();
        await Analysed(options.Votes);
        var followed = following.Elapsed;
        await OwnServer.Settle(server, stop);

        var counts = new List<double>();
        var jobs = new List<double>();
        var people = Enumerable.Range(0, 5_000).Select(person => "Bearer " + key.Token($"Resident {person}", [Roles.Resident], null, TimeSpan.FromHours(12), TimeProvider.System)).ToArray();
        var statements = (await Topic.Posts(load, topic, stop)).Take(100).ToArray();
        var talk = await Topic.Open(load, people[0], "Talk", stop);
        for (var i = 0; i < statements.Length; i++) await load.Send(Topic.Reply(talk, DeliberationFiles.Body(i), people[i]), stop);
        var posts = (await Topic.Posts(load, talk, stop)).ToArray();
        var (next, cast) = (new long[2], (long)options.Votes);

        for (var round = 0; round < options.Rounds; round++)
        {
            counts.Add(await Timed(async () =>
            {
                await using var count = new NpgsqlCommand(
                    "select data ->> 'postId', data ->> 'value', count(*) from engage_forums.mt_doc_ballot where (data ->> 'topicId')::uuid = $1 group by 1, 2", server)
                { Parameters = { new() { Value = Guid.Parse(topic) } } };
                await using var rows = await count.ExecuteReaderAsync(stop);
                while (await rows.ReadAsync(stop)) { }
            }));
            jobs.Add(await Timed(async () =>
            {
                // What is shown is made anew each time that five people have voted.
                for (var i = 0; i < Suppression.Threshold; i++) await load.Send(Vote(0), stop);
                await Analysed(cast += Suppression.Threshold);
            }));
        }

        var (alone, analysed) = (new List<Slice>(), new List<Slice>());
        for (var round = -1; round < options.Rounds; round++)
        {
            foreach (var (kind, slices) in round % 2 == 0 ? new[] { (0, analysed), (1, alone) } : [(1, alone), (0, analysed)])
            {
                var slice = await load.Run(() => Vote(kind), TimeSpan.FromSeconds(options.Seconds), stop);
                if (kind == 0) cast += slice.Requests;
                // What is left to work out would be worked out in the slice of the other.
                await Analysed(cast);
                // The first of each is for the runtime, which compiles what is called often anew.
                if (round >= 0) slices.Add(slice);
            }
        }

        // A file has no width to wrap lines at.
        if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = 240;
        AnsiConsole.WriteLine();
        AnsiConsole.WriteLine($"{Environment.ProcessorCount} cores{load1}, PostgreSQL {server.PostgreSqlVersion}, .NET {Environment.Version}; {options.Voters:N0} voters, {options.Statements:N0} statements, {options.Votes:N0} votes, loaded in {loaded.TotalSeconds:N0} s and followed by the job in {followed.TotalSeconds:N1} s more; {options.Rounds} rounds");
        var table = new Table().Border(TableBorder.Markdown).AddColumn("").AddColumn("median", each => each.RightAligned()).AddColumn("from .. to", each => each.RightAligned());
        Row("the analysis alone, ms", mathematics);
        Row("  its processor time, ms", processor);
        Row("from five votes to an analysis that holds them, ms", jobs);
        Row("the same votes counted by PostgreSQL, ms", counts);
        Row("votes a second, with analyses behind", [.. analysed.Select(slice => slice.Rate)]);
        Row("votes a second, with none", [.. alone.Select(slice => slice.Rate)]);
        Row("p99 of a vote, with analyses behind, ms", [.. analysed.Select(slice => slice.P99)]);
        Row("p99 of a vote, with none, ms", [.. alone.Select(slice => slice.P99)]);
        AnsiConsole.Write(table);

        void Row(string name, List<double> values) => table.AddRow(name, Report.Number(Report.Median(values)), $"{Report.Number(values.Min())} .. {Report.Number(values.Max())}");

        Ask Vote(int kind)
        {
            var vote = Interlocked.Increment(ref next[kind]) - 1;
            var on = kind == 0 ? statements : posts;
            if (vote >= (long)people.Length * on.Length) throw new InvalidOperationException("Everybody has voted on everything. Take fewer --seconds.");
            return Topic.Vote(on[vote / people.Length], vote % 3 == 0 ? "DISAGREE" : "AGREE", people[vote % people.Length]);
        }

        async Task Analysed(long votes)
        {
            const string query = "query ($id: ID!) { topic(id: $id) { deliberation { votes } } }";
            var waiting = Stopwatch.StartNew();
            while (true)
            {
                using var answer = JsonDocument.Parse(await load.Send(Forum.Question(query, new { id = topic }, Forum.IsWithoutErrors), stop));
                var analysed = answer.RootElement.GetProperty("data").GetProperty("topic").GetProperty("deliberation").GetProperty("votes").GetInt64();
                // Each vote is somebody else's, so all are in it but those of a step that has not ended.
                if (analysed > votes - Suppression.Threshold && analysed <= votes) return;
                if (waiting.Elapsed > Patience || analysed > votes) throw new InvalidOperationException($"{votes} votes were cast and {analysed} analysed.");
                await Task.Delay(TimeSpan.FromMilliseconds(10), stop);
            }
        }
    }, stop);

    /// <summary>What is stored of such a deliberation, made here, and what it takes to get from that to what is shown.</summary>
    private static (List<double> Milliseconds, List<double> Processor) Mathematics(DeliberationOptions options)
    {
        var opened = DeliberationFiles.Start;
        var statements = Enumerable.Range(0, options.Statements).Select(at => StreamId.Of("statement", $"{at}")).ToArray();
        var record = DeliberationRecord.Opened(StreamId.Of("topic"), opened, [.. statements.Select(id => new StatementRecord(id, [new(opened, StatementState.Accepted)]))]) with { At = opened.AddDays(1) };
        var votes = Enumerable.Range(0, options.Votes).Select(at =>
        {
            var (voter, statement) = (at % options.Voters, DeliberationFiles.PostOf(at, options.Voters, options.Statements));
            var value = Mind(voter, statement) switch { 1 => VoteValue.Agree, -1 => VoteValue.Disagree, _ => VoteValue.Pass };
            return new RecordedVote(StreamId.Of("vote", $"{at}"), record.Id, StreamId.Of("voter", $"{voter}"), statements[statement], value, opened.AddMilliseconds(at), at);
        }).ToList();
        var (times, processor) = (new List<double>(), new List<double>());
        for (var round = -2; round < options.Rounds; round++)
        {
            var (began, used) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            var found = DeliberationAnalysis.Of(record, votes, record.At);
            if (round >= 0)
            {
                times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                processor.Add((Environment.CpuUsage.TotalTime - used).TotalMilliseconds);
            }
            if (found.Votes <= options.Votes - Suppression.Threshold || found.Groups.Count < 2) throw new InvalidOperationException($"{found.Votes} votes and {found.Groups.Count} groups: what was measured did not do what it should.");
        }
        return (times, processor);
    }

    /// <summary>Three camps, each with its mind about every statement, and one vote in five of another mind.</summary>
    private static int Mind(int voter, int statement) =>
        (voter * 7919 + statement * 104_729) % 5 == 0 ? (voter + statement) % 3 - 1 : (statement * 31 / 7 + voter % 3 * statement) % 3 == 0 ? 1 : -1;

    private static async Task<double> Timed(Func<Task> run)
    {
        var began = Stopwatch.GetTimestamp();
        await run();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }
}
