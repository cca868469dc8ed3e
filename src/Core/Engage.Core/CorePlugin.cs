using Engage.Agencies;
using Engage.GraphQL;
using Engage.Idempotency;
using Engage.Identity;
using Engage.Ledger;
using Engage.Plugins;
using Engage.Privacy;
using Engage.Webhooks;

namespace Engage;

/// <summary>What every deployment has, declared as a plugin declares itself: always there, before all others, and under no name but the core's.</summary>
internal sealed class CorePlugin : Plugin
{
    /// <summary>No plugin can take this id: it stands before the core's events, permissions and codes.</summary>
    public const string Id = "engage";

    public static LoadedPlugin Loaded { get; } = Load();

    public override void Configure(PluginBuilder plugin)
    {
        plugin
            .Event<AgencyCreated>("agency-created").Event<AgencyRenamed>("agency-renamed")
            .Event<AgencyDescribed>("agency-described").Event<JurisdictionDrawn>("jurisdiction-drawn")
            .Projection<AgencyProjection>()
            .Permission(AgencyPermissions.Manage, "Create an agency", Roles.Administrator)
            .Permission(AgencyPermissions.Describe, "Rename and describe the agency", Roles.Administrator)
            .Query(typeof(AgencyQueries))
            .Mutation(typeof(CreateAgency)).Mutation(typeof(RenameAgency)).Mutation(typeof(DescribeAgency)).Mutation(typeof(DrawJurisdiction));

        plugin
            .Event<PluginEnabled>("plugin-enabled").Event<PluginDisabled>("plugin-disabled")
            .Projection<PluginSwitchProjection>()
            .Permission(PluginSwitching.Permission, "Enable and disable plugins", Roles.Administrator)
            .Query(typeof(PluginQueries)).Extend<PluginInfo>(typeof(PluginExtensions))
            .Mutation(typeof(EnablePlugin)).Mutation(typeof(DisablePlugin));
        IdentityDeclarations.Declare(plugin);
        PrivacyDeclarations.Declare(plugin);
        WebhookDeclarations.Declare(plugin);
        plugin.Query(typeof(LedgerQueries)).Extend<Ledger.Ledger>(typeof(LedgerExtensions));

        plugin.Store.Add(store => store.Storage.ExtendedSchemaObjects.AddRange(
        [
            MasterKeys.Table(),
            Secrets.Table(),
            SubjectKeys.Table(),
            Subjects.Table(),
            ApiKeyUses.Table(),
            IdempotencyKeys.Definition(),
            .. LedgerTables.All()
        ]));
        IdentityDeclarations.Declare(plugin);
    }

    private static LoadedPlugin Load()
    {
        var (core, declarations) = (new CorePlugin(), new PluginBuilder(Id));
        core.Configure(declarations);
        return new(Id, "Engage", "", core, typeof(CorePlugin).Assembly, declarations) { Settings = [] };
    }
}
