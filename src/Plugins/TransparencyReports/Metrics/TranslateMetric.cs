namespace Engage.Plugins.TransparencyReports;

/// <summary>A metric in another language.</summary>
/// <param name="Name">The metric's name.</param>
/// <param name="Language">The language, a tag of BCP 47.</param>
/// <param name="Title">The title in it, 1 to 200 characters.</param>
/// <param name="Explanation">The explanation in it, 1 to 5,000 characters.</param>
/// <param name="Status">How the translation came about.</param>
/// <param name="Of">Of which words it is a translation: the metric's <c>textVersion</c> when you read it. Refused where its words were changed since.</param>
public sealed record TranslateMetricInput(string Name, string Language, string Title, string Explanation, TranslationStatus Status, int? Of = null);

public static class TranslateMetric
{
    /// <summary>Translates what a metric is called and what it says, or translates it anew. Editions to come are published with it.</summary>
    [Requires(ReportPermissions.Translate)]
    public static async Task<Metric> Handle(TranslateMetricInput input, IDocumentSession session, CancellationToken stop) =>
        await session.ChangeMetric(input.Name, metric => Decide(metric, input), stop);

    public static MetricTranslated Decide(Metric metric, TranslateMetricInput input)
    {
        if (input.Of is { } of && of != MetricExtensions.TextVersion(metric)) throw Refusal.Conflict();
        return new(
            metric.Title.ToTranslateInto(input.Language, nameof(input.Language)), Text.Checked(input.Title, nameof(input.Title), 200),
            Text.Checked(input.Explanation, nameof(input.Explanation), 5_000), input.Status);
    }
}
