using System.Diagnostics;
using JasperFx.Events;
using Marten;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Engage.Events;

/// <summary>
/// Follows the log and hands committed events, in order, to whoever listens. One reader a host: a thousand subscribers cost one query a batch, and
/// where nobody listens no event is read.
/// </summary>
/// <remarks>
/// Sequence numbers are drawn before their transactions commit, so a number that is missing may still come. The reader stops at the first gap until
/// every transaction that was under way when it saw the gap has ended; what is missing then will never come. That needs no guess about how long a
/// transaction may take. (A transaction gets its id with its first write, which may come an instant after it drew its number; hence the short wait
/// before it is asked which ones are under way.) Where it starts, everything below the highest number is such a gap.
/// </remarks>
internal sealed partial class EventLog(IDocumentStore store, NpgsqlDataSource database, ILogger<EventLog> log) : BackgroundService
{
    private const int Batch = 1000;

    // Other hosts append too; what they tell of it may be lost.
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan PollAtGap = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan WaitAtGap = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan AlarmAtGap = TimeSpan.FromSeconds(10);

    private readonly Bell _bell = new();
    private readonly TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private TaskCompletionSource _advanced = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private List<Listener> _listeners = [];
    private long _at, _claimed, _passed;
    private Gap? _gap;

    /// <summary>
    /// The safe position: of the numbers up to here each was committed, and handed out, or will never come. 0 until that is known, shortly after the
    /// start or when the transactions have ended that were under way then.
    /// </summary>
    public long Position => Settled.IsCompleted ? Volatile.Read(ref _at) : 0;

    /// <summary>What was begun to be handed out: whoever listens from here on hears what comes behind it, and whatever is yet to be committed is behind it.</summary>
    public long Claimed
    {
        get
        {
            lock (_lock) return _claimed;
        }
    }

    /// <summary>Completes when <see cref="Position"/> is known.</summary>
    public Task Settled => _settled.Task;

    internal bool IsAtGap => _gap is not null;

    /// <summary>How many listen.</summary>
    public int Listeners => _listeners.Count;

    /// <summary>Waits until the position is known and behind <paramref name="since"/>: there may be events for who has read that far.</summary>
    public async Task Advanced(long since, CancellationToken stop)
    {
        await Settled.WaitAsync(stop);
        while (true)
        {
            // Taken before the position is read: no step falls between the two.
            var next = Volatile.Read(ref _advanced).Task;
            if (Position > since) return;
            await next.WaitAsync(stop);
        }
    }

    public void Wake() => _bell.Ring();

    /// <summary>
    /// The events of some types in an agency, or in all where it is null, from now on. The listener is registered when this returns, not when it is first
    /// read; whoever listens disposes of it.
    /// </summary>
    public Listener Listen(string? agency, Func<Type, bool> wanted)
    {
        lock (_lock)
        {
            var listener = new Listener(agency, wanted, _claimed, Leave);
            _listeners = [.. _listeners, listener];
            return listener;
        }
    }

    private void Leave(Listener listener)
    {
        lock (_lock) _listeners = [.. _listeners.Where(other => other != listener)];
    }

