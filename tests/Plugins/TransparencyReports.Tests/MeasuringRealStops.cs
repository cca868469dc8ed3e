using CsvHelper;

namespace Engage.Plugins.TransparencyReports;

public sealed class MeasuringRealStops
{
    // Computed by another program from the same file: one month of the Metropolitan Police, 25,909 stops.
    private static readonly (string Group, long Count, double Of, double[] Share, double[] Disparity)[] Published =
    [
        ("Asian", 385, 4681, [8.22474, 7.47152, 9.04647], [0.683605, 0.612816, 0.762571]),
        ("Black", 1083, 9360, [11.5705, 10.9382, 12.2344], [0.961691, 0.890418, 1.03867]),
        ("Other", 121, 1193, [10.1425, 8.55532, 11.9855], [0.843001, 0.706266, 1.00621]),
        ("White", 1210, 10057, [12.0314, 11.4101, 12.6818], [1, double.NaN, double.NaN])
    ];

    [RealStopsFact]
    public void The_share_of_arrests_and_its_disparity_are_what_another_program_finds_in_the_file()
    {
        var stops = Read();
        TalliedRow[] rows = [.. stops.GroupBy(stop => stop.Ethnicity).Where(group => group.Key.Length > 0).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new TalliedRow([new("ethnicity", group.Key)], group.LongCount(stop => stop.Outcome == "Arrest"), true, group.Count(), true, [], ""))];
        var share = new MetricDefinition(MetricMeasure.Rate, "stops", DatasetTable.Stops, "occurred", [new("outcome", ["Arrest"])], ["ethnicity"], new([]), 100);
        var shares = Measuring.Of(Planned(share), Guid.Empty, rows).Rows;
        var disparities = Measuring.Of(Planned(share with { Measure = MetricMeasure.Disparity, Per = 1, Reference = "White" }), Guid.Empty, rows).Rows;

        shares.Select(row => (row.Group[0].Code, row.Count, row.Of)).ShouldBe(Published.Select(row => (row.Group, (long?)row.Count, (double?)row.Of)));
        shares.Select(row => new[] { row.Value!.Value, row.Low!.Value, row.High!.Value }).ShouldBe(Published.Select(row => row.Share));
        disparities.Select(row => new[] { row.Value!.Value, row.Low ?? double.NaN, row.High ?? double.NaN }).ShouldBe(Published.Select(row => row.Disparity));
    }

    private static PlannedFigure Planned(MetricDefinition definition) => new(new(Guid.Empty, "arrests", new(2020, 7, 1), new(2020, 7, 31), FigureChart.None), "Arrests", 1, definition);

    private static List<(string Ethnicity, string Outcome)> Read()
    {
        using var csv = new CsvReader(File.OpenText(RealStopsFactAttribute.File!), System.Globalization.CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        var stops = new List<(string, string)>();
        while (csv.Read()) stops.Add((csv["Officer-defined ethnicity"]!, csv["Outcome"]!));
        return stops;
    }
}

/// <summary>Runs where ENGAGE_SAMPLE_DATA names a folder with a real file of stops and searches.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RealStopsFactAttribute : FactAttribute
{
    public RealStopsFactAttribute()
    {
        if (File is null) Skip = "Set ENGAGE_SAMPLE_DATA to a folder that holds stops/2020-07-metropolitan-stop-and-search.csv.";
    }

    public static string? File { get; } = Environment.GetEnvironmentVariable("ENGAGE_SAMPLE_DATA") is { Length: > 0 } folder
        && System.IO.File.Exists($"{folder}/stops/2020-07-metropolitan-stop-and-search.csv") ? $"{folder}/stops/2020-07-metropolitan-stop-and-search.csv" : null;
}
