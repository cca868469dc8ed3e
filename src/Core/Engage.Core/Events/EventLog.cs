using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using JasperFx.Events;
using Marten;
using Marten.Events;
using Marten.Services;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Engage.Events;

/// <summary>
/// Follows the log and hands committed events, in order, to whoever listens. One reader a host: a thousand subscribers cost one query a batch.
/// </summary>
/// <remarks>
/// Sequence numbers are drawn before their transactions commit, so a number that is missing may still come. The reader stops at the first gap until
/// every transaction that was under way when it saw the gap has ended; what is missing then will never come. That needs no guess about how long a
/// transaction may take. (A transaction gets its id with its first write, which may come an instant after it drew its number; hence the short wait.)
/// </remarks>
internal sealed partial class EventLog(IDocumentStore store, NpgsqlDataSource database, ILogger<EventLog> log) : BackgroundService
{
    private const int Batch = 1000;

    // Other hosts append too; this host's own commits wake the reader at once.
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan PollAtGap = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan WaitAtGap = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan AlarmAtGap = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _wake = new(0, 1);
    private readonly Lock _lock = new();
    private List<Listener> _listeners = [];
    private Gap? _gap;

    /// <summary>The sequence up to which everything was handed out.</summary>
    public long Position { get; private set; }

    public void Wake()
    {
        try { _wake.Release(); }
        catch (SemaphoreFullException) { /* It is awake already. */ }
    }

    /// <summary>The events of some types in an agency, from now on. The listener is registered when this returns, not when it is first read.</summary>
    public Listener Listen(string agency, Func<Type, bool> wanted)
    {
        var listener = new Listener(agency, wanted);
        lock (_lock) _listeners = [.. _listeners, listener];
        return listener;
    }

    public void Leave(Listener listener)
    {
        lock (_lock) _listeners = [.. _listeners.Where(other => other != listener)];
    }

