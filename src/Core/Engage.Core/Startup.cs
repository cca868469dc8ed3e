using Engage.GraphQL;
using Engage.Plugins;
using Marten;
using Microsoft.Extensions.Hosting;

namespace Engage;

/// <summary>Makes everything before the first request: who waits for it, and who reads the log, learns at the start what does not work.</summary>
internal sealed class Startup(PluginCatalog catalog, IDocumentStore store, GraphQLServer server) : IHostedService
{
    public async Task StartAsync(CancellationToken stop)
    {
        _ = (catalog, server);
        await store.Storage.ApplyAllConfiguredChangesToDatabaseAsync();
    }

    public Task StopAsync(CancellationToken stop) => Task.CompletedTask;
}
