using Engage.Events;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Engage.Ledger;

public sealed class GrowingTheLedger : IAsyncLifetime
{
    private readonly LedgerFixture _ledger = new();

    public Task InitializeAsync() => _ledger.InitializeAsync();

    public Task DisposeAsync() => _ledger.DisposeAsync();

    [Theory]
    [InlineData("ledger_leaves")]
    [InlineData("ledger_nodes")]
    [InlineData("ledger_trees")]
    public async Task A_host_that_dies_in_the_middle_leaves_nothing_half_done_and_the_next_one_goes_on(string table)
    {
        await _ledger.Cook("camden", 5);
        await _ledger.CatchUp();
        await _ledger.Alter($"create function die() returns trigger language plpgsql as 'begin perform pg_terminate_backend(pg_backend_pid()); return new; end'; create trigger die before insert on engage.{table} for each row execute function die()");
        await _ledger.Cook("camden", 6);
        await _ledger.Cook("default", 3);

        await Should.ThrowAsync<NpgsqlException>(() => _ledger.Get<LedgerGrowth>().Add(long.MaxValue, CancellationToken.None));
        (await _ledger.Verify("camden")).Size.ShouldBe(5);

        await _ledger.Alter($"drop trigger die on engage.{table}; drop function die()");
        await _ledger.CatchUp();
        (await _ledger.Verify("camden")).Size.ShouldBe(11);
        (await _ledger.Verify("default")).Size.ShouldBe(3);
    }

    [Fact]
    public async Task Hosts_that_all_think_it_is_their_turn_add_each_event_once()
    {
        for (var i = 0; i < 5; i++)
        {
            await _ledger.Cook("camden", 20);
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _ledger.Get<LedgerGrowth>().Add(long.MaxValue, CancellationToken.None)));
        }
        await _ledger.CatchUp();
        (await _ledger.Verify("camden")).Size.ShouldBe(100);
    }

    [Fact]
    public async Task Nothing_behind_the_safe_position_is_taken()
    {
        await _ledger.Alter("update engage.ledger_trees set size = size");
        await _ledger.Cook("camden", 4);
        var sequence = await _ledger.Ask<long>("select min(seq_id) + 1 from engage.mt_events where tenant_id = 'camden'");
        await using var hold = await _ledger.Database.OpenConnectionAsync();
        await _ledger.Get<LedgerGrowth>().Add(sequence, CancellationToken.None);
        var (_, size) = (await _ledger.Get<StoredTrees>().Find("camden", CancellationToken.None)).ShouldNotBeNull();
        size.ShouldBeGreaterThanOrEqualTo(2);
    }

    [Fact]
    public async Task The_host_that_is_cut_off_is_followed_by_another_and_the_tree_goes_on()
    {
        await _ledger.Cook("camden", 2);
        await Until("camden", 2);
        using var other = new LedgerJob(_ledger.Database, _ledger.Get<EventLog>(), _ledger.Get<LedgerGrowth>(), _ledger.Get<Checkpoints>(), NullLogger<LedgerJob>.Instance);
        await other.StartAsync(CancellationToken.None);
        var first = await _ledger.Ask<int>("select pid from pg_locks where " + Lock);

        (await _ledger.Ask<bool>($"select pg_terminate_backend({first})")).ShouldBeTrue();
        await _ledger.Cook("camden", 3);
        await Until("camden", 5);

        (await _ledger.Ask<int>("select pid from pg_locks where " + Lock)).ShouldNotBe(first);
        (await _ledger.Verify("camden")).Checkpoints.ShouldBeGreaterThanOrEqualTo(2);
        await other.StopAsync(CancellationToken.None);
    }

    private const string Lock =
        """
        locktype = 'advisory' and granted and database = (select oid from pg_database where datname = current_database())
            and (classid::bigint << 32 | objid::bigint) = hashtextextended('engage.ledger', 0)
        """;

    // Each turn asks the database, so this waits on what happens there.
    private async Task Until(string agency, long size)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (await _ledger.Get<Checkpoints>().Covering(agency, size, limit.Token) is null) { }
    }
}