    public override async Task StartAsync(CancellationToken stop)
    {
        // Where no plugin ever declared an event, Marten made no table for them.
        await using (var command = database.CreateCommand($"select to_regclass('{EventStore.Schema}.mt_events') is not null"))
            if (await command.ExecuteScalarAsync(stop) is false) return;
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
            catch (Exception fault) when (!stop.IsCancellationRequested)
            {
                Failed(log, fault);
            }
            await _wake.WaitAsync(_gap is null ? Poll : PollAtGap, stop).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    /// <summary>Leaves out everything up to now.</summary>
    internal async Task Begin(CancellationToken stop)
    {
        await using var command = database.CreateCommand($"select coalesce(max(seq_id), 0) from {EventStore.Schema}.mt_events");
        Position = (long)(await command.ExecuteScalarAsync(stop))!;
    }

    /// <summary>Hands out what is safe to hand out; true where there may be more at once.</summary>
    internal async Task<bool> Advance(CancellationToken stop)
    {
        var sequences = new List<long>(Batch);
        ulong oldestRunning, next;
        await using (var command = database.CreateCommand(
            $"""
             select seq_id, pg_snapshot_xmin(pg_current_snapshot())::text, pg_snapshot_xmax(pg_current_snapshot())::text
             from (select null) as always left join (select seq_id from {EventStore.Schema}.mt_events where seq_id > $1 order by seq_id limit {Batch}) as new on true
             order by seq_id
             """))
        {
            command.Parameters.AddWithValue(Position);
            await using var rows = await command.ExecuteReaderAsync(stop);
            (oldestRunning, next) = (0, 0);
            while (await rows.ReadAsync(stop))
            {
                (oldestRunning, next) = (ulong.Parse(rows.GetString(1)), ulong.Parse(rows.GetString(2)));
                if (!await rows.IsDBNullAsync(0, stop)) sequences.Add(rows.GetInt64(0));
            }
        }
        if (sequences.Count == 0) return false;

        var until = Position;
        foreach (var sequence in sequences)
        {
            if (sequence != until + 1)
            {
                if (_gap?.Sequence != until + 1) _gap = new Gap(until + 1, next, Stopwatch.GetTimestamp());
                if (oldestRunning < _gap.Horizon || Stopwatch.GetElapsedTime(_gap.SeenAt) < WaitAtGap)
                {
                    if (!_gap.Told && Stopwatch.GetElapsedTime(_gap.SeenAt) > AlarmAtGap)
                    {
                        Waiting(log, _gap.Sequence);
                        _gap.Told = true;
                    }
                    break;
                }
                _gap = null;
            }
            until = sequence;
        }
        if (until == Position) return false;

        await HandOut(until, stop);
        Position = until;
        return sequences.Count == Batch && until == sequences[^1];
    }

    private async Task HandOut(long until, CancellationToken stop)
    {
        var listeners = _listeners;
        if (listeners.Count == 0) return;
        var types = store.Options.Events.AllKnownEventTypes().Select(known => known.EventType).Where(type => listeners.Any(listener => listener.Wants(type))).ToArray();
        if (types.Length == 0) return;
        // Everything is read before anything is handed out: what fails here is tried again, and must not reach anybody twice.
        var events = new List<(string Agency, IEvent Event)>();
        foreach (var agency in listeners.Select(listener => listener.Agency).Distinct())
        {
            try
            {
                events.AddRange((await Read(agency, types, until, stop)).Select(each => (agency, each)));
            }
            catch (Exception fault) when (fault is not OperationCanceledException && !IsOfTheDatabase(fault))
            {
                // It would fail each time, and hold up everybody.
                Unreadable(log, fault, agency);
                foreach (var listener in listeners.Where(listener => listener.Agency == agency)) listener.LetGo();
            }
        }
        foreach (var (agency, each) in events)
            foreach (var listener in listeners)
                if (listener.Agency == agency && listener.Wants(each.EventType)) listener.Offer(each);
    }

    private async Task<IReadOnlyList<IEvent>> Read(string agency, Type[] types, long until, CancellationToken stop)
    {
        await using var session = store.QuerySession(agency);
        return await session.Events.QueryAllRawEvents()
            .Where(each => each.EventTypesAre(types) && each.Sequence > Position && each.Sequence <= until)
            .OrderBy(each => each.Sequence).ToListAsync(stop);
    }

    private static bool IsOfTheDatabase(Exception? fault) => fault is NpgsqlException || (fault is not null && IsOfTheDatabase(fault.InnerException));

    [LoggerMessage(10, LogLevel.Warning, "The event log could not be read; it is tried again.")]
    private static partial void Failed(ILogger log, Exception fault);

    [LoggerMessage(11, LogLevel.Warning, "Events wait for number {Sequence} of the log: a transaction that began before it has not ended for ten seconds.")]
    private static partial void Waiting(ILogger log, long sequence);

    [LoggerMessage(12, LogLevel.Error, "An event of the agency {Agency} cannot be read. Its subscribers were let go.")]
    private static partial void Unreadable(ILogger log, Exception fault, string agency);

    private sealed record Gap(long Sequence, ulong Horizon, long SeenAt)
    {
        public bool Told { get; set; }
    }

    /// <summary>Somebody who listens. Holds at most <see cref="Capacity"/> events that were not read yet.</summary>
    public sealed class Listener(string agency, Func<Type, bool> wants)
    {
        private const int Capacity = 1000;
        private readonly Channel<IEvent> _events = Channel.CreateBounded<IEvent>(new BoundedChannelOptions(Capacity) { SingleReader = true });

        public string Agency => agency;

        public bool Wants(Type type) => wants(type);

        // Who reads too slowly is let go rather than kept in memory.
        public void Offer(IEvent each)
        {
            if (!_events.Writer.TryWrite(each))
                _events.Writer.TryComplete(new Refusal("engage.feed-overrun", $"More than {Capacity:N0} events were not read yet. Subscribe again, and read the list anew."));
        }

        public void LetGo() => _events.Writer.TryComplete(new Refusal("engage.feed-broken", "An event cannot be read. Tell the operator, and read the list instead."));

        public IAsyncEnumerable<IEvent> Events(CancellationToken stop) => _events.Reader.ReadAllAsync(stop);
    }

    /// <summary>Wakes the reader when a session of this host committed events.</summary>
    public sealed class WakeUp(Lazy<EventLog> log) : DocumentSessionListenerBase
    {
        public override Task AfterCommitAsync(IDocumentSession session, IChangeSet commit, CancellationToken token)
        {
            if (commit.GetEvents().Any()) log.Value.Wake();
            return Task.CompletedTask;
        }
    }
}

/// <summary>The feed of the agency of a request.</summary>
internal sealed class EventFeed(EventLog log, Agency agency) : IEventFeed
{
    public async IAsyncEnumerable<Occurred<TEvent>> Of<TEvent>([EnumeratorCancellation] CancellationToken stop) where TEvent : class
    {
        var listener = log.Listen(agency.Slug, static type => type == typeof(TEvent));
        try
        {
            await foreach (var each in listener.Events(stop))
                yield return new(each.StreamId, each.Sequence, each.Timestamp, (TEvent)each.Data);
        }
        finally
        {
            log.Leave(listener);
        }
    }
}
