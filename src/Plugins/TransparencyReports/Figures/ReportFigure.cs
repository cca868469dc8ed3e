namespace Engage.Plugins.TransparencyReports;

/// <summary>How a figure is drawn. Its table stands beside it in any case.</summary>
public enum FigureChart
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>A bar for each group, with its interval where there is one.</summary>
    Bars
}

/// <summary>Why there is no number.</summary>
public enum FigureSuppression
{
    /// <summary>
    /// It is small, or a small one could be found by subtraction if it were told. Which of the two is not said: it would tell.
    /// </summary>
    Withheld,

    /// <summary>There is nothing to divide by.</summary>
    NoDenominator
}

/// <summary>What a report asks for: a metric over a period.</summary>
/// <param name="Id">The figure's id, the same in every edition.</param>
/// <param name="Metric">The metric's name. An edition takes its newest version.</param>
/// <param name="From">The first day of the period.</param>
/// <param name="Until">The last day of the period.</param>
/// <param name="Chart">How it is drawn.</param>
public sealed record FigureRequest(Guid Id, string Metric, DateOnly From, DateOnly Until, FigureChart Chart);

/// <summary>A figure of an edition, as it was published.</summary>
/// <param name="Id">The figure's id, the same in every edition.</param>
/// <param name="Metric">The metric's name.</param>
/// <param name="MetricVersion">The version of its definition.</param>
/// <param name="Definition">How it was computed.</param>
/// <param name="From">The first day of the period.</param>
/// <param name="Until">The last day of the period.</param>
/// <param name="Chart">How it is drawn.</param>
public sealed record ReportFigure(
    Guid Id, [property: Unpublished] AgencyText Title, string Metric, int MetricVersion, MetricDefinition Definition, DateOnly From, DateOnly Until, FigureChart Chart,
    [property: Unpublished] IReadOnlyList<FigureRow> Rows);

/// <summary>
/// What is told of a group. Where there is no number, it says why. Rates and intervals are computed of the counts as they are told, rounded where the metric
/// rounds, and have six significant digits.
/// </summary>
/// <param name="Id">The row's id, the same in every edition.</param>
/// <param name="Group">The values that make the group; none for the total.</param>
/// <param name="Count">How many records: what a rate divides, how many durations there are, how many wait or waited.</param>
/// <param name="Of">What a rate is divided by.</param>
/// <param name="Value">
/// The count, the rate, the median in days, or how many times the rate of the group that is compared with. Null besides where half of those who wait did not come to
/// an end, where fewer than the threshold lie on either side of the median, and for the total of a disparity.
/// </param>
/// <param name="Low">The lower end of the 95 % interval of a rate or a disparity.</param>
/// <param name="High">The upper end of the 95 % interval of a rate or a disparity.</param>
/// <param name="Percentile90">The 90th percentile of a duration or a wait, in days; null as with the median, which is the sooner told.</param>
/// <param name="Suppression">Why there is no number; null where there is one.</param>
/// <param name="Commitment">
/// SHA-256 in lower case hexadecimal digits that fixes, without telling them, which events are behind the row; an auditor can check it.
/// </param>
public sealed record FigureRow(
    Guid Id, [property: Unpublished] Guid EditionId, [property: Unpublished] Guid FigureId, IReadOnlyList<FigureGroup> Group,
    long? Count, double? Of, double? Value, double? Low, double? High, double? Percentile90, FigureSuppression? Suppression, string Commitment)
{
    public static Guid IdOf(Guid figure, IEnumerable<FigureGroup> group) =>
        StreamId.Of(["transparency-reports.row", figure.ToString(), .. group.SelectMany(each => new[] { each.Field, each.Code })]);
}

/// <summary>A value that makes a group.</summary>
/// <param name="Field">The field.</param>
/// <param name="Code">
/// The value; NOT_RECORDED for the records that have none, OTHER_VALUES for those whose value fewer than 5 records have and the mapping does not name.
/// </param>
public sealed record FigureGroup(string Field, string Code);
