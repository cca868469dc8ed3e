using System.Diagnostics;
using System.Reflection;
using Engage.Postgres;
using Npgsql;

namespace Engage.Processes;

/// <summary>A data directory of a test's own, with the hosts and commands that run on it.</summary>
internal sealed class Deployment : IAsyncDisposable
{
    // Nothing here waits for the time to pass; it bounds how long a broken rule can hang.
    private readonly List<HostProcess> _hosts = [];

    public static string Host { get; } = Metadata("BuiltHost");

    /// <summary>The host that is started: as it was built, or as it was published.</summary>
    public string Program { get; init; } = Host;

    public static string Repository { get; } = Metadata("Repository");

    public string DataDirectory { get; } = Path.Combine(Path.GetTempPath(), $"engage-run-{Guid.NewGuid():N}");

    public Dictionary<string, string> Environment { get; } = new() { ["ASPNETCORE_ENVIRONMENT"] = "Development", ["ASPNETCORE_URLS"] = "http://127.0.0.1:0" };

    public CancellationToken Stop => new CancellationTokenSource(TimeSpan.FromMinutes(3)).Token;

    /// <summary>The process number that the private PostgreSQL goes by; null where none runs.</summary>
    public int? Postgres => File.Exists(PidFile) ? int.Parse(File.ReadLines(PidFile).First()) : null;

    private string PidFile => Path.Combine(DataDirectory, "postgres", "data", "postmaster.pid");

    public async Task<HostProcess> Serve(params string[] args)
    {
        var host = await HostProcess.Serve(Start(args), Stop);
        _hosts.Add(host);
        return host;
    }

    public Task<Ended> Run(params string[] args) => HostProcess.Run(Start(args), Stop);

    /// <summary>Runs a command from another folder than that of the tests.</summary>
    public Task<Ended> RunIn(string folder, params string[] args)
    {
        var start = Start(args);
        start.WorkingDirectory = folder;
        return HostProcess.Run(start, Stop);
    }

    /// <summary>Runs a script of the shell, with this deployment's settings.</summary>
    public Task<Ended> Shell(string script, string folder)
    {
        var start = Start([]);
        (start.FileName, start.WorkingDirectory) = ("bash", folder);
        start.ArgumentList.Clear();
        foreach (var argument in new[] { "-euo", "pipefail", "-c", script }) start.ArgumentList.Add(argument);
        return HostProcess.Run(start, Stop);
    }

    /// <summary>A token as the command prints it, without the second that the command takes.</summary>
    public string Token(string name, string role = Roles.Resident, string? agency = null) =>
        DevelopmentKey.In(DataDirectory).Token(name, [role], agency, TimeSpan.FromHours(1), TimeProvider.System);

    /// <summary>A connection string of a new database on this deployment's own server.</summary>
    public async Task<string> NewDatabase(string name)
    {
        await using var postgres = (await PrivatePostgres.Attach(DataDirectory, Stop)).ShouldNotBeNull();
        await postgres.CreateDatabase(name, template: null, Stop);
        return postgres.ConnectionString(name);
    }

    /// <summary>How many events of plugins the log of an agency holds.</summary>
    public async Task<long> Events(string agency = Agency.Default)
    {
        await using var postgres = (await PrivatePostgres.Attach(DataDirectory, Stop)).ShouldNotBeNull();
        await using var connection = new NpgsqlConnection(postgres.ConnectionString("engage") + ";Pooling=false");
        await connection.OpenAsync(Stop);
        await using var count = new NpgsqlCommand("select count(*) from engage.mt_events where tenant_id = $1 and type not like 'engage.%'", connection);
        count.Parameters.Add(new() { Value = agency });
        return (long)(await count.ExecuteScalarAsync(Stop))!;
    }

    /// <summary>Waits until a process is gone.</summary>
    public async Task Gone(int process)
    {
        try
        {
            using var running = System.Diagnostics.Process.GetProcessById(process);
            await running.WaitForExitAsync(Stop);
        }
        catch (ArgumentException)
        {
            // It is.
        }
    }

    public async ValueTask DisposeAsync()
    {
        var postgres = Postgres;
        foreach (var host in _hosts) await host.DisposeAsync();
        if (postgres is { } process) await Gone(process);
        if (Directory.Exists(DataDirectory)) Directory.Delete(DataDirectory, recursive: true);
    }

    private ProcessStartInfo Start(string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. args]) { WorkingDirectory = AppContext.BaseDirectory };
        // What is set for the tests, or by the test runner, is not meant for this host.
        string[] settings = ["ASPNETCORE_", "DOTNET_ENVIRONMENT", "Engage__", "ENGAGE_", "ConnectionStrings__"];
        foreach (var name in start.Environment.Keys.Where(name => settings.Any(name.StartsWith)).ToList()) start.Environment.Remove(name);
        start.Environment["Engage__DataDirectory"] = DataDirectory;
        start.Environment["ENGAGE_HOST"] = Program;
        foreach (var (name, value) in Environment) start.Environment[name] = value;
        return start;
    }

    private static string Metadata(string key) =>
        typeof(Deployment).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == key).Value!;
}

/// <summary>A host that serves while the tests of a class run, and that none of them disturbs: each uses an agency of its own.</summary>
public sealed class RunningHost : IAsyncLifetime
{
    internal Deployment Deployment { get; } = new();

    internal HostProcess Host { get; private set; } = null!;

    public async Task InitializeAsync() => Host = await Deployment.Serve();

    public async Task DisposeAsync() => await Deployment.DisposeAsync();

    /// <summary>Creates an agency, unless another test did.</summary>
    internal async Task Create(string agency)
    {
        var create = $$"""mutation { createAgency(input: { slug: "{{agency}}", name: "{{agency}}", languages: ["en"], timeZone: "Etc/UTC" }) { errors { code } } }""";
        var answer = (await Host.Data(create, Deployment.Token("Root", Roles.Administrator))).GetProperty("createAgency").ToString();
        answer.ShouldBeOneOf("""{"errors":[]}""", """{"errors":[{"code":"engage.agency-exists"}]}""", """{"errors":[{"code":"engage.conflict"}]}""");
    }
}
