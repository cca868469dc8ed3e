using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Engage.Http;

/// <summary>What an orchestrator asks: does the process serve, and can it work. Names, states and numbers only; what ails a check is for the log.</summary>
internal sealed class Health(HealthCheckService checks)
{
    /// <summary>Checks with this tag decide whether the host is ready.</summary>
    public const string Ready = "ready";

    public static Task Live(HttpContext http) => Write(http, HealthStatus.Healthy, []);

    public async Task Readiness(HttpContext http)
    {
        var report = await checks.CheckHealthAsync(check => check.Tags.Contains(Ready), http.RequestAborted);
        if (report.Status == HealthStatus.Unhealthy) http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        await Write(http, report.Status, report.Entries);
    }

    private static async Task Write(HttpContext http, HealthStatus status, IEnumerable<KeyValuePair<string, HealthReportEntry>> checks)
    {
        http.Response.ContentType = "application/json; charset=utf-8";
        await using var json = new Utf8JsonWriter(http.Response.BodyWriter);
        json.WriteStartObject();
        json.WriteString("status", Text(status));
        json.WriteStartObject("checks");
        foreach (var (name, check) in checks)
        {
            json.WriteStartObject(name);
            json.WriteString("status", Text(check.Status));
            foreach (var (value, number) in check.Data) json.WriteNumber(value, Convert.ToInt64(number, CultureInfo.InvariantCulture));
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string Text(HealthStatus status) => status.ToString().ToLowerInvariant();
}
