using Marten;

namespace Engage.Webhooks;

/// <summary>What to send again.</summary>
/// <param name="WebhookId">The webhook.</param>
/// <param name="DeadLetter">The sequence of one dead letter; all of them where it is left out.</param>
internal sealed record ResumeWebhookInput(Guid WebhookId, long? DeadLetter = null);

internal static class ResumeWebhook
{
    /// <summary>Sends dead letters again, beginning now, and goes on where the webhook was paused or rests since nobody answered.</summary>
    [Requires(WebhookPermissions.Manage)]
    public static async Task<Webhook> Handle(
        ResumeWebhookInput input, WebhookJob job, DeadLetters letters, IDocumentSession session, TimeProvider clock, CancellationToken stop)
    {
        if (input.DeadLetter is { } letter && !await letters.Has(session.TenantId, input.WebhookId, letter, stop))
            throw Refusal.NotFound("dead letter", nameof(input.DeadLetter));
        session.QueueSqlCommand(
            $"update {WebhookTables.Deliveries} set next_at = ?, attempts = 0 where tenant_id = ? and webhook_id = ? and next_at is null and sequence between ? and ?",
            clock.GetUtcNow(), session.TenantId, input.WebhookId, input.DeadLetter ?? 0, input.DeadLetter ?? long.MaxValue);
        session.QueueSqlCommand($"update {WebhookTables.Progress} set rests_until = null where tenant_id = ? and webhook_id = ?", session.TenantId, input.WebhookId);
        await session.Change<Webhook>(
            input.WebhookId, webhook => webhook is null ? throw Refusal.NotFound("webhook", nameof(input.WebhookId)) : [new WebhookResumed(input.DeadLetter)], stop);
        job.Wake();
        return (await session.LoadAsync<Webhook>(input.WebhookId, stop))!;
    }
}
