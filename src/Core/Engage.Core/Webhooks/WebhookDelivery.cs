using Engage.Events;
using Engage.Privacy;
using Marten;

namespace Engage.Webhooks;

/// <summary>
/// Sends a webhook what there is to send: each event at least once, those of a stream in order. While one is to be sent again the later ones of its stream
/// wait behind it; those of other streams go on. A singleton.
/// </summary>
internal sealed class WebhookDelivery(IDocumentStore store, WebhookProgress progress, WebhookSender sender, Secrets secrets, TimeProvider clock)
{
    /// <summary>How many events may wait. Where more come, they are left in the log until there is room.</summary>
    public const int HeldLimit = 1000;

    // Others wait for the place; it is gone on with after them.
    private static readonly TimeSpan LongestRun = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(5);

    /// <summary>Sends what there is up to a number of the log; how far it has read by then, and whether there may be more at once.</summary>
    public async Task<(long Read, bool More)> Deliver(Sending to, long until, CancellationToken stop)
    {
        var begun = clock.GetTimestamp();
        if (to.Due)
        {
            var failed = new HashSet<Guid>();
            foreach (var delivery in await progress.Due(to.Webhook, clock.GetUtcNow(), stop))
            {
                if (clock.GetElapsedTime(begun) > LongestRun) break;
                if (failed.Contains(delivery.Stream)) continue;
                var attempt = await Send(to, delivery, stop);
                if (await Ends(to.Webhook, attempt, delivery, stop)) return (to.Cursor, false);
                if (!attempt.Delivered) failed.Add(delivery.Stream);
            }
            return (to.Cursor, true);
        }
        var waiting = await progress.Held(to.Webhook, stop);
        if (waiting.Count >= HeldLimit) return (to.Cursor, false);
        var held = waiting.ToHashSet();
        var read = to.Cursor;
        var news = await progress.New(to.Webhook, read, until, stop);
        foreach (var delivery in news)
        {
            if (clock.GetElapsedTime(begun) > LongestRun) break;
            if (held.Contains(delivery.Stream))
            {
                await progress.Wait(to.Webhook, delivery, stop);
            }
            else
            {
                var attempt = await Send(to, delivery, stop);
                if (await Ends(to.Webhook, attempt, delivery, stop)) return (delivery.Sequence, false);
                if (!attempt.Delivered) held.Add(delivery.Stream);
            }
            read = delivery.Sequence;
        }
        return news.Count > 0 ? (read, true) : (until, false);
    }

    private async Task<Attempt> Send(Sending to, Delivery delivery, CancellationToken stop)
    {
        var message = await Message(to.Webhook, delivery, stop);
        var attempt = message is null ? new("unreadable", false, false) : await sender.Send(to.Webhook.Url, secrets.Unprotect(WebhookSecret.Purpose, to.Secret), message, stop);
        var now = clock.GetUtcNow();
        if (attempt.Delivered) await progress.Delivered(to.Webhook, delivery, now, stop);
        // Who is gone may come back: it is kept for when the webhook is resumed.
        else await progress.Refused(to.Webhook, delivery, attempt.Status, attempt.Gone ? now : Next(delivery, now, message), now, stop);
        return attempt;
    }

    private static DateTimeOffset? Next(Delivery delivery, DateTimeOffset now, WebhookMessage? message) =>
        message is not null && WebhookSchedule.After(delivery.Attempts + 1, Random.Shared.NextDouble()) is { } wait ? now + wait : null;

    /// <summary>Whether nothing more is to be sent for now: the receiver is gone, or did not answer and would hold up the job with each further event.</summary>
    private async Task<bool> Ends(Webhook webhook, Attempt attempt, Delivery delivery, CancellationToken stop)
    {
        if (attempt.Gone)
        {
            await using var session = store.LightweightSession(webhook.Agency);
            session.CausationId = "job:webhooks";
            await session.Change<Webhook>(webhook.Id, now => now is { State: WebhookState.Active } ? [new WebhookPaused(attempt.Status)] : [], stop);
            return true;
        }
        if (!attempt.Unreachable) return false;
        var rest = WebhookSchedule.After(delivery.Attempts + 1, 0) ?? LongestRest;
        await progress.Rest(webhook, clock.GetUtcNow() + (rest < LongestRest ? rest : LongestRest), stop);
        return true;
    }

    private async Task<WebhookMessage?> Message(Webhook webhook, Delivery delivery, CancellationToken stop)
    {
        try
        {
            return await store.ReadLog([webhook.Agency], types: null, delivery.Sequence - 1, delivery.Sequence, stop) is [var e] ? WebhookMessage.Of(webhook.Id, e) : null;
        }
        catch (Exception fault) when (EventLog.IsUnreadable(fault))
        {
            return null;
        }
    }
}