    public override async Task StartAsync(CancellationToken stop)
    {
        // Before anybody can subscribe, so that nothing that happens after that is left out.
        await Begin(stop);
        await base.StartAsync(stop);
    }

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                while (await Advance(stop)) { }
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // The host stops, or never came to start.
            }
            catch (Exception fault) when (!stop.IsCancellationRequested)
            {
                Failed(log, fault);
            }
            await _bell.Wait(_gap is null ? Poll : PollAtGap, stop);
        }
    }

    /// <summary>Leaves out everything up to now.</summary>
    internal async Task Begin(CancellationToken stop)
    {
        await using var command = database.CreateCommand($"select coalesce(max(seq_id), 0) from {EventStore.Schema}.mt_events");
        _at = _claimed = (long)(await command.ExecuteScalarAsync(stop))!;
        if (_at == 0) _settled.TrySetResult();
        else _gap = new(_at);
    }

    /// <summary>Hands out what is safe to hand out; true where there may be more at once.</summary>
    internal async Task<bool> Advance(CancellationToken stop)
    {
        var seen = await Look(stop);
        if (_gap is { } gap) Pass(gap, seen);
        if (!Settled.IsCompleted)
        {
            if (_gap is not null) return false;
            _settled.TrySetResult();
        }
        var until = seen.Until ?? _at;
        if (until > _at)
        {
            await HandOut(until, stop);
            MoveTo(until);
        }
        if (seen.BehindGap is not { } behind)
        {
            _gap = null;
            return seen.Count == Batch;
        }
        if (behind <= _passed)
        {
            MoveTo(behind - 1);
            return true;
        }
        if (_gap is null || _gap.To <= until) _gap = new(seen.Last);
        return false;
    }

    /// <summary>What was committed behind the position: until where nothing is missing, what comes after the first gap, and who is under way.</summary>
    private async Task<Seen> Look(CancellationToken stop)
    {
        await using var command = database.CreateCommand(
            $"""
             select max(seq_id) filter (where seq_id = $1 + place), min(seq_id) filter (where seq_id > $1 + place), coalesce(max(seq_id), 0), count(*),
                 pg_snapshot_xmin(pg_current_snapshot())::text, pg_snapshot_xmax(pg_current_snapshot())::text
             from (select seq_id, row_number() over (order by seq_id) as place
                   from (select seq_id from {EventStore.Schema}.mt_events where seq_id > $1 order by seq_id limit {Batch}) as next) as placed
             """);
        command.Parameters.AddWithValue(_at);
        await using var row = await command.ExecuteReaderAsync(stop);
        await row.ReadAsync(stop);
        return new(
            await row.IsDBNullAsync(0, stop) ? null : row.GetInt64(0), await row.IsDBNullAsync(1, stop) ? null : row.GetInt64(1),
            row.GetInt64(2), row.GetInt64(3), ulong.Parse(row.GetString(4)), ulong.Parse(row.GetString(5)));
    }

    private void Pass(Gap gap, Seen seen)
    {
        var waited = Stopwatch.GetElapsedTime(gap.SeenAt);
        if (waited < WaitAtGap) return;
        gap.Horizon ??= seen.NextTransaction;
        if (seen.OldestRunning >= gap.Horizon)
        {
            _passed = gap.To;
            _gap = null;
        }
        else if (!gap.Told && waited > AlarmAtGap)
        {
            Waiting(log, gap.To);
            gap.Told = true;
        }
    }

    private void MoveTo(long position)
    {
        Volatile.Write(ref _at, position);
        Interlocked.Exchange(ref _advanced, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }

    private async Task HandOut(long until, CancellationToken stop)
    {
        List<Listener> listeners;
        lock (_lock)
        {
            listeners = _listeners;
            _claimed = until;
        }
        if (listeners.Count == 0) return;
        var types = store.Options.Events.AllKnownEventTypes().Select(known => known.EventType).Where(type => listeners.Any(listener => listener.Wants(type))).ToArray();
        if (types.Length == 0) return;
        var agencies = listeners.Exists(listener => listener.Agency is null) ? null : listeners.Select(listener => listener.Agency!).Distinct().ToArray();
        // Everything is read before anything is handed out: what fails here is tried again, and must not reach anybody twice.
        foreach (var each in await Read(listeners, agencies, types, until, stop))
            foreach (var listener in listeners)
                if (listener.Wants(each.TenantId, each.EventType)) listener.Offer(each);
    }

    private async Task<IEnumerable<IEvent>> Read(List<Listener> listeners, string[]? agencies, Type[] types, long until, CancellationToken stop)
    {
        try
        {
            return await store.ReadLog(agencies, types, _at, until, stop);
        }
        catch (Exception fault) when (IsUnreadable(fault))
        {
            // It would fail each time, and hold up everybody: those who wait for just this are let go.
        }
        var events = new List<IEvent>();
        foreach (var agency in agencies ?? await Agencies(until, stop))
            foreach (var type in types)
            {
                try
                {
                    events.AddRange(await store.ReadLog([agency], [type], _at, until, stop));
                }
                catch (Exception fault) when (IsUnreadable(fault))
                {
                    Unreadable(log, fault, agency);
                    foreach (var listener in listeners.Where(listener => listener.Wants(agency, type))) listener.LetGo();
                }
            }
        return events.OrderBy(each => each.Sequence);
    }

    private async Task<string[]> Agencies(long until, CancellationToken stop)
    {
        await using var command = database.CreateCommand($"select array(select distinct tenant_id::text from {EventStore.Schema}.mt_events where seq_id > $1 and seq_id <= $2)");
        command.Parameters.AddWithValue(_at);
        command.Parameters.AddWithValue(until);
        return (string[])(await command.ExecuteScalarAsync(stop))!;
    }

    public static bool IsUnreadable(Exception fault) => fault is not OperationCanceledException && !IsOfTheDatabase(fault);

    private static bool IsOfTheDatabase(Exception? fault) => fault is NpgsqlException || (fault is not null && IsOfTheDatabase(fault.InnerException));

    [LoggerMessage(10, LogLevel.Warning, "The event log could not be read; it is tried again.")]
    private static partial void Failed(ILogger log, Exception fault);

    [LoggerMessage(11, LogLevel.Warning, "Events wait for a number below {Sequence} of the log: a transaction that began before it has not ended for ten seconds.")]
    private static partial void Waiting(ILogger log, long sequence);

    [LoggerMessage(12, LogLevel.Error, "An event of the agency {Agency} cannot be read. Its subscribers were let go.")]
    private static partial void Unreadable(ILogger log, Exception fault, string agency);

    private sealed record Seen(long? Until, long? BehindGap, long Last, long Count, ulong OldestRunning, ulong NextTransaction);

    /// <summary>Numbers up to one that are missing, and may still come.</summary>
    private sealed class Gap(long to)
    {
        public long To => to;
        public long SeenAt { get; } = Stopwatch.GetTimestamp();
        public ulong? Horizon { get; set; }
        public bool Told { get; set; }
    }
}
