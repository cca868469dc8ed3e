using System.Diagnostics;
using Npgsql;
using Spectre.Console;

namespace Engage.Benchmarks;

/// <summary>
/// How fast the forum is, beside what the same PostgreSQL does for a client that costs nothing. The two take turns in slices of a few seconds, so that
/// whatever else the machine does hits both, and what counts is the ratio.
/// </summary>
internal static class ForumBenchmark
{
    private const int Rounds = 3;

    // The runtime compiles what is called often anew, better, while it runs: after 10 s up to a third of its time still went into that.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan WarmUpOfPgbench = TimeSpan.FromSeconds(2);

    public static Task Run(ForumOptions options, CancellationToken stop) => OwnServer.For((postgres, data) => Run(options, postgres, data, stop), stop);

    private static async Task Run(ForumOptions options, PrivatePostgres postgres, string data, CancellationToken stop)
    {
        var key = DevelopmentKey.In(data);
        var export = Path.Combine(data, "deliberation");
        DeliberationFiles.Write(export, options.Posts, options.Votes);
        AnsiConsole.MarkupLine($"[bold]Loading[/] {options.Posts:N0} posts and {options.Votes:N0} votes with the plugin's importer");
        var loading = Stopwatch.StartNew();
        var topic = await EngageHost.Run(postgres, data, ["import", "forums", "deliberation", export], stop);
        var loaded = loading.Elapsed;

        await using var server = new NpgsqlConnection(postgres.ConnectionString(Forum.Database));
        await server.OpenAsync(stop);
        await OwnServer.Settle(server, stop);
        var pgbench = await Pgbench.Of(server, postgres.ConnectionString(Forum.Database), data, options.Connections, stop);

        using var host = await EngageHost.Start(postgres, data, stop);
        using var load = new Load(host.Address, options.Connections);
        var (forum, votes) = await Forum.Read(topic, load, key, stop);
        if ((forum.Posts, votes) != (options.Posts, options.Votes)) throw new InvalidOperationException($"{forum.Posts} posts and {votes} votes were loaded.");

        var postmaster = OwnServer.ProcessIdOf(postgres);
        Scenario[] scenarios = [forum.Topic(), forum.Page(), forum.Vote()];
        var measured = scenarios.ToDictionary(scenario => scenario, _ => new List<(Slice Engage, Slice Pgbench)>());
        await AnsiConsole.Progress().Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new RemainingTimeColumn()).StartAsync(async progress =>
        {
            var warming = progress.AddTask("warming up", maxValue: scenarios.Length);
            var measuring = progress.AddTask("measuring", maxValue: Rounds * scenarios.Length);
            foreach (var scenario in scenarios)
            {
                await Both(scenario, WarmUp, WarmUpOfPgbench);
                warming.Increment(1);
            }
            for (var round = 0; round < Rounds; round++)
            {
                foreach (var scenario in scenarios)
                {
                    measured[scenario].Add(await Both(scenario, TimeSpan.FromSeconds(options.Seconds), TimeSpan.FromSeconds(options.Seconds)));
                    measuring.Increment(1);
                }
            }
        });

        var (_, counted) = await Forum.Read(topic, load, key, stop);
        if (counted != votes) throw new InvalidOperationException($"{votes} votes were cast and the posts count {counted}: what was measured did not do what it should.");
        await Report.Print(options, server, loaded, measured, stop);

        async Task<(Slice Engage, Slice Pgbench)> Both(Scenario scenario, TimeSpan engage, TimeSpan bare)
        {
            var one = await Timed(() => load.Run(scenario.Ask, engage, stop));
            var other = await Timed(() => pgbench.Run(scenario.Script, scenario.Variables, bare, stop));
            if (scenario.CastsVotes) votes += one.Requests + other.Requests;
            return (one, other);
        }

        async Task<Slice> Timed(Func<Task<Slice>> run)
        {
            var before = ProcessorTime.Now(host.ProcessId, postmaster);
            var slice = await run();
            return slice with { Took = ProcessorTime.Now(host.ProcessId, postmaster) - before };
        }
    }
}
