using Engage.Events;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Engage.Http;

/// <summary>Whether what follows the log keeps up with it. Who reads a little late still reads, so being behind takes no host out of service.</summary>
/// <param name="lag">Asks how far it is behind.</param>
internal sealed class KeepsUp(Func<CancellationToken, Task<Lag>> lag) : IHealthCheck
{
    /// <summary>The number of events, among the values of a check.</summary>
    public const string Lag = "lag";

    private const int Many = 10_000;
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken stop = default)
    {
        var behind = await lag(stop);
        var values = new Dictionary<string, object> { [Lag] = behind.Events };
        return behind.Events > Many || (behind.Events > 0 && behind.Oldest > Long) ? HealthCheckResult.Degraded(data: values) : HealthCheckResult.Healthy(data: values);
    }
}
