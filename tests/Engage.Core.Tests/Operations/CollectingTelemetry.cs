using System.Collections.Concurrent;
using System.Diagnostics;
using Engage.GraphQL;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Engage.Operations;

public sealed class CollectingTelemetry : IAsyncLifetime
{
    private const string Marker = "Zephyrine";

    private readonly ConcurrentQueue<Activity> _spans = [];
    private readonly List<Metric> _metrics = [];
    private EngageHarness _engage = null!;

    public async Task InitializeAsync() => _engage = await EngageHarness.Start(plugins: "none", configure: engage => engage.AddPlugin<KitchenPlugin>(), services: services =>
        EngageTelemetry.Collect(services)
            .WithTracing(traces => traces.AddProcessor(new Kept(_spans)))
            .WithMetrics(metrics => metrics.AddInMemoryExporter(_metrics)));

    public async Task DisposeAsync() => await _engage.DisposeAsync();

    [Fact]
    public async Task A_mutation_can_be_followed_from_the_request_to_the_database()
    {
        await _engage.As("Cook", Roles.Resident).Data("""mutation { cook(input: { name: "Soup" }) { errors { code } } }""");
        Flush();

        // Other hosts of this process have spans too.
        var request = _spans.First(span => span.Source.Name == "Microsoft.AspNetCore" && span.GetTagItem("server.port") is int port && port == _engage.Address.Port);
        var trace = _spans.Where(span => span.TraceId == request.TraceId).ToList();
        trace.Select(span => span.Source.Name).Distinct().Except(["System.Net.Http"])
            .ShouldBe(["Engage", "Marten", "Microsoft.AspNetCore", "Npgsql"], ignoreOrder: true);
        trace.Select(span => span.OperationName).ShouldContain("mutation cook");
    }

    [Fact]
    public async Task What_was_refused_is_counted_by_its_code()
    {
        await _engage.Anonymous.Data("""mutation { cook(input: { name: "Soup" }) { errors { code } } }""");
        Flush();

        var points = new List<string>();
        foreach (var metric in _metrics.Where(metric => metric.Name == "engage.mutation.duration"))
            foreach (ref readonly var point in metric.GetMetricPoints())
            {
                var tags = new List<string>();
                foreach (var tag in point.Tags) tags.Add($"{tag.Key}={tag.Value}");
                points.Add(string.Join(' ', tags.Order()));
            }
        points.ShouldContain("engage.mutation=cook error.type=engage.unauthenticated");
        _metrics.Select(metric => metric.Name).ShouldContain("engage.graphql.duration");
        _metrics.Select(metric => metric.Name).ShouldContain("engage.ledger.lag");
    }

    [Fact]
    public async Task Nothing_tells_who_asked_or_what_they_wrote()
    {
        using var http = new HttpClient { BaseAddress = _engage.Address };
        http.DefaultRequestHeaders.UserAgent.ParseAdd(Marker);
        (await http.GetAsync($"/graphql?query={Uri.EscapeDataString($$"""{ greeting(name: "{{Marker}}") }""")}")).EnsureSuccessStatusCode();
        var cook = _engage.As(Marker, Roles.Resident);
        await cook.Data($$"""mutation { cook(input: { name: "{{Marker}}" }) { errors { code } } }""");
        // PostgreSQL refuses it, and says what.
        await cook.GraphQL("mutation ($name: String!) { cook(input: { name: $name }) { errors { code } } }", new { name = $"{Marker}\0" });
        Flush();

        _spans.Count.ShouldBeGreaterThan(10);
        foreach (var span in _spans)
        {
            span.DisplayName.ShouldNotContain(Marker);
            (span.StatusDescription ?? "").ShouldBeEmpty();
            foreach (var (name, value) in span.TagObjects.Concat(span.Events.SelectMany(each => each.Tags)))
            {
                $"{value}".ShouldNotContain(Marker, Case.Insensitive, name);
                // Where the server is, it may say.
                if (name is not "server.address") $"{value}".ShouldNotContain("127.0.0.1", Case.Insensitive, $"{span.Source.Name} {name}");
            }
        }
    }

    private sealed class Kept(ConcurrentQueue<Activity> spans) : BaseProcessor<Activity>
    {
        public override void OnEnd(Activity span) => spans.Enqueue(span);
    }

    private void Flush()
    {
        _engage.Services.GetRequiredService<TracerProvider>().ForceFlush();
        _engage.Services.GetRequiredService<MeterProvider>().ForceFlush();
    }
}
