using Engage.Postgres;
using Microsoft.Extensions.Logging.Abstractions;

namespace Engage.Testing;

/// <summary>
/// The PostgreSQL of a test run: one for each process, started by the first who needs it, gone with the process. It does not outlive a crash of the
/// machine, so it need not wait for the disk.
/// </summary>
internal static class TestPostgres
{
    private static readonly Lazy<Task<PrivatePostgres>> Started = new(Start);
    private static int _databases;

    public static Task<PrivatePostgres> Running => Started.Value;

    public static string NextName() => $"test_{Interlocked.Increment(ref _databases)}";

    private static async Task<PrivatePostgres> Start()
    {
        var folder = Directory.CreateTempSubdirectory("engage-tests-").FullName;
        var postgres = await PrivatePostgres.Start(new(folder, Durable: false), NullLogger.Instance, CancellationToken.None);
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            postgres.DisposeAsync().AsTask().GetAwaiter().GetResult();
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        };
        return postgres;
    }
}
