using Engage.Audit;
using Engage.Events;
using Engage.Plugins;
using Engage.Privacy;
using Marten;

namespace Engage.Webhooks;

/// <summary>Where to send which events.</summary>
/// <param name="Url">An address that begins with https://. It is kept in the log, so put nothing secret into it.</param>
/// <param name="Events">The names of events: <c>forums.topic-opened</c>. 1 to 100. Those of the core, <c>engage.*</c>, and what a plugin calls confidential take the permission <c>engage.audit</c> besides.</param>
/// <param name="Secret">The secret to sign with: <c>whsec_</c> and 24 to 64 bytes in base64. Where it is left out, one is made.</param>
internal sealed record SubscribeWebhookInput(string Url, IReadOnlyList<string> Events, string? Secret = null);

/// <summary>A webhook that was subscribed.</summary>
/// <param name="Webhook">The webhook.</param>
/// <param name="Secret">What its messages are signed with, where it was made here. It is told this once.</param>
internal sealed record SubscribedWebhook(Webhook Webhook, string? Secret);

internal static class SubscribeWebhook
{
    private const int Limit = 100;

    /// <summary>How many webhooks an agency has at most.</summary>
    public const int Most = 20;

    /// <summary>Sends events to an address from now on, signed as Standard Webhooks says. Nothing personal is sent.</summary>
    [Requires(WebhookPermissions.Manage)]
    public static async Task<SubscribedWebhook> Handle(
        SubscribeWebhookInput input, WebhookAddress address, EventLog log, Secrets secrets, IDocumentStore store, IDocumentSession session,
        PluginCatalog plugins, Actor actor, TimeProvider clock, CancellationToken stop)
    {
        var secret = input.Secret is null ? WebhookSecret.New() : WebhookSecret.In(input.Secret);
        var known = store.Options.Events.AllKnownEventTypes().Select(type => type.EventTypeName).ToHashSet(StringComparer.Ordinal);
        var subscribed = Decide(await address.Checked(input.Url, stop), input.Events, known, Confidential(plugins), actor.May(AuditPermissions.Audit));
        if (await session.Query<Webhook>().CountAsync(stop) >= Most)
            throw new Refusal("engage.webhook-limit", $"An agency has {Most} webhooks at most. Unsubscribe one that is not needed.");
        await log.Settled.WaitAsync(stop);
        var id = StreamId.New(clock);
        session.Events.StartStream<Webhook>(id, subscribed);
        session.QueueSqlCommand($"insert into {WebhookTables.Progress} (tenant_id, webhook_id, secret, cursor) values (?, ?, ?, ?)",
            session.TenantId, id, secrets.Protect(WebhookSecret.Purpose, secret), log.Claimed);
        await session.SaveChangesAsync(stop);
        return new((await session.LoadAsync<Webhook>(id, stop))!, input.Secret is null ? WebhookSecret.Text(secret) : null);
    }

    private static HashSet<string> Confidential(PluginCatalog plugins) => [.. plugins.Active.SelectMany(plugin => plugin.Declarations.ForAuditors)];

    public static WebhookSubscribed Decide(string url, IReadOnlyList<string> events, IReadOnlySet<string> known, IReadOnlySet<string> confidential, bool auditor)
    {
        if (events.Count is 0 or > Limit || !events.All(known.Contains))
            throw new Refusal("engage.webhook-events",
                $"Name 1 to {Limit} events of this deployment by the names that they are stored under, such as 'forums.topic-opened'.", "events");
        // What the core records of who may do what, who asked for whose name and who read what is for auditors, as it is in the log.
        if (!auditor && events.FirstOrDefault(alias => alias.StartsWith("engage.", StringComparison.Ordinal) || confidential.Contains(alias)) is { } forAuditors)
            throw new Refusal("engage.forbidden",
                $"The event '{forAuditors}' takes the permission {AuditPermissions.Audit} besides, which none of your roles has in this agency. Leave it out.", "events");
        return new(url, [.. events.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
    }
}
