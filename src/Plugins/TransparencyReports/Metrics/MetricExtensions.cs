namespace Engage.Plugins.TransparencyReports;

/// <summary>The texts of a metric in another language.</summary>
/// <param name="Language">The language, a tag of BCP 47.</param>
/// <param name="Title">The title.</param>
/// <param name="Explanation">What it says and what it does not say.</param>
/// <param name="Status">How the translation came about.</param>
/// <param name="Outdated">Whether one of the originals was changed since.</param>
public sealed record MetricTranslation(string Language, string Title, string Explanation, TranslationStatus Status, bool Outdated);

public static class MetricExtensions
{
    /// <summary>What readers see above its figures.</summary>
    /// <param name="language">The language to read it in, a tag of BCP 47: de-AT finds a translation into de-AT, or else into de. Without it, and where none is found, the original.</param>
    public static string Title(Metric metric, string? language = null) => metric.Title.In(language);

    /// <summary>What it says and what it does not say.</summary>
    /// <param name="language">The language to read it in, as with the title.</param>
    public static string Explanation(Metric metric, string? language = null) => metric.Explanation.In(language);

    /// <summary>A number that grows whenever its title or its explanation is changed, for translators to say which words they translated.</summary>
    public static int TextVersion(Metric metric) => metric.Title.Version + metric.Explanation.Version - 1;

    /// <summary>The languages that it was translated into.</summary>
    public static IReadOnlyList<MetricTranslation> Translations(Metric metric) => [.. metric.Title.Translations.Select(title =>
    {
        var explanation = metric.Explanation.Translations.Single(each => each.Language == title.Language);
        return new MetricTranslation(title.Language, title.Text, explanation.Text, title.Status, metric.Title.IsOutdated(title) || metric.Explanation.IsOutdated(explanation));
    })];

    /// <summary>How it was and is computed, the oldest first.</summary>
    public static Connection<MetricVersion> Versions(Metric metric, Page page) =>
        metric.Versions.ToConnection(page, version => StreamId.Of(metric.Id.ToString(), $"{version.Version}"));

    /// <summary>One way in which it was or is computed; null where there is none of this number.</summary>
    /// <param name="number">Its number, from 1; the newest where it is left out.</param>
    public static MetricVersion? Version(Metric metric, int? number = null) =>
        number is null ? metric.Newest() : metric.Versions.FirstOrDefault(version => version.Version == number);

    /// <summary>How it is computed now, in a sentence.</summary>
    public static string Formula(Metric metric) => MetricFormula.Of(metric.Newest().Definition);
}

public static class MetricDefinitionExtensions
{
    /// <summary>The same in a sentence.</summary>
    public static string Formula(MetricDefinition definition) => MetricFormula.Of(definition);
}
