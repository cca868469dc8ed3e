using Engage.Plugins.TransparencyReports;

namespace Engage.Benchmarks;

/// <summary>Six figures as a yearly report on stops has them, and the SQL that gives the same counts.</summary>
internal static class ReportFigures
{
    private static readonly (MetricDefinition Metric, string Counts)[] All =
    [
        (Count(["ethnicity"]), "count(*)"),
        (Count(["outcome"]), "count(*)"),
        (Count(["ethnicity", "gender"]), "count(*)"),
        (Count(["legislation"], new RecordCondition("object", ["Controlled drugs"])), "count(*) filter (where {object} = 'Controlled drugs')"),
        (Count(["ethnicity"], new RecordCondition("outcome", ["ARREST"])) with { Measure = MetricMeasure.Rate, Denominator = new([]), Per = 100 },
            "count(*) filter (where {outcome} = 'ARREST'), count(*)"),
        (Count(["ethnicity"], new RecordCondition("moreThanOuterClothing", ["YES"])) with { Measure = MetricMeasure.Disparity, Denominator = new([]), Reference = "WHITE" },
            "count(*) filter (where {moreThanOuterClothing} = 'YES'), count(*)")
    ];

    public static EditionPlan Plan(long sequence) => new(
        new Guid("0192f0a0-0000-7000-8000-000000000001"), sequence, [.. All.Select((figure, i) => new PlannedFigure(
            new(new Guid(i, 0, 0, new byte[8]), $"figure-{i}", new(2026, 1, 1), new(2026, 12, 31), FigureChart.Bars), new($"Figure {i}", "en"), 1, figure.Metric))], new byte[32]);

    /// <summary>One statement for each figure.</summary>
    /// <param name="from">What is selected from.</param>
    /// <param name="column">How a field is written there.</param>
    public static IEnumerable<string> Sql(string from, Func<string, string> column) => All.Select(figure =>
    {
        var groups = figure.Metric.GroupBy.Select(column).ToArray();
        string[] sets = ["()", .. groups.Select(group => $"({group})"), .. groups.Length == 2 ? new[] { $"({groups[0]}, {groups[1]})" } : []];
        var counts = System.Text.RegularExpressions.Regex.Replace(figure.Counts, @"\{(\w+)\}", field => column(field.Groups[1].Value));
        return $"select {counts} from {from} and {column("occurred")} between '2026-01-01' and '2026-12-31' group by grouping sets ({string.Join(", ", sets)})";
    });

    private static MetricDefinition Count(string[] groups, params RecordCondition[] where) => new(MetricMeasure.Count, ReportsBenchmark.Dataset, DatasetTable.Stops, "occurred", where, groups);
}
