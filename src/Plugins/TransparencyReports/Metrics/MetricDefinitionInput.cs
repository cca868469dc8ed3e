namespace Engage.Plugins.TransparencyReports;

/// <summary>How a metric is computed.</summary>
/// <param name="Measure">What it computes.</param>
/// <param name="Dataset">The dataset's name.</param>
/// <param name="Table">Which of its records: any table but DENOMINATORS.</param>
/// <param name="PeriodField">The day of a record that says which period it belongs to: <c>occurred</c>, <c>received</c>.</param>
/// <param name="Where">The conditions that a record meets to be counted, all of them; 20 at most. Left out where every record counts.</param>
/// <param name="GroupBy">Up to two different fields, of codes or of yes and no, whose values make the groups.</param>
/// <param name="Denominator">What a rate or a disparity divides by. Neither is published without, and nothing else has one.</param>
/// <param name="Per">For how many a rate is: 1, 10, 100 for per cent, and so on to 1,000,000.</param>
/// <param name="FromField">The day that a duration or a wait begins with.</param>
/// <param name="UntilField">The day that a duration or a wait ends with.</param>
/// <param name="Reference">The group that a disparity compares with, one of its single field in <paramref name="GroupBy"/>.</param>
/// <param name="Threshold">
/// The smallest count that is published, 3 to 1,000. Of 2 that are told each knows of the other, which is why none lower than 3 is taken.
/// </param>
/// <param name="Rounding">What published counts are rounded down to a multiple of: 1 for not at all, 5, 10, 25, 50 or 100, and not more than the threshold.</param>
public sealed record MetricDefinitionInput(
    MetricMeasure Measure, string Dataset, DatasetTable Table, string PeriodField, IReadOnlyList<RecordConditionInput>? Where = null, IReadOnlyList<string>? GroupBy = null,
    MetricDenominatorInput? Denominator = null, long Per = 1, string? FromField = null, string? UntilField = null, string? Reference = null,
    int Threshold = Suppression.Threshold, int Rounding = 1);

/// <summary>A condition that a record meets.</summary>
/// <param name="Field">The field, of codes or of yes and no.</param>
/// <param name="In">The values, 1 to 50, of which the record has one. NOT_RECORDED stands for none.</param>
/// <param name="Not">Whether the record has none of the values instead.</param>
public sealed record RecordConditionInput(string Field, IReadOnlyList<string> In, bool Not = false);

/// <summary>What is divided by: either the records of the same table that meet the conditions in <c>where</c>, or the counts <c>of</c> something in a dataset of denominators.</summary>
/// <param name="Where">The records that are the whole of the share; an empty list for all of the period. What is counted meets these conditions too.</param>
/// <param name="Dataset">The name of the dataset that holds the counts.</param>
/// <param name="Of">Of whom or what they are, as the dataset says: <c>RESIDENTS</c>.</param>
public sealed record MetricDenominatorInput(IReadOnlyList<RecordConditionInput>? Where = null, string? Dataset = null, string? Of = null);
