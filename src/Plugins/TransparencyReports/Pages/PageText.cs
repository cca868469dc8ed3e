using System.Globalization;

namespace Engage.Plugins.TransparencyReports;

/// <summary>Who publishes, and what language the reader asked for.</summary>
/// <param name="Agency">What the agency is called.</param>
/// <param name="Languages">The languages that it answers in, its own first.</param>
/// <param name="Slug">Its name in addresses.</param>
/// <param name="Language">The language that was asked for; null for the originals.</param>
/// <param name="Days">Its calendar.</param>
internal sealed record PageReader(string Agency, IReadOnlyList<string> Languages, string Slug, string? Language, AgencyCalendar Days)
{
    /// <summary>The language that a text is shown in.</summary>
    public string LanguageOf(AgencyText text)
    {
        var original = text.Language ?? Languages[0];
        if (Language is null) return original;
        var there = text.Translations.Select(each => each.Language);
        return LanguageTag.Lookup(Language, text.Language is null ? there : there.Append(text.Language)) ?? original;
    }

    public string Shown(AgencyText text) => text.In(Language);

    /// <summary>
    /// A text with its language, and in a direction of its own: the page's own words are English, and a title from right to left, or one that holds marks that turn
    /// the direction, must not carry them along.
    /// </summary>
    public Html Bidi(AgencyText text) => Html.Of($"""<bdi lang="{LanguageOf(text)}">{Shown(text)}</bdi>""");

    public Html Prose(AgencyText text, IMarkdown markdown) =>
        Shown(text).Length == 0 ? Html.Nothing : Html.Of($"""<div class="prose" lang="{LanguageOf(text)}" dir="auto">{Html.Markdown(markdown, Shown(text))}</div>""");

    public Html Day(DateTimeOffset moment) => Day(Days.DayOf(moment));

    public static Html Day(DateOnly day) => Html.Of($"""<time datetime="{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}">{DayText(day)}</time>""");

    public static string DayText(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
}

/// <summary>Numbers as people read them.</summary>
internal static class FigureNumbers
{
    /// <summary>Of a count: all of it. Of what was measured: three digits that count, since an interval stands beside it.</summary>
    public static string Whole(double number) => number.ToString("#,##0", CultureInfo.InvariantCulture);

    public static string Measured(double number) => Math.Abs(number) switch
    {
        >= 100 => Whole(number),
        >= 10 => number.ToString("0.0", CultureInfo.InvariantCulture),
        >= 1 or 0 => number.ToString("0.00", CultureInfo.InvariantCulture),
        _ => number.ToString("0.####", CultureInfo.InvariantCulture)
    };

    /// <summary>A value of a figure with its unit.</summary>
    public static string Value(MetricDefinition definition, double value) => definition.Measure switch
    {
        MetricMeasure.Count => Whole(value),
        MetricMeasure.Rate when definition.Per == 100 => Measured(value) + "%",
        MetricMeasure.Duration or MetricMeasure.Survival => $"{Days(value)} {(value == 1 ? "day" : "days")}",
        MetricMeasure.Disparity => Measured(value) + "×",
        _ => Measured(value)
    };

    public static string Days(double days) => days.ToString("#,##0.#", CultureInfo.InvariantCulture);

    /// <summary>What the values of a figure are, for the head of their column.</summary>
    public static string Unit(MetricDefinition definition) => definition.Measure switch
    {
        MetricMeasure.Count => "Count",
        MetricMeasure.Rate when definition.Per == 100 => "Per cent",
        MetricMeasure.Rate when definition.Per == 1 => "Rate",
        MetricMeasure.Rate => $"Per {Whole(definition.Per)}",
        MetricMeasure.Duration or MetricMeasure.Survival => "Median, days",
        _ => "Times the rate compared with"
    };
}

/// <summary>What groups are called.</summary>
internal static class GroupNames
{
    public const string All = "All";

    public static string Field(MetricDefinition definition, string field) => Tables.Field(definition.Table, field)?.Title ?? field;

    /// <summary>A value of the canonical table in words; an agency's own words as they are.</summary>
    public static string Value(MetricDefinition definition, FigureGroup group) =>
        group.Code is Tables.NotRecorded or Tables.OtherValues || Tables.Field(definition.Table, group.Field)?.Codes?.Contains(group.Code) is true
            ? Words(group.Code)
            : group.Code;

    public static string Of(MetricDefinition definition, IReadOnlyList<FigureGroup> row) =>
        row.Count == 0 ? All : string.Join(", ", row.Select(group => Value(definition, group)));

    private static string Words(string code) => code[0] + code[1..].ToLowerInvariant().Replace('_', ' ');
}
