using Engage.Agencies;
using Engage.Audit;
using Engage.Events;
using Engage.GraphQL;
using Engage.Idempotency;
using Engage.Identity;
using Engage.Ledger;
using Engage.Plugins;
using Engage.Postgres;
using Engage.Privacy;
using Engage.Search;
using Engage.Webhooks;
using Engage.Writing;
using GraphQL.Types;
using JasperFx.Events.Daemon;
using Marten;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Engage;

/// <summary>Adds Engage to an application.</summary>
public static class EngageServices
{
    /// <summary>
    /// Adds the plugins, the event store and the GraphQL schema. When the host starts, the database's schema is brought up to date and the plugins
    /// are listed in the log.
    /// </summary>
    /// <remarks>
    /// Reads the settings <c>ConnectionStrings:Engage</c>, <c>Engage:DataDirectory</c>, <c>Engage:PluginsDirectory</c>,
    /// <c>Engage:Plugins:{id}:Enabled</c>, <c>Engage:Ledger:Origin</c> and <c>Engage:Postgres:BinDirectory</c>.
    /// </remarks>
    /// <param name="builder">The application.</param>
    /// <param name="configure">Adds plugins that are compiled into the application.</param>
    public static IHostApplicationBuilder AddEngage(this IHostApplicationBuilder builder, Action<EngageOptions>? configure = null)
    {
        var options = new EngageOptions();
        configure?.Invoke(options);
        var services = builder.Services;

        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<PluginSwitches>();
        services.AddSingleton(provider => Load(provider, options));
        services.AddSingleton(provider => provider.GetRequiredService<Loaded>().Plugins);
        services.AddSingleton(provider => provider.GetRequiredService<Loaded>().Files);
        services.AddSingleton(provider => new DeclaredPermissions(provider.GetRequiredService<PluginCatalog>().Active.Prepend(CorePlugin.Loaded).SelectMany(plugin => plugin.Declarations.Permissions)));
        services.AddSingleton<Subjects>().AddSingleton<Access>().AddSingleton<ApiKeyUses>().AddSingleton<Pseudonyms>().AddScoped<IParticipants, Participants>().AddSingleton<Actors, KnownActors>();

        // Started by the first who needs it, also on the command line, where hosted services do not run.
        services.AddSingleton(provider => Database.Open(
            provider.GetRequiredService<IConfiguration>(), provider.GetRequiredService<IHostEnvironment>(),
            provider.GetRequiredService<ILogger<PrivatePostgres>>(), CancellationToken.None).GetAwaiter().GetResult());
        services.AddSingleton(provider => provider.GetRequiredService<Database>().Source);
        // When a command fails Marten logs the values too, and they are what people wrote. Whoever sent the command gets the exception, and logs what is no refusal.
        builder.Logging.AddFilter("Marten.IDocumentStore", LogLevel.None);
        // In Production it warns of master keys without a certificate. Whoever develops has nothing to guard.
        if (builder.Environment.IsDevelopment()) builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error);
        // Told to stop while it is only starting, the daemon takes that for a fault, and what is said last would not be why the host could not start.
        var ending = new Ending();
        builder.Logging.AddFilter("Marten.Events.Daemon.Coordination", level => level >= LogLevel.Warning && !ending.HasBegun);
        services.AddSingleton(ending).AddHostedService<Startup>();
        services.AddMarten(Store).ApplyAllDatabaseChangesOnStartup().AddAsyncDaemon(DaemonMode.HotCold);
        services.AddScoped<ISessionFactory, Sessions>();

        // After Marten, which makes its table: it reads its keys when the host starts.
        Protection.Add(services, builder.Configuration);
        services.AddSingleton<Secrets>();
        services.AddSingleton(provider => new Retention(provider.GetRequiredService<PluginCatalog>().Active.Prepend(CorePlugin.Loaded)));
        services.AddSingleton<KnownKeys>().AddSingleton<SubjectKeys>();
        services.AddScoped<PersonalReader>().AddScoped<IPersonalReader>(provider => provider.GetRequiredService<PersonalReader>());
        services.AddSingleton<ErasureReceipts>().AddSingleton<Selves>().AddSingleton<Erasures>().AddSingleton<HeldData>();

