using Engage.Postgres;
using Microsoft.Extensions.Logging.Abstractions;

namespace Engage.Testing;

/// <summary>
/// The PostgreSQL of a test run: one for each process, started by the first who needs it, gone with the process. It does not outlive a crash of the
/// machine, so it need not wait for the disk.
/// </summary>
internal static class TestPostgres
{
    /// <summary>
    /// Deletes the data once the server is gone. A process of its own, since a test runner kills its test host soon after the last test; the server
    /// stops when the host does, in whatever way that ends.
    /// </summary>
    private const string Sweep =
        """
        trap '' INT HUP TERM
        command -v flock >/dev/null || flock() { perl -e 'open my $file, "<&=", shift or die; flock $file, 2 or die' "$1"; }
        exec 7<"$1/server.lock"
        flock 7
        rm -rf "$1" "$2"
        """;

    private static readonly Lazy<Task<PrivatePostgres>> Started = new(Start);
    private static int _databases;

    public static Task<PrivatePostgres> Running => Started.Value;

    public static string NextName() => $"test_{Interlocked.Increment(ref _databases)}";

    private static async Task<PrivatePostgres> Start()
    {
        // Only named here: where we are root another user has to pass through, and what starts the server makes a folder that lets them.
        var folder = Path.Combine(Path.GetTempPath(), $"engage-tests-{Guid.NewGuid():N}");
        var postgres = await PrivatePostgres.Start(new(folder, Durable: false), NullLogger.Instance, CancellationToken.None);
        using var _ = PostgresCommand.Launch(new(PostgresCommand.Needed("sh"), ["-c", Sweep, "engage-tests", postgres.Folder, folder]));
        return postgres;
    }
}
