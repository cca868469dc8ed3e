namespace Engage.Plugins.TransparencyReports;

/// <summary>A figure that the agency publishes again and again, defined once.</summary>
/// <param name="Name">What it is called by reports.</param>
public sealed record Metric(
    [property: Unpublished] Guid Id, string Name, [property: Unpublished] AgencyText Title, [property: Unpublished] AgencyText Explanation,
    [property: Unpublished] IReadOnlyList<MetricVersion> Versions)
{
    /// <summary>Why new reports do not use it any more; null while they do.</summary>
    public string? RetiredFor { get; init; }

    /// <summary>The dataset that it is computed of now.</summary>
    public string Dataset => Newest().Definition.Dataset;

    public static Guid IdOf(string name) => StreamId.Of("transparency-reports.metric", name);

    internal MetricVersion Newest() => Versions[^1];

    internal static Metric? Evolve(Metric? metric, Guid id, object happened) => happened switch
    {
        MetricDefined e => new(id, e.Name, new(e.Title, e.Language), new(e.Explanation, e.Language), [new(1, e.Definition, null, e.By)]),
        _ when metric is null => null,
        MetricRevised e => metric with { Versions = [.. metric.Versions, new(metric.Versions.Count + 1, e.Definition, e.Reason, e.By)] },
        MetricDescribed e => metric with
        {
            Title = metric.Title.Changed(e.Title ?? metric.Title.Text, e.Language),
            Explanation = metric.Explanation.Changed(e.Explanation ?? metric.Explanation.Text, e.Language)
        },
        MetricTranslated e => metric with
        {
            Title = metric.Title.Translated(e.Language, e.Title, e.Status),
            Explanation = metric.Explanation.Translated(e.Language, e.Explanation, e.Status)
        },
        MetricRetired e => metric with { RetiredFor = e.Reason },
        _ => metric
    };
}

/// <summary>A way in which a metric is computed.</summary>
/// <param name="Version">Its number, from 1.</param>
/// <param name="Definition">How.</param>
/// <param name="Reason">Why it took the place of the one before; null for the first.</param>
/// <param name="By">Who defined it, and so approves no first edition that is computed by it.</param>
public sealed record MetricVersion(int Version, MetricDefinition Definition, string? Reason, [property: Unpublished] ActorId By);

public sealed partial class MetricProjection : SingleStreamProjection<Metric, Guid>
{
    public MetricProjection()
    {
        IncludeType<MetricDefined>();
        IncludeType<MetricRevised>();
        IncludeType<MetricDescribed>();
        IncludeType<MetricTranslated>();
        IncludeType<MetricRetired>();
    }

    public override Metric? Evolve(Metric? snapshot, Guid id, IEvent e) => Metric.Evolve(snapshot, id, e.Data);
}
