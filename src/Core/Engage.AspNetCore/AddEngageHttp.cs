using Engage.Events;
using Engage.GraphQL;
using Engage.Http;
using Engage.Identity;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Engage;

/// <summary>Registers what serves Engage over HTTP.</summary>
public static class EngageHttpServices
{
    /// <summary>
    /// Registers GraphQL over HTTP, authentication and health checks, for <see cref="EngageEndpoints.MapEngage"/>. A <see cref="GraphQLServer"/> and
    /// <see cref="Actors"/> have to be registered too. Bearer tokens are checked as the configuration section
    /// <c>Authentication:Schemes:Bearer</c> says, and in Development also with the <see cref="DevelopmentKey"/>. Health checks tagged <c>ready</c> decide
    /// over <c>/health/ready</c>.
    /// </summary>
    public static IServiceCollection AddEngageHttp(this IServiceCollection services)
    {
        Authentication.Register(services);
        services.AddHealthChecks()
            .AddCheck<DatabaseAnswers>("database", tags: [Health.Ready], timeout: TimeSpan.FromSeconds(5))
            .AddCheck<PluginsRun>("plugins", tags: [Health.Ready])
            .Add(Follows("projections", lags => lags.Projections))
            .Add(Follows("ledger", lags => lags.Ledger))
            .Add(Follows("search", lags => lags.Search));
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddScoped<RequestContext>();
        services.AddSingleton<Settings>().AddHostedService(provider => provider.GetRequiredService<Settings>());
        services.AddSingleton<RateLimits>().AddSingleton<IStartupFilter, TrustedProxies>();
        services.AddSingleton<ClaimNames>().AddSingleton<ProviderKeys>().AddSingleton<Authentication>().AddSingleton<EventStream>().AddSingleton<Guard>();
        services.AddSingleton<GraphiQL>().AddSingleton<GraphQLEndpoint>().AddSingleton<Health>().AddSingleton<SchemaText>().AddSingleton<LedgerText>().AddSingleton<FileEndpoint>();
        // Which server this is, and in which version, helps nobody but an attacker.
        services.Configure<KestrelServerOptions>(kestrel => kestrel.AddServerHeader = false);
        // At its usual level it writes the whole address of each request to the log, and with GET that holds the variables: what people wrote.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning));
        return services;
    }

    private static HealthCheckRegistration Follows(string name, Func<(Lag Projections, Lag Ledger, Lag Search), Lag> of) => new(
        name, provider => new KeepsUp(async stop => of(await provider.GetRequiredService<Lags>().Recent().WaitAsync(stop))),
        HealthStatus.Degraded, [Health.Ready], TimeSpan.FromSeconds(5));
}
