using System.Collections.Concurrent;
using Engage.Events;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Engage.Webhooks;

/// <summary>Follows the log for all webhooks: each is sent to at its own pace, so that one that answers slowly holds up no other.</summary>
internal sealed partial class WebhookJob(
    NpgsqlDataSource database, EventLog events, WebhookProgress progress, WebhookDelivery delivery, TimeProvider clock, ILogger<WebhookJob> log) : OneHostJob(database, log)
{
    private const int AtOnce = 32;

    // What was found to hold nothing for a webhook is written down now and then only.
    private const long Unwritten = 10_000;

    private readonly ConcurrentDictionary<Guid, bool> _running = [];
    private readonly ConcurrentDictionary<Guid, long> _read = [];
    private Task _watch = Task.CompletedTask;

    protected override string Name => "webhooks";

    protected override async Task<bool> Work(CancellationToken stop)
    {
        var position = events.Position;
        if (_watch.IsCompleted) _watch = Watch(position, stop);
        foreach (var sending in await progress.Active(clock.GetUtcNow(), stop))
        {
            var id = sending.Webhook.Id;
            if (_running.Count >= AtOnce) break;
            if (_running.ContainsKey(id) || (!sending.Due && position <= Math.Max(sending.Cursor, _read.GetValueOrDefault(id)))) continue;
            _running[id] = true;
            _ = Run(sending, position, stop);
        }
        return false;
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
            _running.TryRemove(id, out _);
            if (more) Wake();
        }
    }

    [LoggerMessage(22, LogLevel.Warning, "The webhook {Webhook} could not be served; it is tried again.")]
    private static partial void Failed(ILogger log, Exception fault, Guid webhook);
}
