using Engage.GraphQL;
using Engage.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
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
    public async Task However_many_ask_for_its_health_the_host_looks_once()
    {
        var clock = new Watch();
        using var lags = ActivatorUtilities.CreateInstance<Lags>(_engage.Services, clock);
        var first = lags.Recent();
        lags.Recent().ShouldBeSameAs(first);
        (await first).Projections.ShouldBe(new Lag(0, TimeSpan.Zero));
        lags.Recent().ShouldBeSameAs(first);

        clock.Passed = TimeSpan.FromSeconds(3);
        lags.Recent().ShouldNotBeSameAs(first);
    }

    [Theory]
    [InlineData(0, 0, HealthStatus.Healthy)]
    [InlineData(10_000, 59, HealthStatus.Healthy)]
    [InlineData(10_001, 1, HealthStatus.Degraded)]
    [InlineData(1, 61, HealthStatus.Degraded)]
    public async Task To_be_behind_by_many_events_or_for_long_is_degraded(long events, int seconds, HealthStatus status)
    {
        var result = await new KeepsUp(_ => Task.FromResult(new Lag(events, TimeSpan.FromSeconds(seconds)))).CheckHealthAsync(new());
        (result.Status, result.Data[KeepsUp.Lag]).ShouldBe((status, events));
    }

    [Fact]
    public async Task Where_no_read_model_is_made_behind_the_log_none_is_behind() => (await Lags.OfProjections(CancellationToken.None)).ShouldBe(new Lag(0, TimeSpan.Zero));

    private sealed class Watch : TimeProvider
    {
        public TimeSpan Passed { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Passed.Ticks;
    }
}
