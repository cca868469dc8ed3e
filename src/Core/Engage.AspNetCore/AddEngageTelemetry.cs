using Engage.Http;
using JasperFx.OpenTelemetry;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Engage;

/// <summary>Lets a host tell OpenTelemetry what it does.</summary>
public static class EngageTelemetry
{
    /// <summary>
    /// Collects traces and metrics of HTTP, GraphQL, Marten, Npgsql, the .NET runtime and Engage itself, and sends them by OTLP to where
    /// <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says; without that setting nothing is collected. The other settings of OpenTelemetry's specification
    /// (<c>OTEL_SERVICE_NAME</c>, <c>OTEL_TRACES_SAMPLER</c>, ...) hold too. Nothing that tells who asked, or what people wrote, leaves with a trace.
    /// </summary>
    public static IHostApplicationBuilder AddEngageTelemetry(this IHostApplicationBuilder builder)
    {
        if (builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 }) Collect(builder.Services).UseOtlpExporter();
        return builder;
    }

    internal static OpenTelemetryBuilder Collect(IServiceCollection services)
    {
        services.ConfigureMarten(store =>
        {
            store.OpenTelemetry.TrackConnections = TrackLevel.Normal;
            store.OpenTelemetry.TrackEventCounters();
        });
        return services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("engage", serviceVersion: typeof(EngageTelemetry).Assembly.GetName().Version?.ToString()))
            .WithTracing(traces => traces
                .AddProcessor<Discretion>()
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddSource(Telemetry.Name, "Marten")
                .AddNpgsql())
            .WithMetrics(metrics => metrics
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddRuntimeInstrumentation()
                .AddMeter(Telemetry.Name, "Marten", "Npgsql"));
    }
}
