using System.ComponentModel;
using System.Diagnostics;

namespace Engage.Postgres;

/// <summary>Runs what PostgreSQL consists of, never as root: it refuses that, and rightly.</summary>
internal static class PostgresCommand
{
    /// <summary>
    /// The server behind a watchdog. Arguments: the server and its options. Lock 8 is inherited by every process of the server, so while one of them lives
    /// nobody starts another on the same data. Lock 9 is held, shared, by each process that uses the server; the watchdog gets it once they are all gone
    /// and keeps it until the server is gone too, so that nobody takes a server that stops for one that runs. SIGINT is what asks for a fast shutdown, but a
    /// server that is too young to have a handler would miss it (the shell makes its background processes ignore it); SIGTERM ends that one. Where the
    /// server ends by itself, kill 0 ends the waiting flock; the session, and so the process group, is the script's own.
    /// </summary>
    public const string Watchdog =
        """
        umask 077
        command -v flock >/dev/null || flock() { perl -e 'open my $file, "<&=", shift or die; flock $file, 2 or die' "$1"; }
        exec 8<server.lock 9<in-use.lock </dev/null >log 2>&1
        flock 8
        "$@" 9<&- &
        server=$!
        { flock 9; kill $server; kill -INT $server; } 8<&- &
        wait $server
        code=$?
        trap '' TERM
        kill 0
        exit $code
        """;

    /// <summary>
    /// Makes the cluster; the password comes by standard input. Arguments: initdb and its options. It holds the server's lock too, since it outlives whoever
    /// called it and was killed. The data get their name last: an initdb that was cut short leaves nothing that looks like a cluster.
    /// </summary>
    public const string Initialise =
        """
        set -e
        umask 077
        command -v flock >/dev/null || flock() { perl -e 'open my $file, "<&=", shift or die; flock $file, 2 or die' "$1"; }
        exec 8<server.lock
        flock 8
        cat >password.new
        [ -s password ] || mv password.new password
        rm -rf password.new data.new
        "$@" --pwfile=password --pgdata=data.new >&2
        mv data.new data
        """;

    /// <summary>Makes the lock files, as the user that the server runs as: whoever may read the cluster may lock it.</summary>
    public const string MakeLocks = "umask 077; for name in start in-use server; do : >>$name.lock || exit 1; done";

    private static readonly Lazy<(string, string)?> account = new(() => Environment.IsPrivilegedProcess ? FindAccount() : null);

    /// <summary>The user and group that the server runs as when we are root; null when we are not.</summary>
    public static (string User, string Group)? Account => account.Value;

    /// <summary>A program on the PATH; null where there is none. (Process.Start would look in the current directory first, which may be anybody's.)</summary>
    public static string? OnPath(string name) => Directories().Select(directory => Path.Combine(directory, name)).FirstOrDefault(File.Exists);

    public static IEnumerable<string> Directories(string? path = null) =>
        (path ?? Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Where(Path.IsPathRooted);

    /// <summary>A script as the server's user, in a session of its own, so that Ctrl-C in the terminal does not reach it.</summary>
    public static ProcessStartInfo Detached(string folder, string script, params IEnumerable<string> arguments)
    {
        // macOS has neither setsid(1) nor flock(1), but perl.
        IEnumerable<string> session = OnPath("setsid") is { } setsid
            ? [setsid]
            : [Needed("perl"), "-MPOSIX=setsid", "-e", "setsid() > 0 or die; exec @ARGV", "--"];
        return Start(folder, [.. session, .. Drop(), Needed("sh"), "-c", script, "engage-postgres", .. arguments]);
    }

    /// <summary>Runs a program as the server's user and answers what it printed.</summary>
    public static Task<string> Run(string folder, IEnumerable<string> command, Stream? input, CancellationToken stop) =>
        Run(Start(folder, [.. Drop(), .. command]), input, stop);

    /// <summary>Runs a program and answers what it printed; where it fails, the exception carries what it complained about.</summary>
    public static async Task<string> Run(ProcessStartInfo start, Stream? input, CancellationToken stop)
    {
        using var process = Launch(start);
        try
        {
            var printed = process.StandardOutput.ReadToEndAsync(stop);
            var complained = process.StandardError.ReadToEndAsync(stop);
            if (input is not null) await Feed(process, input, stop);
            process.StandardInput.Close();
            await process.WaitForExitAsync(stop);
            if (process.ExitCode != 0) throw new PrivatePostgresException("engage.postgres-failed", $"{start.FileName} failed: {(await complained).Trim()}");
            return await printed;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    public static Process Launch(ProcessStartInfo start)
    {
        // All three, or the runtime would hand the terminal over to the child for as long as it lives.
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception unusable)
        {
            throw new PrivatePostgresException("engage.postgres-failed", $"{start.FileName} cannot be run: {unusable.Message}", unusable);
        }
    }

    public static string Needed(string program) => OnPath(program) ??
        throw new PrivatePostgresException("engage.postgres-platform",
            $"'{program}' is not on the PATH, and the private PostgreSQL needs it. Install it, or set ConnectionStrings:Engage to a server of your own.");

    private static ProcessStartInfo Start(string folder, string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..]) { WorkingDirectory = folder };
        // What our own environment holds is no business of the server: settings may be secrets, and PG* variables would change what it does.
        start.Environment.Clear();
        start.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH");
        start.Environment["LC_ALL"] = "C";
        return start;
    }

    private static async Task Feed(Process process, Stream input, CancellationToken stop)
    {
        try
        {
            await input.CopyToAsync(process.StandardInput.BaseStream, stop);
        }
        catch (IOException)
        {
            // It ended without reading on; its exit code says why.
        }
    }

    private static string[] Drop()
    {
        if (Account is not { } account) return [];
        var setpriv = OnPath("setpriv") ?? throw new PrivatePostgresException("engage.postgres-root",
            "PostgreSQL does not run as root, and setpriv (package util-linux) is not on the PATH to run it as another user. " +
            "Install it, or start Engage as an ordinary user.");
        return [setpriv, $"--reuid={account.User}", $"--regid={account.Group}", "--clear-groups", "--no-new-privs", "--"];
    }

    private static (string, string) FindAccount()
    {
        var accounts = File.ReadLines("/etc/passwd").Select(line => line.Split(':')).Where(fields => fields.Length > 3).ToLookup(fields => fields[0]);
        var account = accounts["postgres"].Concat(accounts["nobody"]).FirstOrDefault() ??
            throw new PrivatePostgresException("engage.postgres-root",
                "PostgreSQL does not run as root, and there is no user 'postgres' or 'nobody' to run it as. Add one, or start Engage as an ordinary user.");
        return (account[2], account[3]);
    }
}
