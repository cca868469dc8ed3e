namespace Engage.Plugins.TransparencyReports;

/// <summary>Which records of a table are counted: those whose day lies in a period, that meet all conditions, and have the days that a measure of time is between.</summary>
internal sealed record Selection(string PeriodField, DateOnly From, DateOnly Until, IReadOnlyList<RecordCondition> Where, DaysBetween? Between)
{
    /// <summary>The records that a figure counts: of a share only those that are the share.</summary>
    public static Selection Counted(MetricDefinition metric, DateOnly from, DateOnly until) =>
        new(metric.PeriodField, from, until, [.. metric.Denominator?.Where ?? [], .. metric.Where], metric.Measure switch
        {
            MetricMeasure.Duration => new(metric.FromField!, metric.UntilField!, Open: false),
            MetricMeasure.Survival => new(metric.FromField!, metric.UntilField!, Open: true),
            _ => null
        });

    /// <summary>The records that a share is of; null where no share is computed.</summary>
    public static Selection? Whole(MetricDefinition metric, DateOnly from, DateOnly until) =>
        metric.Denominator?.Where is { } where ? new(metric.PeriodField, from, until, where, null) : null;

    /// <summary>Of two selections with the same key every record is in both or in none.</summary>
    public string Key { get; } = string.Join('|', [
        PeriodField, $"{From:o}", $"{Until:o}", Between is null ? "" : $"{Between.From} {Between.Until} {Between.Open}",
        .. Where.Select(each => $"{each.Field} {each.Not} {string.Join(',', each.In.Order(StringComparer.Ordinal).Select(code => $"{code.Length}:{code}"))}")
            .Order(StringComparer.Ordinal)]);
}

/// <summary>The two days of a record that a measure of time is between.</summary>
/// <param name="Open">Whether those that have not ended count too.</param>
internal sealed record DaysBetween(string From, string Until, bool Open);
