using Spectre.Console;

namespace Engage.Benchmarks;

internal static class TrustReport
{
    /// <summary>The first row is what the others are compared with, round by round: those of one round had the same neighbours.</summary>
    public static void Print(List<(string Name, List<Slice> Slices)> measured)
    {
        if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = 160;
        var table = new Table().Border(TableBorder.Markdown).AddColumn("");
        foreach (var column in new[] { "median /s", "p50 ms", "p99 ms", "µs host", "µs PostgreSQL", "cost", "cost, from .. to", "cost in p50", "cost in µs" })
            table.AddColumn(column, each => each.RightAligned());
        var bare = measured[0].Slices;
        foreach (var (name, slices) in measured)
        {
            var costs = Each(slices, (slice, other) => other.Rate / slice.Rate);
            table.AddRow(name, Middle(slices.Select(slice => slice.Rate)), Middle(slices.Select(slice => slice.P50)), Middle(slices.Select(slice => slice.P99)),
                Middle(slices.Select(slice => slice.HostMicroseconds)), Middle(slices.Select(slice => slice.PostgresMicroseconds)),
                Middle(costs), $"{Report.Number(costs.Min())} .. {Report.Number(costs.Max())}", Middle(Each(slices, (slice, other) => slice.P50 / other.P50)),
                Middle(Each(slices, (slice, other) => Microseconds(slice) / Microseconds(other))));
        }
        AnsiConsole.Write(table);

        double[] Each(List<Slice> slices, Func<Slice, Slice, double> of) => [.. slices.Zip(bare, of)];
    }

    private static double Microseconds(Slice slice) => slice.HostMicroseconds + slice.PostgresMicroseconds;

    private static string Middle(IEnumerable<double> values) => Report.Number(Report.Median(values));
}
