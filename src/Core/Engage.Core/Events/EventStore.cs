using Engage.Plugins;
using JasperFx;
using JasperFx.Events;
using JasperFx.Events.Daemon;
using JasperFx.MultiTenancy;
using Marten;
using Npgsql;
using Weasel.Core;

namespace Engage.Events;

/// <summary>Makes one Marten store of what the plugins declare.</summary>
internal static class EventStore
{
    public const string Schema = "engage";

    public static StoreOptions Options(NpgsqlDataSource source, IReadOnlyList<LoadedPlugin> plugins)
    {
        var store = new StoreOptions { DatabaseSchemaName = Schema };
        store.Connection(source);
        Declare(store, plugins);
        return store;
    }

    /// <summary>Throws where a store cannot be made of what plugins declare. Needs no database.</summary>
    public static void Check(IReadOnlyList<LoadedPlugin> plugins)
    {
        try
        {
            using var store = DocumentStore.For(options =>
            {
                options.Connection("Host=localhost");
                // Nothing runs here. Told so, the store does not warn of it on standard output, which is for what commands answer.
                options.Projections.AsyncMode = DaemonMode.ExternallyManaged;
                Declare(options, plugins);
            });
            store.Storage.ToDatabaseScript();
        }
        catch (Exception fault) when (fault is not PluginProblem)
        {
            // Marten's own words say what to mend. What a plugin threw may hold anything.
            var reason = fault.GetType().Assembly == typeof(DocumentStore).Assembly || fault is JasperFx.Events.Projections.InvalidProjectionException ? FirstLine(fault.Message) : fault.GetType().Name;
            throw new PluginProblem(PluginCodes.Projections, $"The event store cannot be built of what it declares: {reason}", fault);
        }
    }

    private static void Declare(StoreOptions store, IReadOnlyList<LoadedPlugin> plugins)
    {
        store.AutoCreateSchemaObjects = AutoCreate.CreateOrUpdate;
        store.UseSystemTextJsonForSerialization(EnumStorage.AsString, Casing.CamelCase);

        // An agency is a tenant. Without this a session that names none would read and write a nameless one.
        store.Events.TenancyStyle = TenancyStyle.Conjoined;
        store.Policies.AllDocumentsAreMultiTenanted();
        store.Advanced.DefaultTenantUsageEnabled = false;

        store.Events.TimeProvider = new StoredTime();
        store.Events.StreamIdentity = StreamIdentity.AsGuid;
        store.Events.MetadataConfig.UserNameEnabled = true;
        store.Events.MetadataConfig.CorrelationIdEnabled = true;
        store.Events.MetadataConfig.CausationIdEnabled = true;
        store.Events.MetadataConfig.HeadersEnabled = true;

        // The leader of several hosts is elected by a lock inside a transaction: the session lock that Marten takes otherwise needs a rebuilt
        // locking library, which not every gallery carries, and without it the daemon silently never starts.
        store.Events.UseAdvisoryLockTransaction = true;

        var schemas = plugins.DistinctBy(plugin => plugin.Assembly).ToDictionary(plugin => plugin.Assembly, plugin => SchemaOf(plugin.Id));
        store.Policies.ForAllDocuments(document =>
        {
            if (schemas.TryGetValue(document.DocumentType.Assembly, out var schema)) document.DatabaseSchemaName = schema;
        });
        foreach (var declare in plugins.Prepend(CorePlugin.Loaded).SelectMany(plugin => plugin.Declarations.Store)) declare(store);
    }

    /// <summary>The schema that holds a plugin's tables: engage_advisory_boards.</summary>
    public static string SchemaOf(string pluginId) => $"{Schema}_{pluginId.Replace('-', '_')}";

    private static string FirstLine(string text) => text.Split('\n', 2)[0].Trim();

    // PostgreSQL keeps microseconds. A read model that was made inline would otherwise differ from the same one rebuilt, in the seventh digit.
    private sealed class StoredTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow()
        {
            var now = System.GetUtcNow();
            return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
        }
    }
}
