namespace Engage.Plugins.TransparencyReports;

/// <summary>How a figure was computed, in a sentence or two.</summary>
internal static class FigureDefinition
{
    public static string InWords(MetricDefinition definition)
    {
        var records = Records(definition);
        return definition.Measure switch
        {
            MetricMeasure.Count => $"How many {records} there are.",
            MetricMeasure.Rate => $"How many {records} there are for every {FigureNumbers.Whole(definition.Per)} {Whole(definition)}.",
            MetricMeasure.Duration => $"The days from «{Field(definition, definition.FromField)}» to «{Field(definition, definition.UntilField)}» of the {records} that have both.",
            MetricMeasure.Survival => $"The days from «{Field(definition, definition.FromField)}» to «{Field(definition, definition.UntilField)}» of the {records}, those that still wait among them (Kaplan and Meier).",
            _ => $"How many times as high the rate of {records} among {Whole(definition)} is as that of the group «{Group(definition, definition.Reference ?? "")}»."
        };
    }

    private static string Records(MetricDefinition definition) => Table(definition.Table) + Where(definition, definition.Where);

    private static string Whole(MetricDefinition definition) => definition.Denominator switch
    {
        { Where: { } where } => Table(definition.Table) + Where(definition, where),
        { Of: { } of } => of,
        _ => "of them"
    };

    private static string Where(MetricDefinition definition, IReadOnlyList<RecordCondition> conditions) => conditions.Count == 0 ? "" : " where " + string.Join(" and ", conditions.Select(each =>
        $"«{Field(definition, each.Field)}» is {(each.Not ? "not " : "")}{string.Join(" or ", each.In.Select(code => GroupNames.Value(definition, new(each.Field, code))))}"));

    private static string Field(MetricDefinition definition, string? field) => field is null ? "" : GroupNames.Field(definition, field);

    private static string Group(MetricDefinition definition, string code) => definition.GroupBy is [var field] ? GroupNames.Value(definition, new(field, code)) : code;

    private static string Table(DatasetTable table) => table switch
    {
        DatasetTable.Stops => "stops",
        DatasetTable.UsesOfForce => "uses of force",
        DatasetTable.Complaints => "complaints",
        DatasetTable.Allegations => "allegations",
        DatasetTable.Pursuits => "pursuits",
        _ => "counts"
    };
}
