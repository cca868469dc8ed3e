using JasperFx.Events;
using Marten.Events.Aggregation;

namespace Engage.Webhooks;

internal sealed record WebhookSubscribed(string Url, IReadOnlyList<string> Events);

internal sealed record WebhookPaused(string Status);

internal sealed record WebhookResumed(long? DeadLetter);

internal sealed record WebhookUnsubscribed;

/// <summary>Whether events are sent.</summary>
internal enum WebhookState
{
    /// <summary>Events are sent as they happen.</summary>
    Active,

    /// <summary>The receiver answered that it is gone (410). Nothing is sent until the webhook is resumed; nothing is left out then.</summary>
    Paused
}

/// <summary>An address that events are sent to, signed as Standard Webhooks says.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Url">Where the events are sent.</param>
/// <param name="Events">Which: the names that they are stored under.</param>
/// <param name="State">Whether they are sent now.</param>
/// <param name="SubscribedAt">When it was subscribed.</param>
/// <param name="Agency">Whose it is.</param>
internal sealed record Webhook(Guid Id, string Url, IReadOnlyList<string> Events, WebhookState State, DateTimeOffset SubscribedAt, [property: Unpublished] string Agency);

internal sealed partial class WebhookProjection : SingleStreamProjection<Webhook, Guid>
{
    public WebhookProjection() => DeleteEvent<WebhookUnsubscribed>();

    public static Webhook Create(IEvent<WebhookSubscribed> e) => new(e.StreamId, e.Data.Url, e.Data.Events, WebhookState.Active, e.Timestamp, e.TenantId);

    public static Webhook Apply(WebhookPaused paused, Webhook webhook) => webhook with { State = WebhookState.Paused };

    public static Webhook Apply(WebhookResumed resumed, Webhook webhook) => webhook with { State = WebhookState.Active };
}
