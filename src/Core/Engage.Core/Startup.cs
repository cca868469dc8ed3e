using Engage.GraphQL;
using Engage.Plugins;
using Microsoft.Extensions.Hosting;

namespace Engage;

/// <summary>Loads the plugins and makes the schema before the first request, so that what does not work is told at the start and not to a caller.</summary>
internal sealed class Startup : IHostedService
{
    public Startup(PluginCatalog catalog, GraphQLServer server) => _ = (catalog, server);

    public Task StartAsync(CancellationToken stop) => Task.CompletedTask;

    public Task StopAsync(CancellationToken stop) => Task.CompletedTask;
}
