using System.Diagnostics;
using System.Text.Json;
using Engage.GraphQL;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Engage.Events;

public sealed class FollowingOtherHosts : IAsyncLifetime
{
    private EngageHarness _here = null!;
    private EngageHarness _there = null!;

    public async Task InitializeAsync()
    {
        _here = await EngageHarness.Start(plugins: "none", configure: engage => engage.AddPlugin<KitchenPlugin>());
        _there = await _here.Again();
    }

    public async Task DisposeAsync()
    {
        await _there.DisposeAsync();
        await _here.DisposeAsync();
    }

    [Fact]
    public async Task What_is_committed_at_one_host_reaches_a_subscriber_of_another_long_before_it_looks_for_itself()
    {
        await using var heard = await Subscribe();
        await Listening();
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < 10; i++) (await Hear(heard, $"Soup {i}")).ShouldBeTrue();
        // Each time it would look a second later.
        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Where_the_listening_connection_is_cut_it_arrives_all_the_same_and_the_connection_is_opened_again()
    {
        await using var heard = await Subscribe();
        await Listening();
        foreach (var connection in await Connections())
        {
            await using var cut = Database.CreateCommand($"select pg_terminate_backend({connection})");
            await cut.ExecuteNonQueryAsync();
        }
        (await Hear(heard, "Soup")).ShouldBeTrue();
        await Listening();
        (await Hear(heard, "Cake")).ShouldBeTrue();
    }

    private NpgsqlDataSource Database => _here.Services.GetRequiredService<NpgsqlDataSource>();

    private async Task<bool> Hear(IAsyncEnumerator<JsonElement> heard, string name)
    {
        await using var session = _here.Services.GetRequiredService<IDocumentStore>().LightweightSession("default");
        session.Events.StartStream<Meal>(Guid.NewGuid(), new MealCooked(name, Taste.Sweet));
        await session.SaveChangesAsync();
        return await heard.MoveNextAsync() && heard.Current.GetProperty("data").GetProperty("mealCooked").GetProperty("data").GetProperty("name").GetString() == name;
    }

    private async Task<IAsyncEnumerator<JsonElement>> Subscribe()
    {
        var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token;
        return (await _there.Anonymous.Subscribe("subscription { mealCooked { data { name } } }", stop: limit)).GetAsyncEnumerator(limit);
    }

    /// <summary>Both hosts listen. Each turn asks the database, so this waits on what happens there.</summary>
    private async Task Listening()
    {
        while ((await Connections()).Count < 2) { }
    }

    private async Task<List<int>> Connections()
    {
        await using var command = Database.CreateCommand($"select pid from pg_stat_activity where datname = current_database() and query = 'listen {WakeUps.Channel}'");
        await using var rows = await command.ExecuteReaderAsync();
        var connections = new List<int>();
        while (await rows.ReadAsync()) connections.Add(rows.GetInt32(0));
        return connections;
    }
}
