namespace Engage.Plugins.TransparencyReports;

/// <summary>How to describe a metric; what is left out stays as it is.</summary>
/// <param name="Name">The metric's name.</param>
/// <param name="Title">What readers see above its figures, 1 to 200 characters.</param>
/// <param name="Explanation">What it says and what it does not say, 1 to 5,000 characters.</param>
/// <param name="Language">The language of the title and the explanation, a tag of BCP 47.</param>
public sealed record DescribeMetricInput(string Name, string? Title = null, string? Explanation = null, string? Language = null);

public static class DescribeMetric
{
    /// <summary>Says anew what a metric is called and what it says. What was translated stays, and is outdated until it is translated again.</summary>
    [Requires(ReportPermissions.Define)]
    public static async Task<Metric> Handle(DescribeMetricInput input, IDocumentSession session, CancellationToken stop) =>
        await session.ChangeMetric(input.Name, metric => Decide(metric, input), stop);

    public static MetricDescribed Decide(Metric metric, DescribeMetricInput input)
    {
        var described = new MetricDescribed(
            input.Title is { } title ? Text.Checked(title, nameof(input.Title), 200) : null,
            input.Explanation is { } explanation ? Text.Checked(explanation, nameof(input.Explanation), 5_000) : null,
            input.Language is { } language ? LanguageTag.Checked(language, nameof(input.Language)) : null);
        if ((described.Title ?? metric.Title.Text) == metric.Title.Text && (described.Explanation ?? metric.Explanation.Text) == metric.Explanation.Text
            && (described.Language ?? metric.Title.Language) == metric.Title.Language)
            throw ChangingMetrics.Unchanged();
        return described;
    }
}
