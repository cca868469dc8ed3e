using System.Text.Json;

namespace Engage.Plugins.TransparencyReports;

/// <summary>How a metric is to be computed from now on.</summary>
/// <param name="Name">The metric's name.</param>
/// <param name="Definition">How it is computed: all of it, what stays as it was too.</param>
/// <param name="Reason">Why it is computed in another way, for readers who compare, 1 to 2,000 characters.</param>
public sealed record ReviseMetricInput(string Name, MetricDefinitionInput Definition, string Reason);

public static class ReviseMetric
{
    private const int Most = 200;

    /// <summary>Computes a metric in another way in editions to come. What was published keeps the version that it was computed by.</summary>
    [Requires(ReportPermissions.Define)]
    public static async Task<Metric> Handle(ReviseMetricInput input, Actor actor, IDocumentSession session, CancellationToken stop)
    {
        var datasets = await CheckingDefinitions.Datasets(input.Definition, session, stop);
        return await session.ChangeMetric(input.Name, metric => Decide(metric, input, datasets, actor.Author()), stop);
    }

    public static MetricRevised Decide(Metric metric, ReviseMetricInput input, IReadOnlySet<string> datasets, ActorId by)
    {
        if (metric.RetiredFor is not null) throw ChangingMetrics.Retired();
        if (metric.Versions.Count >= Most)
            throw new Refusal("transparency-reports.too-many-versions", $"A metric has {Most} versions at most. Retire it, and define another one.", nameof(input.Name));
        var definition = CheckingDefinitions.Checked(input.Definition, datasets);
        // Records that hold lists are equal only where the lists are the same objects.
        if (JsonSerializer.Serialize(definition) == JsonSerializer.Serialize(metric.Newest().Definition)) throw ChangingMetrics.Unchanged();
        return new(definition, Text.Checked(input.Reason, nameof(input.Reason), 2_000), by);
    }
}
