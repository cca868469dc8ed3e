using System.Globalization;
using Npgsql;
using Spectre.Console;

namespace Engage.Benchmarks;

internal static class Report
{
    public static async Task Print(
        ForumOptions options, NpgsqlConnection server, TimeSpan loaded, IReadOnlyDictionary<Scenario, List<(Slice Engage, Slice Pgbench)>> measured, CancellationToken stop)
    {
        // A file has no width to wrap lines at.
        if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = 160;
        await using var asked = new NpgsqlCommand("select current_setting('fsync')", server);
        var fsync = await asked.ExecuteScalarAsync(stop);
        var table = new Table().Border(TableBorder.Markdown).AddColumn("");
        foreach (var column in new[] { "best req/s", "median", "p50 ms", "p99 ms", "µs host", "µs PostgreSQL" }) table.AddColumn(column, each => each.RightAligned());
        foreach (var (scenario, rounds) in measured)
        {
            AddRow(scenario.Name, [.. rounds.Select(round => round.Engage)], host: true);
            AddRow("  pgbench", [.. rounds.Select(round => round.Pgbench)], host: false);
            // Round by round, since the two halves of one had the same neighbours.
            table.AddRow("  ratio", "",
                Ratio(rounds, slice => slice.Rate), Ratio(rounds, slice => slice.P50), Ratio(rounds, slice => slice.P99), "",
                ProcessorTime.Available ? Number(Median(rounds.Select(round => (round.Engage.HostMicroseconds + round.Engage.PostgresMicroseconds) / round.Pgbench.PostgresMicroseconds))) : "");
        }
        AnsiConsole.WriteLine();
        AnsiConsole.WriteLine($"{Environment.ProcessorCount} cores, PostgreSQL {server.PostgreSqlVersion}, fsync {fsync}, .NET {Environment.Version}, {options.Connections} connections, " +
            $"{measured.First().Value.Count} rounds of {options.Seconds} s a side; {options.Posts:N0} posts and {options.Votes:N0} votes, loaded in {loaded.TotalSeconds:N0} s");
        AnsiConsole.Write(table);
        AnsiConsole.WriteLine("p50, p99 and µs (processor time per request) are medians of the rounds; the last ratio is all of Engage's processor time, host and PostgreSQL, to pgbench's PostgreSQL.");

        void AddRow(string name, Slice[] slices, bool host) => table.AddRow(
            name, Number(slices.Max(slice => slice.Rate)), Number(Median(slices.Select(slice => slice.Rate))),
            Number(Median(slices.Select(slice => slice.P50))), Number(Median(slices.Select(slice => slice.P99))),
            host && ProcessorTime.Available ? Number(Median(slices.Select(slice => slice.HostMicroseconds))) : "",
            ProcessorTime.Available ? Number(Median(slices.Select(slice => slice.PostgresMicroseconds))) : "");
    }

    private static string Ratio(List<(Slice Engage, Slice Pgbench)> rounds, Func<Slice, double> of) => Number(Median(rounds.Select(round => of(round.Engage) / of(round.Pgbench))));

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    public static string Number(double value) => value.ToString(value >= 100 ? "N0" : value >= 10 ? "N1" : "N2", CultureInfo.InvariantCulture);
}
