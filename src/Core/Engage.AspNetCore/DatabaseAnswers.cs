using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Engage.Http;

/// <summary>Whether the database answers. Without it there is nothing to serve.</summary>
internal sealed class DatabaseAnswers(NpgsqlDataSource database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken stop = default)
    {
        await using var command = database.CreateCommand("select 1");
        await command.ExecuteScalarAsync(stop);
        return HealthCheckResult.Healthy();
    }
}
