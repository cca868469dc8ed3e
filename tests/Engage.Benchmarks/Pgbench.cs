using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace Engage.Benchmarks;

/// <summary>PostgreSQL's own load generator: what the database gives to a client that costs next to nothing, with every statement prepared.</summary>
internal sealed partial class Pgbench(string program, NpgsqlConnectionStringBuilder database, string folder, int connections)
{
    private const double Logged = 0.1; // Writing down the latency of each transaction would slow the fast ones.

    /// <summary>The one that came with the server.</summary>
    public static async Task<Pgbench> Of(NpgsqlConnection server, string connectionString, string folder, int connections, CancellationToken stop)
    {
        await using var where = new NpgsqlCommand("select setting from pg_config where name = 'BINDIR'", server);
        var program = Path.Combine((string)(await where.ExecuteScalarAsync(stop))!, "pgbench");
        return File.Exists(program)
            ? new(program, new(connectionString), folder, connections)
            : throw new InvalidOperationException($"There is no {program}. Install the PostgreSQL of your distribution, which has it, and make its directory the setting Engage:Postgres:BinDirectory.");
    }

    public async Task<Slice> Run(string script, IReadOnlyDictionary<string, object> variables, TimeSpan duration, CancellationToken stop)
    {
        var (file, log) = (Path.Combine(folder, "script.sql"), Path.Combine(folder, "latency"));
        await File.WriteAllTextAsync(file, script, stop);
        var printed = await Run(
        [
            "--no-vacuum", "--protocol=prepared", $"--client={connections}", $"--jobs={Math.Min(connections, Environment.ProcessorCount)}",
            $"--time={duration.TotalSeconds:0}", $"--file={file}", "--log", $"--log-prefix={log}", $"--sampling-rate={Logged.ToString(CultureInfo.InvariantCulture)}",
            .. variables.Select(variable => $"--define={variable.Key}={variable.Value}")
        ], stop);

        var milliseconds = new List<double>();
        foreach (var part in Directory.GetFiles(folder, "latency.*"))
        {
            // client, number, microseconds, script, time
            milliseconds.AddRange(File.ReadLines(part).Select(line => double.Parse(line.Split(' ')[2], CultureInfo.InvariantCulture) / 1000));
            File.Delete(part);
        }
        return Slice.Of(
            long.Parse(Processed().Match(printed).Groups[1].Value, CultureInfo.InvariantCulture),
            double.Parse(Rate().Match(printed).Groups[1].Value, CultureInfo.InvariantCulture), milliseconds);
    }

    private async Task<string> Run(string[] arguments, CancellationToken stop)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PGHOST"] = database.Host;
        start.Environment["PGPORT"] = database.Port.ToString(CultureInfo.InvariantCulture);
        start.Environment["PGUSER"] = database.Username;
        start.Environment["PGPASSWORD"] = database.Password;
        start.Environment["PGDATABASE"] = database.Database;
        using var process = Process.Start(start)!;
        try
        {
            var (printed, complained) = (process.StandardOutput.ReadToEndAsync(stop), process.StandardError.ReadToEndAsync(stop));
            await process.WaitForExitAsync(stop);
            // It ends well only where no client met an error.
            return process.ExitCode == 0 ? await printed : throw new InvalidOperationException($"pgbench failed: {await complained}");
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }
    }

    [GeneratedRegex(@"transactions actually processed: (\d+)")]
    private static partial Regex Processed();

    [GeneratedRegex(@"tps = ([\d.]+)")]
    private static partial Regex Rate();
}
