namespace Engage.Webhooks;

/// <summary>What an agency may be asked and told about webhooks, declared as a plugin does.</summary>
internal static class WebhookDeclarations
{
    public static void Declare(PluginBuilder plugin)
    {
        plugin
            .Event<WebhookSubscribed>("webhook-subscribed").Event<WebhookPaused>("webhook-paused")
            .Event<WebhookResumed>("webhook-resumed").Event<WebhookUnsubscribed>("webhook-unsubscribed")
            .Projection<WebhookProjection>()
            .Permission(WebhookPermissions.Manage, "Subscribe and unsubscribe webhooks, and see what they did not take", Roles.Administrator)
            .Query(typeof(WebhookQueries)).Extend<Webhook>(typeof(WebhookExtensions))
            .Mutation(typeof(SubscribeWebhook)).Mutation(typeof(UnsubscribeWebhook)).Mutation(typeof(ResumeWebhook));
        plugin.Store.Add(store => store.Storage.ExtendedSchemaObjects.AddRange(WebhookTables.All()));
    }
}

internal static class WebhookPermissions
{
    public const string Manage = "engage.manage-webhooks";
}
