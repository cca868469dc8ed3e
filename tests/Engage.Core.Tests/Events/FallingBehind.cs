using Engage.GraphQL;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Engage.Events;

public sealed class FallingBehind : IAsyncLifetime
{
    private EngageHarness _engage = null!;

    private Lags Lags => _engage.Services.GetRequiredService<Lags>();

    public async Task InitializeAsync() => _engage = await EngageHarness.Start(plugins: "none", configure: engage => engage.AddPlugin<KitchenPlugin>());

    public async Task DisposeAsync() => await _engage.DisposeAsync();

    [Fact]
    public async Task What_the_ledger_has_not_seen_is_counted_until_it_has()
    {
        await using (var held = await _engage.Services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync())
        {
            await using var transaction = await held.BeginTransactionAsync();
            // The tree cannot grow while somebody else lets it.
            await using (var alone = new NpgsqlCommand("select pg_advisory_xact_lock(hashtextextended('engage.ledger-growth', 0))", held)) await alone.ExecuteNonQueryAsync();
            await _engage.As("Cook", Roles.Resident).Data("""mutation { cook(input: { name: "Soup" }) { errors { code } } }""");

            var lag = await Lags.OfLedger(CancellationToken.None);
            lag.Events.ShouldBe(1);
            lag.Oldest.ShouldBeInRange(TimeSpan.Zero, TimeSpan.FromMinutes(1));
        }
        while ((await Lags.OfLedger(CancellationToken.None)).Events > 0) await Task.Yield();
        (await Lags.OfLedger(CancellationToken.None)).ShouldBe(new Lag(0, TimeSpan.Zero));
    }

    [Fact]
    public async Task Where_no_read_model_is_made_behind_the_log_none_is_behind() => (await Lags.OfProjections(CancellationToken.None)).ShouldBe(new Lag(0, TimeSpan.Zero));
}
