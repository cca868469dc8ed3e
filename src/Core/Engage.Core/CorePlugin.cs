using Engage.Agencies;
using Engage.Audit;
using Engage.Idempotency;
using Engage.Identity;
using Engage.Ledger;
using Engage.Plugins;
using Engage.Privacy;
using Engage.Search;
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
        AgencyDeclarations.Declare(plugin);
        PluginSwitching.Declare(plugin);
        AuditDeclarations.Declare(plugin);
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
            .. LedgerTables.All(),
            .. SearchTables.All()
        ]));
    }

    private static LoadedPlugin Load()
    {
        var (core, declarations) = (new CorePlugin(), new PluginBuilder(Id));
        core.Configure(declarations);
        return new(Id, "Engage", "", core, typeof(CorePlugin).Assembly, declarations) { Settings = [] };
    }
}
