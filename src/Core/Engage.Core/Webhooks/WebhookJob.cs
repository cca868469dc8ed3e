using System.Collections.Concurrent;
using Engage.Events;
using Microsoft.Extensions.Logging;
using Npgsql;
using Stopwatch = System.Diagnostics.Stopwatch;

namespace Engage.Webhooks;

/// <summary>Follows the log for all webhooks: each is sent to at its own pace, so that one that answers slowly holds up no other.</summary>
internal sealed partial class WebhookJob(
    NpgsqlDataSource database, EventLog events, WebhookProgress progress, WebhookDelivery delivery, TimeProvider clock, ILogger<WebhookJob> log) : OneHostJob(database, log)
{
    private const int AtOnce = 32;
    private const int AtOnceOfAgency = 4;

    // What was found to hold nothing for a webhook is written down now and then only.
    private const long Unwritten = 10_000;

    private readonly ConcurrentDictionary<Guid, string> _running = [];
    private readonly ConcurrentDictionary<Guid, long> _read = [];
    private readonly ConcurrentDictionary<Guid, long> _served = [];
    private volatile bool _waiting;
    private Task _watch = Task.CompletedTask;

    protected override string Name => "webhooks";

    protected override async Task<bool> Work(CancellationToken stop)
    {
        var position = events.Position;
        if (_watch.IsCompleted) _watch = Watch(position, stop);
        var wanting = (await progress.Active(clock.GetUtcNow(), stop)).FindAll(sending => !_running.ContainsKey(sending.Webhook.Id)
            && (sending.Due || position > Math.Max(sending.Cursor, _read.GetValueOrDefault(sending.Webhook.Id))));
        var next = Next(wanting, [.. _running.Values], id => _served.GetValueOrDefault(id));
        _waiting = next.Count < wanting.Count;
        foreach (var sending in next)
        {
            _running[sending.Webhook.Id] = sending.Webhook.Agency;
            _ = Run(sending, position, stop);
        }
        return false;
    }

    /// <summary>Who gets the free places: who was served longest ago, and of each agency a few, so that slow receivers hold up no others.</summary>
    /// <param name="wanting">Those that there is something to send to.</param>
    /// <param name="running">The agencies of those that are being sent to.</param>
    /// <param name="served">When each was served last.</param>
    public static List<Sending> Next(IEnumerable<Sending> wanting, IReadOnlyCollection<string> running, Func<Guid, long> served)
    {
        var places = running.CountBy(agency => agency).ToDictionary();
        var next = new List<Sending>();
        foreach (var sending in wanting.OrderBy(each => served(each.Webhook.Id)))
        {
            if (running.Count + next.Count >= AtOnce) break;
            var taken = places.GetValueOrDefault(sending.Webhook.Agency);
            if (taken >= AtOnceOfAgency) continue;
            places[sending.Webhook.Agency] = taken + 1;
            next.Add(sending);
        }
        return next;
    }

    private async Task Watch(long position, CancellationToken stop)
    {
        await events.Advanced(position, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Wake();
    }

    private async Task Run(Sending sending, long position, CancellationToken stop)
    {
        var (id, more) = (sending.Webhook.Id, false);
        try
        {
            (var read, more) = await delivery.Deliver(sending, position, stop);
            _read[id] = Math.Max(read, _read.GetValueOrDefault(id));
            if (read - sending.Cursor > Unwritten && !more) await progress.Advance(sending.Webhook, read, stop);
        }
        catch (Exception fault) when (!stop.IsCancellationRequested)
        {
            Failed(log, fault, id);
        }
        catch (OperationCanceledException)
        {
            // The lock is lost or the host stops: whoever goes on goes on from what was written.
        }
        finally
        {
            _served[id] = Stopwatch.GetTimestamp();
            _running.TryRemove(id, out _);
            if (more || _waiting) Wake();
        }
    }

    [LoggerMessage(22, LogLevel.Warning, "The webhook {Webhook} could not be served; it is tried again.")]
    private static partial void Failed(ILogger log, Exception fault, Guid webhook);
}
