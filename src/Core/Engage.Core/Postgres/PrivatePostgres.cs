using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Engage.Postgres;

/// <summary>
/// A PostgreSQL server of this user's own, for development and tests. It listens on loopback only, on a port that was free, behind a random password.
/// Processes that name the same data directory share one server: the first starts it, the others join, and it stops with the last of them, in whatever
/// way that one ends. Nothing is installed and no service is left behind.
/// </summary>
public sealed class PrivatePostgres : IAsyncDisposable
{
    private const string User = "engage";
    private const string RootFolder = "/var/lib/engage-postgres";

    // A user who keeps only the connection string would lose the server to the garbage collector, which closes the lock.
    private static readonly ConcurrentDictionary<PrivatePostgres, FileStream> InUse = new();

    private readonly string password;

    private PrivatePostgres(string folder, int port, FileStream share)
    {
        (Folder, Port) = (folder, port);
        password = Password(folder);
        InUse[this] = share;
    }

    /// <summary>
    /// Everything of this server: its data, log, password and locks. It is <c>postgres</c> in the data directory; or, where we are root and the server's
    /// user cannot get there (/root is closed to everybody else, and stays so), a folder of /var/lib/engage-postgres that belongs to that data directory.
    /// </summary>
    public string Folder { get; }

    /// <summary>The port on 127.0.0.1. Another one after each start.</summary>
    public int Port { get; }

    /// <summary>Starts the server of a data directory, or joins it where it runs.</summary>
    /// <exception cref="PrivatePostgresException">It cannot be had here; the message says what mends it.</exception>
    public static Task<PrivatePostgres> Start(PrivatePostgresOptions options, ILogger log, CancellationToken stop) =>
        Start(options, log, PostgresSources.OfThisMachine, FreePort, stop);

    /// <summary>Joins the server of a data directory where it runs, and keeps it until the answer is disposed of; null where none runs.</summary>
    public static async Task<PrivatePostgres?> Attach(string dataDirectory, CancellationToken stop)
    {
        if (OperatingSystem.IsWindows()) return null;
        var folder = await FolderOf(dataDirectory, stop);
        if (!File.Exists($"{folder}/password")) return null;
        await using var starting = await FileLock.Exclusive($"{folder}/start.lock", stop);
        if (FileLock.TryShared($"{folder}/in-use.lock") is not { } share) return null;
        try
        {
            if (await RunningPort(folder, stop) is { } port) return new(folder, port, share);
        }
        catch
        {
            await share.DisposeAsync();
            throw;
        }
        await share.DisposeAsync();
        return null;
    }

    /// <summary>Whether a server was ever started on a data directory.</summary>
    public static async Task<bool> HasData(string dataDirectory, CancellationToken stop) =>
        Directory.Exists(dataDirectory) && !OperatingSystem.IsWindows() && File.Exists($"{await FolderOf(dataDirectory, stop)}/password");

    /// <summary>How Npgsql connects to a database of this server.</summary>
    public string ConnectionString(string database) => ConnectionString(Port, password, database);

    /// <summary>How psql and its like connect to a database of this server. Holds the password.</summary>
    public string LibpqUri(string database) => $"postgresql://{User}:{password}@127.0.0.1:{Port}/{Uri.EscapeDataString(database)}";

    /// <summary>Creates a database, unless it exists.</summary>
    /// <param name="name">The name.</param>
    /// <param name="template">
    /// The database that it shall be a copy of, to which nobody may be connected; it is then an error if <paramref name="name"/> exists.
    /// </param>
    /// <param name="stop">Cancels.</param>
    public async Task CreateDatabase(string name, string? template, CancellationToken stop)
    {
        await using var connection = await Connect(ConnectionString("postgres"), stop);
        if (template is null)
        {
            await using var exists = new NpgsqlCommand("select 1 from pg_database where datname = $1", connection) { Parameters = { new() { Value = name } } };
            if (await exists.ExecuteScalarAsync(stop) is not null) return;
        }
        var copy = template is null ? "" : $" template {Quoted(template)}";
        await using var create = new NpgsqlCommand($"create database {Quoted(name)}{copy}", connection);
        try
        {
            await create.ExecuteNonQueryAsync(stop);
        }
        catch (PostgresException race) when (template is null && race.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Somebody else created it between the question and the answer.
        }
    }

