using System.Globalization;

namespace Engage.Plugins.TransparencyReports;

/// <summary>
/// A figure as bars, each with the whisker of its interval. Across, lengths are shares of the width, and down they are multiples of the letters: so it fits a
/// telephone and grows with the text, without a script. Who cannot see it is told what it shows, and the table beside it has every number.
/// </summary>
internal static class BarChart
{
    /// <summary>More bars than these nobody compares.</summary>
    public const int Most = 24;

    /// <summary>Letters of a group's name that stand beside a number on a telephone.</summary>
    private const int LongestName = 26;

    private const double RowHeight = 3;

    public static IReadOnlyList<FigureRow> Drawn(ReportFigure figure)
    {
        // The total of counts would make all others slivers, and the total of a disparity compares with nothing.
        var groups = figure.Definition.Measure is MetricMeasure.Count or MetricMeasure.Disparity ? figure.Rows.Where(row => row.Group.Count > 0) : figure.Rows;
        var rows = groups.ToList();
        return (rows.Count == 0 ? [.. figure.Rows] : rows).Take(Most).ToList();
    }

    public static Html Of(ReportFigure figure, string title)
    {
        var rows = Drawn(figure);
        if (figure.Chart is not FigureChart.Bars || rows.All(row => row.Value is null)) return Html.Nothing;
        var most = Scale(rows.Max(row => Math.Max(row.Value ?? 0, row.High ?? 0)));
        var axis = rows.Count * RowHeight;
        return Html.Of($"""
            <svg class="chart" role="img" aria-label="{Alternative(figure, rows, title)}" width="100%" height="{Em(axis + 1.6)}">
            {rows.Select((row, i) => Bar(figure.Definition, row, i * RowHeight, most))}{Even(figure.Definition, most, axis)}
            <g class="axis"><line x1="0" x2="100%" y1="{Em(axis + 0.1)}" y2="{Em(axis + 0.1)}"/><text x="0" y="{Em(axis + 1.3)}">0</text><text x="100%" y="{Em(axis + 1.3)}" text-anchor="end">{FigureNumbers.Value(figure.Definition, most)}</text></g>
            </svg>

            """);
    }

    private static Html Bar(MetricDefinition definition, FigureRow row, double top, double most) => Html.Of($"""
        <g><text class="name" y="{Em(top + 1.1)}">{Short(GroupNames.Of(definition, row.Group))}</text><text class="value" x="100%" y="{Em(top + 1.1)}" text-anchor="end">{Told(definition, row)}</text>
        {(row.Value is { } value ? Html.Of($"""<rect class="{(row.Group.Count == 0 ? "bar all" : "bar")}" y="{Em(top + 1.5)}" width="{Share(value, most)}" height="{Em(0.9)}"/>""") : Html.Nothing)}{Whisker(row, top + 1.95, most)}</g>

        """);

    private static Html Whisker(FigureRow row, double middle, double most) => row is not { Low: { } low, High: { } high } ? Html.Nothing : Html.Of($"""
        <g class="whisker"><line x1="{Share(low, most)}" x2="{Share(high, most)}" y1="{Em(middle)}" y2="{Em(middle)}"/><line x1="{Share(low, most)}" x2="{Share(low, most)}" y1="{Em(middle - 0.3)}" y2="{Em(middle + 0.3)}"/><line x1="{Share(high, most)}" x2="{Share(high, most)}" y1="{Em(middle - 0.3)}" y2="{Em(middle + 0.3)}"/></g>
        """);

    /// <summary>Where the rates of both groups would be the same.</summary>
    private static Html Even(MetricDefinition definition, double most, double axis) => definition.Measure is not MetricMeasure.Disparity || most < 1 ? Html.Nothing : Html.Of(
        $"""<line class="even" x1="{Share(1, most)}" x2="{Share(1, most)}" y1="0" y2="{Em(axis)}"/>""");

    private static string Alternative(ReportFigure figure, IReadOnlyList<FigureRow> rows, string title)
    {
        var definition = figure.Definition;
        var told = rows.Where(row => row.Value is not null).OrderByDescending(row => row.Value).ToList();
        var text = $"Bar chart: {title}. Highest: {Named(told[0])}.";
        if (told.Count > 1) text += $" Lowest of those told: {Named(told[^1])}.";
        if (rows.Count(row => row.Suppression is FigureSuppression.Withheld) is > 0 and var withheld) text += $" Withheld: {withheld} of {rows.Count}.";
        return text + " The table that follows has every number.";

        string Named(FigureRow row) => $"{GroupNames.Of(definition, row.Group)}, {FigureNumbers.Value(definition, row.Value!.Value)}";
    }

    private static string Told(MetricDefinition definition, FigureRow row) => row switch
    {
        { Value: { } value } => FigureNumbers.Value(definition, value),
        { Suppression: FigureSuppression.Withheld } => "withheld",
        _ => "no number"
    };

    /// <summary>The next of the round numbers, so that the longest bar takes most of the width.</summary>
    private static double Scale(double most)
    {
        if (most <= 0) return 1;
        var power = Math.Pow(10, Math.Floor(Math.Log10(most)));
        return new[] { 1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10 }.First(step => step * power >= most - power * 1e-9) * power;
    }

    private static string Short(string name)
    {
        var letters = StringInfo.ParseCombiningCharacters(name);
        return letters.Length <= LongestName ? name : name[..letters[LongestName - 1]] + "…";
    }

    private static string Share(double value, double most) => FormattableString.Invariant($"{Math.Clamp(value / most * 100, 0, 100):0.##}%");

    private static string Em(double height) => FormattableString.Invariant($"{height:0.##}em");
}
