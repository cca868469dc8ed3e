namespace Engage.Plugins.TransparencyReports;

internal static class ChangingMetrics
{
    /// <summary>Appends what is decided of a metric. Where another writer was faster, nothing is written.</summary>
    public static async Task<Metric> ChangeMetric(this IDocumentSession session, string name, Func<Metric, object> decide, CancellationToken stop)
    {
        var id = Metric.IdOf(name);
        await session.Change<Metric>(id, metric => [decide(metric ?? throw Refusal.NotFound("metric", nameof(name)))], stop);
        return (await session.LoadAsync<Metric>(id, stop))!;
    }

    public static Refusal Unchanged() => new("transparency-reports.metric-unchanged", "It is so already. Change something, or leave it as it is.");

    public static Refusal Retired() => new("transparency-reports.metric-retired", "This metric was retired. Define another one under a new name.", "name");
}
