using System.Runtime.CompilerServices;

namespace Engage.Plugins.TransparencyReports;

/// <summary>Which metrics a list holds; what is left out does not narrow it.</summary>
/// <param name="Dataset">Only metrics whose newest version is computed of this dataset.</param>
/// <param name="Retired">Only metrics that were retired, or only those that were not.</param>
public sealed record MetricFilter(string? Dataset = null, bool? Retired = null);

public static class MetricQueries
{
    /// <summary>One metric, or null where there is none.</summary>
    /// <param name="name">The metric's name.</param>
    public static Task<Metric?> Metric(string name, IQuerySession session, CancellationToken stop) => session.LoadAsync<Metric>(TransparencyReports.Metric.IdOf(name), stop);

    /// <summary>The metrics of the agency, in an order that stays as it is.</summary>
    /// <param name="where">Which of them.</param>
    public static async Task<Connection<Metric>> Metrics(Page page, MetricFilter? where, IQuerySession session, CancellationToken stop)
    {
        IQueryable<Metric> metrics = session.Query<Metric>();
        if (where?.Dataset is { } dataset) metrics = metrics.Where(metric => metric.Dataset == dataset);
        if (where?.Retired is { } retired) metrics = retired ? metrics.Where(metric => metric.RetiredFor != null) : metrics.Where(metric => metric.RetiredFor == null);
        return await metrics.ToConnection(page, Order.OldestFirst, metric => metric.Id, stop);
    }
}

public static class MetricSubscriptions
{
    /// <summary>A metric, as it is each time after it was defined, revised, described, translated or retired.</summary>
    /// <param name="name">The metric's name. There need not be one of it yet.</param>
    public static async IAsyncEnumerable<Metric> MetricChanged(string name, IEventFeed feed, IQuerySession session, [EnumeratorCancellation] CancellationToken stop)
    {
        var id = TransparencyReports.Metric.IdOf(name);
        await foreach (var change in feed.Of<IMetricEvent>(stop))
            if (change.StreamId == id && await session.LoadAsync<Metric>(id, stop) is { } metric)
                yield return metric;
    }
}
