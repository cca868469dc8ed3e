using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Engage.Http;

/// <summary>Settings that are read when the host starts, so that one that cannot be used stops the start and not the first caller.</summary>
internal sealed class Settings(IConfiguration configuration, IOptionsMonitor<JwtBearerOptions> bearer, IServiceProvider services, ClaimNames claims) : IHostedService
{
    /// <summary>What tokens say where.</summary>
    public ClaimNames Claims { get; } = claims;

    /// <summary>The agency at <c>/graphql</c>.</summary>
    public Agency DefaultAgency { get; } = new(Engage.DefaultAgency.Of(configuration));

    public Task StartAsync(CancellationToken stop)
    {
        bearer.Get(JwtBearerDefaults.AuthenticationScheme);
        services.GetRequiredService<RateLimits>();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken stop) => Task.CompletedTask;
}
