namespace Engage.Plugins.TransparencyReports;

/// <summary>A figure of an edition on its page: how it was computed in words, a chart, and a table that says all of it.</summary>
internal static class FigureHtml
{
    private const string Withheld = "withheld";

    private const string None = "none";

    public static Html Of(ReportFigure figure, PageReader reader)
    {
        var definition = figure.Definition;
        var title = reader.Shown(figure.Title);
        var period = $"{PageReader.DayText(figure.From)} to {PageReader.DayText(figure.Until)}";
        return Html.Of($"""
            <section class="figure" id="figure-{figure.Id.ToString()}" aria-labelledby="title-{figure.Id.ToString()}">
            <h3 id="title-{figure.Id.ToString()}">{reader.Bidi(figure.Title)}</h3>
            <p class="definition">{MetricFormula.Of(definition)} <span class="period">{PageReader.Day(figure.From)} to {PageReader.Day(figure.Until)}.</span></p>
            <div class="chart-and-table">
            {Chart(figure, title)}{Table(figure, reader, period)}</div>
            {Notes(figure)}<p class="origin">Metric <code>{figure.Metric}</code>, version {figure.MetricVersion}, of the dataset <code>{definition.Dataset}</code>. Figure <code>{figure.Id.ToString()}</code>.</p>
            </section>

            """);
    }

    private static Html Chart(ReportFigure figure, string title)
    {
        var chart = BarChart.Of(figure, title);
        if (chart == Html.Nothing) return chart;
        var left = (figure.Definition.Measure is MetricMeasure.Count or MetricMeasure.Disparity ? figure.Rows.Count(row => row.Group.Count > 0) : figure.Rows.Count) - BarChart.Most;
        return left <= 0 ? chart : Html.Of($"""{chart}<p class="more">The chart shows the first {BarChart.Most}; the table has {left} more.</p>""");
    }

    private static Html Table(ReportFigure figure, PageReader reader, string period)
    {
        var (definition, columns) = (figure.Definition, Columns(figure.Definition));
        var fields = definition.GroupBy;
        var heads = fields.Count == 0 ? Html.Of($"""<th scope="col">Group</th>""") : Html.Of($"{fields.Select(field => Html.Of($"""<th scope="col">{GroupNames.Field(definition, field)}</th>"""))}");
        return Html.Of($"""
            <div class="table" role="region" tabindex="0" aria-labelledby="caption-{figure.Id.ToString()}">
            <table>
            <caption id="caption-{figure.Id.ToString()}">{reader.Bidi(figure.Title)}, {period}</caption>
            <thead><tr>{heads}{columns.Select(column => Html.Of($"""<th scope="col" class="number">{column.Head}</th>"""))}</tr></thead>
            <tbody>
            {figure.Rows.Select(row => Row(definition, row, columns))}</tbody>
            </table>
            </div>

            """);
    }

    private static Html Row(MetricDefinition definition, FigureRow row, IReadOnlyList<Column> columns)
    {
        var fields = Math.Max(1, definition.GroupBy.Count);
        var heads = row.Group.Count == 0
            ? Html.Of($"""<th scope="row" colspan="{fields}">{GroupNames.All}</th>""")
            : Html.Of($"{definition.GroupBy.Select(field => Head(definition, row.Group.FirstOrDefault(group => group.Field == field)))}");
        var cells = row.Suppression is FigureSuppression.Withheld && row.Count is null
            ? Html.Of($"""<td class="none" colspan="{columns.Count}">{Withheld}</td>""")
            : Html.Of($"{columns.Select(column => Html.Of($"""<td class="{(column.Text(row) is null ? "none" : "number")}">{column.Text(row) ?? (column == columns[0] ? Missing(row) : row.Suppression is FigureSuppression.Withheld ? Withheld : None)}</td>"""))}");
        return Html.Of($"""
            <tr{(row.Group.Count == 0 ? Html.Of($""" class="all" """) : Html.Nothing)}>{heads}{cells}</tr>

            """);
    }

    private static Html Head(MetricDefinition definition, FigureGroup? group) =>
        Html.Of($"""<th scope="row"><bdi>{(group is null ? GroupNames.All : GroupNames.Value(definition, group))}</bdi></th>""");

    private static string Missing(FigureRow row) => row.Suppression switch
    {
        FigureSuppression.Withheld => Withheld,
        FigureSuppression.NoDenominator => "nothing to divide by",
        _ => None
    };

    private static IReadOnlyList<Column> Columns(MetricDefinition definition)
    {
        var value = new Column(FigureNumbers.Unit(definition), row => row.Value is { } number ? Bare(definition, number) : null);
        var interval = new Column("95 % interval", row => row is { Low: { } low, High: { } high } ? $"{Bare(definition, low)} to {Bare(definition, high)}" : null);
        var count = new Column("Count", row => row.Count is { } number ? FigureNumbers.Whole(number) : null);
        var of = new Column("Out of", row => row.Of is { } number ? FigureNumbers.Whole(number) : null);
        return definition.Measure switch
        {
            MetricMeasure.Count => [value],
            MetricMeasure.Rate or MetricMeasure.Disparity => [value, interval, count, of],
            _ => [value, new("90th percentile, days", row => row.Percentile90 is { } days ? FigureNumbers.Days(days) : null), count]
        };
    }

    private static string Bare(MetricDefinition definition, double number) => definition.Measure switch
    {
        MetricMeasure.Count => FigureNumbers.Whole(number),
        MetricMeasure.Duration or MetricMeasure.Survival => FigureNumbers.Days(number),
        _ => FigureNumbers.Measured(number)
    };

    private static Html Notes(ReportFigure figure)
    {
        var definition = figure.Definition;
        List<string> notes = [];
        if (figure.Rows.Any(row => row.Suppression is FigureSuppression.Withheld))
            notes.Add($"Withheld: the number is below {definition.Threshold}, or a number below {definition.Threshold} could be found by subtraction if this one were told. Which of the two is not said, since that would tell.");
        if (figure.Rows.Any(row => row.Suppression is FigureSuppression.NoDenominator)) notes.Add("Nothing to divide by: there is no count of those out of whom a rate would be.");
        if (figure.Rows.Any(row => row.Low is not null))
            notes.Add("95 % interval: had chance played out otherwise, the number could as well have come out anywhere in it. Where the intervals of two groups overlap widely, the groups may not differ.");
        if (definition.Rounding > 1) notes.Add($"Counts are rounded down to a multiple of {definition.Rounding}.");
        if (definition.Measure is MetricMeasure.Survival) notes.Add("What is still open counts with the time that it has waited so far.");
        return notes.Count == 0 ? Html.Nothing : Html.Of($"""
            <ul class="notes">{notes.Select(note => Html.Of($"<li>{note}</li>"))}</ul>

            """);
    }

    private sealed record Column(string Head, Func<FigureRow, string?> Text);
}
