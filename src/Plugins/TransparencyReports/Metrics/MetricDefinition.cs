namespace Engage.Plugins.TransparencyReports;

/// <summary>What a metric computes.</summary>
public enum MetricMeasure
{
    /// <summary>How many records there are.</summary>
    Count,

    /// <summary>
    /// How many there are of so many: a share of records with the 95 % interval of Wilson, or events for so many people with that of Garwood.
    /// </summary>
    Rate,

    /// <summary>
    /// The median and the 90th percentile of the days between two days of a record, of the records that have both: the smallest of them that half, or nine
    /// tenths, of the records do not exceed.
    /// </summary>
    Duration,

    /// <summary>The same by Kaplan and Meier, counting those that still wait with the time they have waited so far.</summary>
    Survival,

    /// <summary>
    /// The rate of each group divided by the rate of one of them, with its 95 % interval on the scale of logarithms. Told where both groups have as many events as
    /// the threshold says.
    /// </summary>
    Disparity
}

/// <summary>A condition that a record meets.</summary>
/// <param name="Field">The field.</param>
/// <param name="In">The values, of which the record has one. NOT_RECORDED stands for none.</param>
/// <param name="Not">Whether the record has none of the values instead.</param>
public sealed record RecordCondition(string Field, IReadOnlyList<string> In, bool Not = false);

/// <summary>What a rate is divided by: the records of the same table that meet other conditions, or counts of a dataset of denominators.</summary>
/// <param name="Where">The records of the share's whole; an empty list for all of the period. Null where counts are divided by.</param>
/// <param name="Dataset">The dataset that holds the counts.</param>
/// <param name="Of">Of whom or what they are: <c>residents</c>.</param>
public sealed record MetricDenominator(IReadOnlyList<RecordCondition>? Where = null, string? Dataset = null, string? Of = null);

/// <summary>How a metric is computed: data, not code, so that anybody can read it and compute it again.</summary>
/// <param name="Measure">What it computes.</param>
/// <param name="Dataset">The dataset's name.</param>
/// <param name="Table">Which of its records.</param>
/// <param name="PeriodField">The day of a record that says which period it belongs to.</param>
/// <param name="Where">The conditions that a record meets to be counted, all of them.</param>
/// <param name="GroupBy">Up to two fields whose values make the groups.</param>
/// <param name="Denominator">What a rate or a disparity divides by.</param>
/// <param name="Per">For how many a rate is: 100 for per cent, 1000.</param>
/// <param name="FromField">The day that a duration begins with.</param>
/// <param name="UntilField">The day that a duration ends with.</param>
/// <param name="Reference">The group that a disparity compares with.</param>
/// <param name="Threshold">The smallest count that is published, and the fewest that lie on either side of a published median or percentile.</param>
/// <param name="Rounding">
/// What published counts are rounded down to a multiple of; 1 for not at all. Rates, disparities and their intervals are of the rounded counts, so that they tell no
/// more than these do. Medians and percentiles are not rounded.
/// </param>
public sealed record MetricDefinition(
    MetricMeasure Measure, string Dataset, DatasetTable Table, string PeriodField, IReadOnlyList<RecordCondition> Where, IReadOnlyList<string> GroupBy,
    MetricDenominator? Denominator = null, long Per = 1, string? FromField = null, string? UntilField = null, string? Reference = null,
    int Threshold = Suppression.Threshold, int Rounding = 1);
