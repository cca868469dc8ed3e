using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Engage.Benchmarks;

/// <summary>A PostgreSQL for one benchmark, which flushes every commit to the disk.</summary>
internal static class OwnServer
{
    public static async Task For(Func<PrivatePostgres, string, Task> work, CancellationToken stop)
    {
        // It is made by who starts the server: root lets another user through to what lies in it.
        var data = Path.Combine(Path.GetTempPath(), $"engage-benchmark-{Guid.NewGuid():N}");
        var folder = "";
        try
        {
            await using var postgres = await PrivatePostgres.Start(new(data, Environment.GetEnvironmentVariable("Engage__Postgres__BinDirectory")), NullLogger.Instance, stop);
            folder = postgres.Folder;
            await postgres.CreateDatabase(Forum.Database, template: null, stop);
            await work(postgres, data);
        }
        finally
        {
            foreach (var each in new[] { folder, data })
                if (Directory.Exists(each)) Directory.Delete(each, recursive: true);
        }
    }

    /// <summary>Does now what the server, left to itself, would do in the midst of a slice, of one side or the other.</summary>
    public static async Task Settle(NpgsqlConnection server, CancellationToken stop)
    {
        foreach (var settle in new[] { "vacuum analyze", "checkpoint", "alter system set autovacuum = off", "select pg_reload_conf()" })
        {
            await using var command = new NpgsqlCommand(settle, server);
            await command.ExecuteNonQueryAsync(stop);
        }
    }

    public static int ProcessIdOf(PrivatePostgres postgres) =>
        int.Parse(File.ReadLines(Path.Combine(postgres.Folder, "data", "postmaster.pid")).First(), CultureInfo.InvariantCulture);
}
