using Engage.Ledger;
using Engage.Search;
using Marten;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Engage.Events;

/// <summary>How far what follows the log is behind it. Looked up every few seconds, for metrics; health checks share what they look up.</summary>
internal sealed partial class Lags : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    // Anybody may ask for the health of a host, as often as they like.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly IDocumentStore _store;
    private readonly NpgsqlDataSource _database;
    private readonly SearchGrowth _index;
    private readonly TimeProvider _clock;
    private readonly ILogger<Lags> _log;
    private long _projections, _ledger, _search, _askedAt;
    private Task<(Lag Projections, Lag Ledger, Lag Search)>? _asked;

    public Lags(IDocumentStore store, NpgsqlDataSource database, SearchGrowth index, TimeProvider clock, ILogger<Lags> log)
    {
        (_store, _database, _index, _clock, _log) = (store, database, index, clock, log);
        Telemetry.Lag("projections", () => _projections);
        Telemetry.Lag("ledger", () => _ledger);
        Telemetry.Lag("search", () => _search);
    }

    /// <summary>The read models that are made behind the log. Zero where there are none.</summary>
    public async Task<Lag> OfProjections(CancellationToken stop)
    {
        var shards = ((DocumentStore)_store).Options.Projections.AllShards().Select(shard => shard.Name.Identity).ToArray();
        if (shards.Length == 0) return new(0, TimeSpan.Zero);
        // One that has not begun has no row.
        return await Behind($"select coalesce(min(coalesce(last_seq_id, 0)), 0) from unnest($1) as shard left join {EventStore.Schema}.mt_event_progression on name = shard", shards, stop);
    }

    /// <summary>The trees of the ledger.</summary>
    public Task<Lag> OfLedger(CancellationToken stop) => Behind($"select coalesce(max(sequence), 0) from {LedgerTables.Trees} where cardinality($1) = 0", [], stop);

    /// <summary>The index of words, with what is read anew of it. Zero where no plugin has anything to be found.</summary>
    public async Task<Lag> OfSearch(CancellationToken stop) => _index.IsUsed
        ? await Behind($"select case when bool_or(tenant_id = '') then min(sequence) else 0 end from {SearchTables.Progress} where cardinality($1) = 0", [], stop)
        : new(0, TimeSpan.Zero);

    /// <summary>All of them, as they were two seconds ago at most. However many ask, one look-up is under way.</summary>
    public Task<(Lag Projections, Lag Ledger, Lag Search)> Recent()
    {
        lock (_lock)
        {
            if (_asked is null || (_asked.IsCompleted && _clock.GetElapsedTime(_askedAt) > Fresh)) (_asked, _askedAt) = (LookUp(), _clock.GetTimestamp());
            return _asked;
        }
    }

    private async Task<(Lag Projections, Lag Ledger, Lag Search)> LookUp() =>
        (await OfProjections(CancellationToken.None), await OfLedger(CancellationToken.None), await OfSearch(CancellationToken.None));

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Interval, _clock);
        do
        {
            try
            {
                var (projections, ledger, search) = await Recent().WaitAsync(stop);
                (_projections, _ledger, _search) = (projections.Events, ledger.Events, search.Events);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // The host stops, or never came to start.
            }
            catch (Exception fault) when (!stop.IsCancellationRequested)
            {
                Unknown(_log, fault);
            }
        }
        while (await timer.WaitForNextTickAsync(stop).AsTask().ContinueWith(static tick => tick is { IsCompletedSuccessfully: true, Result: true }, TaskScheduler.Default));
    }

    private async Task<Lag> Behind(string position, string[] shards, CancellationToken stop)
    {
        await using var command = _database.CreateCommand(
            $"""
             with followed as (select ({position}) as sequence)
             select (select count(*) from (select 1 from {EventStore.Schema}.mt_events, followed where seq_id > followed.sequence limit 100000) as behind),
                    (select timestamp from {EventStore.Schema}.mt_events, followed where seq_id > followed.sequence order by seq_id limit 1)
             """);
        command.Parameters.AddWithValue(shards);
        await using var rows = await command.ExecuteReaderAsync(stop);
        await rows.ReadAsync(stop);
        // Imported events happened long ago, so an event's own time says how long it has waited at most.
        return new(rows.GetInt64(0), await rows.IsDBNullAsync(1, stop) ? TimeSpan.Zero : _clock.GetUtcNow() - rows.GetFieldValue<DateTimeOffset>(1));
    }

    [LoggerMessage(30, LogLevel.Warning, "How far projections, ledger and search are behind the log is not known; it is looked up again.")]
    private static partial void Unknown(ILogger log, Exception fault);
}

/// <summary>How far something is behind the log.</summary>
/// <param name="Events">How many events it has not seen; 100,000 where there are more.</param>
/// <param name="Oldest">How long ago the oldest of them happened.</param>
internal readonly record struct Lag(long Events, TimeSpan Oldest);
