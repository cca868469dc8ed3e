namespace Engage.Plugins.TransparencyReports;

/// <summary>The metric to define.</summary>
/// <param name="Name">What reports call it, for good: lower case letters and digits, joined by single hyphens, at most 60 characters.</param>
/// <param name="Title">What readers see above its figures, 1 to 200 characters.</param>
/// <param name="Explanation">What it says and what it does not say, for readers, 1 to 5,000 characters.</param>
/// <param name="Definition">How it is computed.</param>
/// <param name="Language">The language of the title and the explanation, a tag of BCP 47; without it the one that the agency uses by default.</param>
public sealed record DefineMetricInput(string Name, string Title, string Explanation, MetricDefinitionInput Definition, string? Language = null);

public static class DefineMetric
{
    /// <summary>Defines a figure that the agency publishes again and again. Everybody can read how it is computed.</summary>
    [Requires(ReportPermissions.Define)]
    public static async Task<Metric> Handle(DefineMetricInput input, Actor actor, IDocumentSession session, CancellationToken stop)
    {
        var datasets = await CheckingDefinitions.Datasets(input.Definition, session, stop);
        var id = TransparencyReports.Metric.IdOf(input.Name);
        await session.Change<Metric>(id, metric => [Decide(metric, input, datasets, actor.Author())], stop);
        return (await session.LoadAsync<Metric>(id, stop))!;
    }

    public static MetricDefined Decide(Metric? metric, DefineMetricInput input, IReadOnlySet<string> datasets, ActorId by)
    {
        if (!Roles.IsName(input.Name))
            throw new Refusal("transparency-reports.name", "A name has lower case letters and digits, joined by single hyphens, and at most 60 of them: 'arrests-by-ethnicity'.", nameof(input.Name));
        if (metric is not null) throw new Refusal("transparency-reports.name-taken", "There is a metric of this name. Revise that one, or choose another name.", nameof(input.Name));
        return new(
            input.Name, Text.Checked(input.Title, nameof(input.Title), 200), Text.Checked(input.Explanation, nameof(input.Explanation), 5_000),
            input.Language is { } language ? LanguageTag.Checked(language, nameof(input.Language)) : null, CheckingDefinitions.Checked(input.Definition, datasets), by);
    }
}
