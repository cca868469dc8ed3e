using System.Runtime.ExceptionServices;
using Engage.GraphQL;
using Engage.Plugins;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Engage;

/// <summary>Loads the plugins, makes the schema and reads the certificate before the first request, so that what does not work is told at the start and not to a caller.</summary>
internal sealed class Startup : IHostedService
{
    public Startup(PluginCatalog catalog, GraphQLServer server, IOptions<KeyManagementOptions> protection, Ending ending, IHostApplicationLifetime lifetime)
    {
        lifetime.ApplicationStopping.Register(() => ending.HasBegun = true);
        // Else a plugin that an administrator disabled would run, because the database came up a moment too late.
        if (catalog.Switches.Unknown is { } unknown) ExceptionDispatchInfo.Throw(unknown);
        _ = (server, protection.Value);
    }

    public Task StartAsync(CancellationToken stop) => Task.CompletedTask;

    public Task StopAsync(CancellationToken stop) => Task.CompletedTask;
}

/// <summary>Whether the host was told to stop. Made before the container, since what is logged asks it.</summary>
internal sealed class Ending
{
    private volatile bool _begun;

    public bool HasBegun
    {
        get => _begun;
        set => _begun = value;
    }
}
