namespace Engage.Plugins.TransparencyReports;

/// <summary>The metric to retire.</summary>
/// <param name="Name">The metric's name.</param>
/// <param name="Reason">Why, for readers who miss it, 1 to 2,000 characters.</param>
public sealed record RetireMetricInput(string Name, string Reason);

public static class RetireMetric
{
    /// <summary>Keeps a metric out of editions to come, for good. What was published with it stays, and so does its definition.</summary>
    [Requires(ReportPermissions.Define)]
    public static async Task<Metric> Handle(RetireMetricInput input, IDocumentSession session, CancellationToken stop) =>
        await session.ChangeMetric(input.Name, metric => Decide(metric, input), stop);

    public static MetricRetired Decide(Metric metric, RetireMetricInput input) =>
        metric.RetiredFor is null ? new(Text.Checked(input.Reason, nameof(input.Reason), 2_000)) : throw ChangingMetrics.Retired();
}