        services.AddSingleton<EventLog>().AddSingleton<WakeUps>().AddScoped<ILog, AgencyLog>();
        services.AddScoped<EventFeed>().AddScoped<IEventFeed>(provider => provider.GetRequiredService<EventFeed>());

        services.AddSingleton<AgencyDirectory>().AddScoped<IAgencyCalendar, KnownCalendar>().AddScoped<IAgencyIdentity, KnownIdentity>();
        services.AddSingleton<AuditLog>();

        services.AddSingleton<IMarkdown, SafeMarkdown>();
        services.AddScoped<RequestContext>();
        services.AddSingleton<IdempotencyKeys>().AddHostedService<ForgettingKeys>();
        services.AddSingleton<Faults>();
        services.AddSingleton<GraphQLServer>(provider => new GraphQLNetServer(provider.GetRequiredService<Loaded>().Schema, provider.GetRequiredService<Faults>()));

        services.AddHostedService(provider => provider.GetRequiredService<EventLog>());
        services.AddHostedService(provider => provider.GetRequiredService<WakeUps>());

        services.AddSingleton<LedgerKeys>().AddSingleton<StoredTrees>().AddSingleton<LedgerGrowth>().AddSingleton<Checkpoints>().AddSingleton<Proofs>();
        services.AddHostedService<LedgerJob>();

        services.AddSingleton<SearchDocuments>().AddScoped<ISearch, Search.Search>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<SearchGrowth>(provider, provider.GetRequiredService<PluginCatalog>().Active.AsEnumerable()));
        services.AddHostedService<SearchJob>();

        services.AddSingleton<WebhookAddress>().AddSingleton<WebhookSender>().AddSingleton<WebhookProgress>().AddSingleton<WebhookDelivery>().AddSingleton<DeadLetters>();
        services.AddSingleton<WebhookJob>().AddHostedService(provider => provider.GetRequiredService<WebhookJob>());
        services.AddSingleton<Lags>().AddHostedService(provider => provider.GetRequiredService<Lags>());
        services.AddHostedService<ErasedElsewhere>().AddHostedService<AccessElsewhere>();
        services.AddSingleton<ExpirePersonalData>().AddHostedService(provider => provider.GetRequiredService<ExpirePersonalData>());
        return builder;
    }

    private static StoreOptions Store(IServiceProvider provider)
    {
        var options = EventStore.Options(provider.GetRequiredService<Database>().Source, provider.GetRequiredService<PluginCatalog>().Active);
        // The log reads the store, which is only being made here.
        options.Listeners.Add(new WakeUps.Commits(new(provider.GetRequiredService<WakeUps>)));
        options.Listeners.Add(new Sealing(new(provider.GetRequiredService<SubjectKeys>), provider.GetRequiredService<Retention>()));
        options.Listeners.Add(new Access.Commits(new(provider.GetRequiredService<Access>)));
        return options;
    }

    private static Loaded Load(IServiceProvider provider, EngageOptions options)
    {
        var configuration = provider.GetRequiredService<IConfiguration>();
        var directory = configuration["Engage:PluginsDirectory"] is { Length: > 0 } configured ? configured : Path.Combine(AppContext.BaseDirectory, "plugins");
        var container = provider.GetRequiredService<IServiceProviderIsService>();
        var switches = provider.GetRequiredService<PluginSwitches>();
        (Schema Schema, Files Files)? fitting = null;
        var catalog = PluginCatalog.Load(new(directory, options.Plugins), configuration, found => switches.ReadBeforeStart(found).GetAwaiter().GetResult(), plugins =>
        {
            var schema = SchemaMaker.Make(plugins, container);
            var files = Files.Of(plugins, schema);
            EventStore.Check(plugins);
            fitting = (schema, files);
        }, provider.GetRequiredService<ILogger<PluginCatalog>>());
        // The last plugins that fitted together are those that run, so their schema is served. Where none fitted there is none yet.
        var (schema, files) = fitting ?? (SchemaMaker.Make([], container), new([]));
        return new(catalog, schema, files);
    }

    private sealed record Loaded(PluginCatalog Plugins, Schema Schema, Files Files);
}
