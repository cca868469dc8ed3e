using Engage.Events;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Engage.Ledger;

public sealed class FollowingTheLogWithTheLedger : IAsyncLifetime
{
    private const string Lock =
        """
        locktype = 'advisory' and granted and database = (select oid from pg_database where datname = current_database())
            and (classid::bigint << 32 | objid::bigint) = hashtextextended('engage.ledger', 0)
        """;

    private readonly LedgerFixture _ledger = new() { WithJob = true };

    public Task InitializeAsync() => _ledger.InitializeAsync();

    public Task DisposeAsync() => _ledger.DisposeAsync();

    [Fact]
    public async Task The_host_that_is_cut_off_is_followed_by_another_and_the_tree_goes_on()
    {
        await _ledger.Cook("camden", 2);
        await Until("camden", 2);
        using var other = new LedgerJob(_ledger.Database, _ledger.Get<EventLog>(), _ledger.Get<LedgerGrowth>(), _ledger.Get<StoredTrees>(), _ledger.Get<Checkpoints>(),
            _ledger.Get<LedgerKeys>(), NullLogger<LedgerJob>.Instance);
        await other.StartAsync(CancellationToken.None);
        var first = await _ledger.Ask<int>("select pid from pg_locks where " + Lock);

        (await _ledger.Ask<bool>($"select pg_terminate_backend({first})")).ShouldBeTrue();
        await _ledger.Cook("camden", 3);
        await Until("camden", 5);

        (await _ledger.Ask<int>("select pid from pg_locks where " + Lock)).ShouldNotBe(first);
        (await _ledger.Verify("camden")).Checkpoints.ShouldBe(2);
        await other.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task An_event_that_commits_late_is_not_left_out()
    {
        await _ledger.Cook("camden", 1);
        await Until("camden", 1);
        await using var slow = await _ledger.Database.OpenConnectionAsync();
        await using var transaction = await slow.BeginTransactionAsync();
        await using (var command = new NpgsqlCommand(
            """
            insert into engage.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id)
            select nextval('engage.mt_events_sequence'), gen_random_uuid(), stream_id, 2, data, type, timestamp, tenant_id from engage.mt_events where tenant_id = 'camden'
            """, slow))
            await command.ExecuteNonQueryAsync();
        await _ledger.Cook("camden", 1);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        // Each turn asks the database, so this waits on what happens there.
        while (!_ledger.Get<EventLog>().IsAtGap) await _ledger.Ask<int>("select 1").WaitAsync(limit.Token);

        await transaction.CommitAsync();
        await Until("camden", 3);
        (await _ledger.Verify("camden")).Size.ShouldBe(3);
    }

    private async Task Until(string agency, long size)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (await _ledger.Get<Checkpoints>().Covering(agency, size, limit.Token) is null) { }
    }
}
