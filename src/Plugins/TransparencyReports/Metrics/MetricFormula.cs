using System.Globalization;

namespace Engage.Plugins.TransparencyReports;

/// <summary>A definition in a sentence, for those who do not read definitions. It is made of the definition and of nothing else, so it cannot say another thing.</summary>
internal static class MetricFormula
{
    public static string Of(MetricDefinition definition) =>
        $"{Capital(Measured(definition))}{Groups(definition)}. Counts below {Number(definition.Threshold)} are withheld{Rounded(definition)}."
        + Records(definition.Table);

    private static string Measured(MetricDefinition definition)
    {
        var (records, counted) = (Records(definition), Where(definition, definition.Where));
        var whole = definition.Denominator?.Where is { } conditions ? $"{records}{Where(definition, conditions)}" : null;
        return definition.Measure switch
        {
            MetricMeasure.Count => $"{records}{counted}",
            MetricMeasure.Rate when whole is not null => $"of all {whole}, those{counted}, {(definition.Per == 1 ? "as a share" : Each(definition.Per))}",
            MetricMeasure.Rate => $"{records}{counted}, {(definition.Per == 1 ? "for one of" : Each(definition.Per))} {definition.Denominator!.Of} ({definition.Denominator.Dataset})",
            MetricMeasure.Duration => $"the median and the 90th percentile of the days from {Title(definition, definition.FromField!)} to {Title(definition, definition.UntilField!)}, of {records}{counted} that have both",
            MetricMeasure.Survival =>
                $"within how many days from {Title(definition, definition.FromField!)} to {Title(definition, definition.UntilField!)} half and nine tenths come to their end, of {records}{counted}, "
                + "where those that wait count with the time they have waited (Kaplan and Meier)",
            _ when whole is not null => $"of all {whole}, the share of those{counted}, divided by that of {Reference(definition)}",
            _ => $"the rate of {records}{counted} to {definition.Denominator!.Of} ({definition.Denominator.Dataset}), divided by that of {Reference(definition)}"
        };
    }

    private static string Records(MetricDefinition definition) => $"{Nouns(definition.Table)} of the period (by {Title(definition, definition.PeriodField)})";

    private static string Where(MetricDefinition definition, IReadOnlyList<RecordCondition> conditions) =>
        conditions.Count == 0 ? "" : $" where {string.Join(" and ", conditions.Select(condition => $"{Title(definition, condition.Field)} is {(condition.Not ? "not " : "")}{string.Join(" or ", condition.In.Select(code => Spoken(definition, condition.Field, code)))}"))}";

    private static string Reference(MetricDefinition definition) => $"{Title(definition, definition.GroupBy[0])} {Spoken(definition, definition.GroupBy[0], definition.Reference!)}";

    private static string Groups(MetricDefinition definition) =>
        definition.GroupBy.Count == 0 ? "" : $", by {string.Join(" and by ", definition.GroupBy.Select(field => Title(definition, field)))}";

    private static string Rounded(MetricDefinition definition) => definition.Rounding == 1 ? "" : $", the others rounded down to a multiple of {Number(definition.Rounding)}";

    private static string Records(DatasetTable table) =>
        Tables.Field(table, "incident") is { } incident ? $" Records are counted, and one {incident.Title.ToLowerInvariant()} may be several." : "";

    private static string Each(long per) => $"for each {Number(per)}";

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Nouns(DatasetTable table) => table switch
    {
        DatasetTable.Stops => "stops",
        DatasetTable.UsesOfForce => "uses of force",
        DatasetTable.Complaints => "complaints",
        DatasetTable.Allegations => "allegations",
        DatasetTable.Pursuits => "pursuits",
        _ => "denominators"
    };

    // A field that a later version of the tables no longer has keeps its name.
    private static string Title(MetricDefinition definition, string field) => Tables.Field(definition.Table, field) is { Title: [var first, .. var rest] } ? char.ToLowerInvariant(first) + rest : field;

    // An agency's own words stay as it writes them.
    private static string Spoken(MetricDefinition definition, string field, string code) =>
        code == Tables.NotRecorded || Tables.Field(definition.Table, field)?.Codes?.Contains(code) is true ? code.ToLowerInvariant().Replace('_', ' ') : code;

    private static string Capital(string sentence) => char.ToUpperInvariant(sentence[0]) + sentence[1..];
}