    /// <summary>Leaves the server. It stops, and this waits until it has, unless somebody else uses it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!InUse.TryRemove(this, out var share)) return;
        // Nobody joins while this lock is held, so what is found out here stays true.
        await using var starting = await FileLock.Exclusive($"{Folder}/start.lock", CancellationToken.None);
        await share.DisposeAsync();
        if (UsedByOthers()) return;
        await using var gone = await FileLock.Exclusive($"{Folder}/server.lock", CancellationToken.None);
    }

    internal static async Task<PrivatePostgres> Start(
        PrivatePostgresOptions options, ILogger log, PostgresSources sources, Func<int> freePort, CancellationToken stop)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new PrivatePostgresException("engage.postgres-platform",
                "The private PostgreSQL runs on Linux and macOS. On Windows, use the Windows Subsystem for Linux, " +
                "or set ConnectionStrings:Engage to a server of your own.");
        }
        var folder = await MakeFolder(options.DataDirectory, stop);
        await using var starting = await FileLock.Exclusive($"{folder}/start.lock", stop);
        // A watchdog that stops its server keeps this lock until the server is gone.
        var share = await FileLock.Shared($"{folder}/in-use.lock", stop);
        try
        {
            if (await RunningPort(folder, stop) is { } running)
            {
                log.LogInformation("Joined the PostgreSQL that runs on port {Port}, data in {Folder}", running, folder);
                return new(folder, running, share);
            }
            var binaries = await PostgresBinaries.Find(options, folder, sources, log, stop);
            if (!Directory.Exists($"{folder}/data")) await Initialise(folder, binaries, options.Durable, stop);
            var port = await Launch(folder, binaries, options.Durable, freePort, stop);
            log.LogInformation("PostgreSQL {Version} runs on port {Port}, data in {Folder}", binaries.Version, port, folder);
            return new(folder, port, share);
        }
        catch
        {
            await share.DisposeAsync();
            throw;
        }
    }

    /// <summary>The port of the server that runs, once it is ready; null where none runs.</summary>
    private static async Task<int?> RunningPort(string folder, CancellationToken stop)
    {
        while (true)
        {
            using var idle = FileLock.TryExclusive($"{folder}/server.lock");
            if (idle is not null) return null;
            // Where the server was killed, its file still says that it is ready, and what is left of it holds the lock, and even the port, a moment longer.
            if (ReadyPort(folder) is { } port && await Answers(folder, port, stop)) return port;
            await Task.Delay(10, stop);
        }
    }

    private static async Task<bool> Answers(string folder, int port, CancellationToken stop)
    {
        try
        {
            await using var connection = await Connect(ConnectionString(port, Password(folder), "postgres"), stop);
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private static string ConnectionString(int port, string password, string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = port,
        Username = User,
        Password = password,
        Database = database,
        // Once the server is gone anybody may listen on its port; SCRAM does not show them the password.
        RequireAuth = "ScramSHA256",
        SslMode = SslMode.Disable,
        GssEncryptionMode = GssEncryptionMode.Disable
    }.ConnectionString;

    private static async Task<NpgsqlConnection> Connect(string connectionString, CancellationToken stop)
    {
        // Pooled, it would stay open, and a database that somebody is connected to cannot be a template.
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        try
        {
            await connection.OpenAsync(stop);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private static string Password(string folder) => File.ReadAllText($"{folder}/password").Trim();

    private static async Task Initialise(string folder, PostgresBinaries binaries, bool durable, CancellationToken stop)
    {
        // One collation on every machine: code points, with the case rules of Unicode. Before 17 that was up to the operating system.
        string[] locale = binaries.Version >= 17 ? ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
            : OperatingSystem.IsLinux() ? ["--locale=C.UTF-8"] : ["--locale=C"];
        var password = new MemoryStream(Encoding.ASCII.GetBytes(RandomNumberGenerator.GetHexString(48, lowercase: true) + '\n'));
        await PostgresCommand.Run(PostgresCommand.Detached(folder, PostgresCommand.Initialise,
        [
            binaries.Program("initdb"), $"--username={User}", "--auth=scram-sha-256", "--encoding=UTF8", .. locale, "--no-instructions",
            .. durable ? Array.Empty<string>() : ["--no-sync"]
        ]), password, stop);
    }

    private static async Task<int> Launch(string folder, PostgresBinaries binaries, bool durable, Func<int> freePort, CancellationToken stop)
    {
        ForgetCrashed(folder);
        for (var attempt = 1; ; attempt++)
        {
            string[] settings =
            [
                "listen_addresses=127.0.0.1", $"port={freePort()}", "unix_socket_directories=", "max_connections=200", "shared_buffers=128MB",
                "client_connection_check_interval=1000", "timezone=UTC", "log_timezone=UTC", "jit=off",
                // Statements and details of errors hold what people wrote; the log does not.
                "log_min_error_statement=panic", "log_error_verbosity=terse",
                .. durable ? Array.Empty<string>() : ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]
            ];
            using var server = PostgresCommand.Launch(PostgresCommand.Detached(folder, PostgresCommand.Watchdog,
                [binaries.Program("postgres"), "-D", $"{folder}/data", .. settings.SelectMany(setting => new[] { "-c", setting })]));
            var ended = server.WaitForExitAsync(stop);
            while (!ended.IsCompleted)
            {
                if (ReadyPort(folder) is { } port) return port;
                await Task.WhenAny(ended, Task.Delay(10, stop));
            }
            await ended;
            // The script complains on its own error stream only where it did not get as far as opening the log.
            var complaint = await server.StandardError.ReadToEndAsync(stop);
            var log = complaint.Length > 0 ? complaint.Split('\n') : await File.ReadAllLinesAsync($"{folder}/log", stop);
            // Between finding a free port and listening on it anybody may take it.
            if (attempt < 5 && log.Any(line => line.Contains("could not bind", StringComparison.Ordinal))) continue;
            throw new PrivatePostgresException("engage.postgres-failed",
                $"PostgreSQL did not start. It said: {log.LastOrDefault(line => line.Contains("FATAL", StringComparison.Ordinal)) ?? log.LastOrDefault()} " +
                $"Mend that, or look into {folder}/log for more.");
        }
    }

    /// <summary>The port of the server, once it lets people in: the file that it keeps for pg_ctl has it in line 4, and how far it got in line 8.</summary>
    private static int? ReadyPort(string folder)
    {
        try
        {
            return File.ReadAllLines($"{folder}/data/postmaster.pid") is { Length: >= 8 } lines && lines[7].Trim() == "ready" ? int.Parse(lines[3]) : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>
    /// After a crash of the machine the process number in the file may be anybody's, and PostgreSQL would refuse to start because of it. It is kept only
    /// where that process works in a directory with this same file: a server that somebody started by hand.
    /// </summary>
    private static void ForgetCrashed(string folder)
    {
        var file = $"{folder}/data/postmaster.pid";
        if (!OperatingSystem.IsLinux() || !File.Exists(file)) return;
        var text = File.ReadAllText(file);
        var theirs = $"/proc/{text.Split('\n')[0].Trim()}/cwd/postmaster.pid";
        if (!File.Exists(theirs) || File.ReadAllText(theirs) != text) File.Delete(file);
    }

    private bool UsedByOthers()
    {
        using var alone = FileLock.TryExclusive($"{Folder}/in-use.lock");
        if (alone is not null) return false;
        // Not alone: with others, who share, or with the watchdog, who got the lock first and does not.
        using var shared = FileLock.TryShared($"{Folder}/in-use.lock");
        return shared is not null;
    }

    [UnsupportedOSPlatform("windows")]
    private static async Task<string> MakeFolder(string dataDirectory, CancellationToken stop)
    {
        try
        {
            // Where we are root, another user has to pass through. It cannot list what is there.
            const UnixFileMode own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
            Directory.CreateDirectory(dataDirectory, PostgresCommand.Account is null ? own : own | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
            var folder = await FolderOf(dataDirectory, stop);
            if (File.Exists($"{folder}/server.lock")) return folder;
            if (PostgresCommand.Account is { } account)
            {
                var install = PostgresCommand.Needed("install");
                if (Path.GetDirectoryName(folder) == RootFolder) await PostgresCommand.Run(new(install, ["-d", "-m", "0711", RootFolder]), null, stop);
                await PostgresCommand.Run(new(install, ["-d", "-m", "0700", "-o", account.User, "-g", account.Group, folder]), null, stop);
            }
            else Directory.CreateDirectory(folder, own);
            await PostgresCommand.Run(folder, [PostgresCommand.Needed("sh"), "-c", PostgresCommand.MakeLocks], null, stop);
            return folder;
        }
        catch (Exception closed) when (closed is UnauthorizedAccessException or IOException or PrivatePostgresException { Code: "engage.postgres-failed" })
        {
            throw new PrivatePostgresException("engage.postgres-directory",
                $"The data directory {dataDirectory} cannot be used: {closed.Message} " +
                "Set Engage:DataDirectory to one that this user may write to and, for root, that every user may pass through.", closed);
        }
    }

    private static async Task<string> FolderOf(string dataDirectory, CancellationToken stop)
    {
        dataDirectory = Path.TrimEndingDirectorySeparator(Path.GetFullPath(dataDirectory));
        var folder = Path.Combine(dataDirectory, "postgres");
        if (PostgresCommand.Account is null || await Reachable(dataDirectory, stop)) return folder;
        return $"{RootFolder}/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(dataDirectory)).AsSpan(0, 8))}";
    }

    private static async Task<bool> Reachable(string directory, CancellationToken stop)
    {
        var answer = await PostgresCommand.Run("/", [PostgresCommand.Needed("sh"), "-c", "test -x \"$1\" && echo yes || echo no", "sh", directory], null, stop);
        return answer.Trim() == "yes";
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Quoted(string identifier) => $"\"{identifier.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
