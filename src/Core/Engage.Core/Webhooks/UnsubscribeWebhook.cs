using Marten;

namespace Engage.Webhooks;

/// <summary>The webhook that nothing more is to be sent to.</summary>
/// <param name="WebhookId">The webhook.</param>
internal sealed record UnsubscribeWebhookInput(Guid WebhookId);

internal static class UnsubscribeWebhook
{
    /// <summary>Sends nothing more to a webhook, and forgets its secret and its dead letters. Answers with the webhook as it was.</summary>
    [Requires(WebhookPermissions.Manage)]
    public static async Task<Webhook> Handle(UnsubscribeWebhookInput input, IDocumentSession session, CancellationToken stop)
    {
        var webhook = await session.LoadAsync<Webhook>(input.WebhookId, stop) ?? throw Refusal.NotFound("webhook", nameof(input.WebhookId));
        foreach (var table in new[] { WebhookTables.Progress, WebhookTables.Deliveries })
            session.QueueSqlCommand($"delete from {table} where tenant_id = ? and webhook_id = ?", session.TenantId, webhook.Id);
        await session.Change<Webhook>(
            webhook.Id, now => now is null ? throw Refusal.NotFound("webhook", nameof(input.WebhookId)) : [new WebhookUnsubscribed()], stop);
        return webhook;
    }
}
