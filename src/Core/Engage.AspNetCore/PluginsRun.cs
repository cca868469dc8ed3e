using Engage.Plugins;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Engage.Http;

/// <summary>Whether every plugin that is enabled runs. A host serves without those that do not.</summary>
internal sealed class PluginsRun(PluginCatalog plugins) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken stop = default)
    {
        var active = plugins.All.Count(plugin => plugin.State is PluginState.Active);
        var aside = plugins.All.Count(plugin => plugin.State is not (PluginState.Active or PluginState.Disabled));
        var values = new Dictionary<string, object> { ["active"] = active, ["aside"] = aside };
        return Task.FromResult(aside > 0 ? HealthCheckResult.Degraded(data: values) : HealthCheckResult.Healthy(data: values));
    }
}
