using Npgsql;
using Spectre.Console;

namespace Engage.Benchmarks;

/// <summary>
/// What encryption, idempotency and the ledger cost, by the side of an append without them. All take turns in short slices, each round in another order, so
/// that whatever else the machine does hits all of them.
/// </summary>
internal static class TrustBenchmark
{
    private const int Topics = 200;

    private static readonly Append[] Appends =
    [
        new("append"),
        new("two personal texts", Personal: true),
        new("  key looked up", Personal: true, LookedUp: true),
        new("idempotency key", Keyed: true),
        new("ledger behind", Ledger: true),
        new("all together", Personal: true, Keyed: true, Ledger: true),
        new("  key looked up", Personal: true, LookedUp: true, Keyed: true, Ledger: true)
    ];

    public static Task Run(TrustOptions options, CancellationToken stop) => OwnServer.For(async (postgres, data) =>
    {
        var key = DevelopmentKey.In(data);
        await using var server = new NpgsqlConnection(postgres.ConnectionString(Forum.Database));
        await server.OpenAsync(stop);
        AnsiConsole.WriteLine($"{Environment.ProcessorCount} cores, PostgreSQL {server.PostgreSqlVersion}, .NET {Environment.Version}, {options.Connections} at a time, {options.Authors:N0} authors, {options.Rounds} rounds of {options.Seconds} s each");
        await using (var journal = await Journal.Start(postgres, data, options, stop))
        {
            var appends = await TakeTurns(Appends.Select(append => (append.Name, (Func<TimeSpan, Task<Slice>>)(duration => journal.Run(append, options.Connections, duration, stop)))), options, server, stop);
            await journal.Check(stop);
            TrustReport.Print(appends);
        }
        using (var host = await EngageHost.Start(postgres, data, stop))
        using (var load = new Load(host.Address, options.Connections))
            TrustReport.Print(await TakeTurns(await Replies(host, load, OwnServer.ProcessIdOf(postgres), key, stop), options, server, stop));
    }, stop);

    private static async Task<List<(string, List<Slice>)>> TakeTurns(
        IEnumerable<(string Name, Func<TimeSpan, Task<Slice>> Run)> all, TrustOptions options, NpgsqlConnection server, CancellationToken stop)
    {
        var turns = all.Select(each => (each.Name, each.Run, Slices: new List<Slice>())).ToList();
        // The runtime compiles what is called often anew, better, while it runs.
        foreach (var turn in turns.Concat(turns)) await turn.Run(TimeSpan.FromSeconds(12.0 / turns.Count));
        // Only now, since plans that were made for empty tables would stay.
        await OwnServer.Settle(server, stop);
        for (var round = 0; round < options.Rounds; round++)
            foreach (var (_, run, slices) in turns.Skip(round % turns.Count).Concat(turns.Take(round % turns.Count)))
                slices.Add(await run(TimeSpan.FromSeconds(options.Seconds)));
        return turns.ConvertAll(turn => (turn.Name, turn.Slices));
    }

    /// <summary>A real mutation over HTTP, which appends one such event and makes its read model; the ledger follows, and its texts are personal, in any case.</summary>
    private static async Task<IEnumerable<(string, Func<TimeSpan, Task<Slice>>)>> Replies(EngageHost host, Load load, int postmaster, DevelopmentKey key, CancellationToken stop)
    {
        var people = Enumerable.Range(0, 1000).Select(person => "Bearer " + key.Token($"Resident {person}", [Roles.Resident], null, TimeSpan.FromHours(12), TimeProvider.System)).ToArray();
        var topics = new string[Topics];
        for (var i = 0; i < Topics; i++) topics[i] = await Topic.Open(load, people[i], $"Topic {i}", stop);
        return [("reply over HTTP", duration => Run(keyed: false, duration)), ("  idempotency key", duration => Run(keyed: true, duration))];

        async Task<Slice> Run(bool keyed, TimeSpan duration)
        {
            var before = ProcessorTime.Now(host.ProcessId, postmaster);
            var slice = await load.Run(() => Topic.Reply(topics[Random.Shared.Next(Topics)], DeliberationFiles.Body(Random.Shared.Next(100_000)), people[Random.Shared.Next(people.Length)])
                with
            { IdempotencyKey = keyed ? Guid.NewGuid().ToString() : null }, duration, stop);
            return slice with { Took = ProcessorTime.Now(host.ProcessId, postmaster) - before };
        }
    }
}
