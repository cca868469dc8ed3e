using System.Diagnostics;
using System.Reflection;

namespace Engage.Benchmarks;

/// <summary>The host as it runs in earnest: its own process and build, in Production, over HTTP on a real socket, with the plugins from their folder.</summary>
internal sealed class EngageHost : IDisposable
{
    private static readonly string Program = Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "Host").Value!;

    private readonly Process _process;

    private EngageHost(Process process, Uri address) => (_process, Address) = (process, address);

    public int ProcessId => _process.Id;

    public Uri Address { get; }

    public static async Task<EngageHost> Start(PrivatePostgres postgres, string data, CancellationToken stop)
    {
        var process = Process.Start(Command(postgres, data))!;
        try
        {
            while (await process.StandardOutput.ReadLineAsync(stop) is { } line)
            {
                if (line.Split(' ').FirstOrDefault(word => word.StartsWith("http://", StringComparison.Ordinal)) is { } address)
                    return new(process, new Uri(address));
            }
            throw new InvalidOperationException("The host did not start; it says above why.");
        }
        catch
        {
            process.Kill();
            throw;
        }
    }

    /// <summary>Runs a command of the host. It shows its progress itself; the answer is the last line that it prints.</summary>
    public static async Task<string> Run(PrivatePostgres postgres, string data, string[] command, CancellationToken stop)
    {
        using var process = Process.Start(Command(postgres, data, command))!;
        try
        {
            var printed = await process.StandardOutput.ReadToEndAsync(stop);
            await process.WaitForExitAsync(stop);
            return process.ExitCode == 0
                ? printed.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[^1]
                : throw new InvalidOperationException($"'{string.Join(' ', command)}' failed; it says above why.");
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static ProcessStartInfo Command(PrivatePostgres postgres, string data, params string[] command)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. command]) { RedirectStandardOutput = true };
        start.Environment["DOTNET_ENVIRONMENT"] = start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        start.Environment["ConnectionStrings__Engage"] = postgres.ConnectionString(Forum.Database);
        start.Environment["Engage__DataDirectory"] = data;
        foreach (var limit in new[] { "RequestsPerMinute", "AnonymousRequestsPerMinute", "Subscriptions" }) start.Environment[$"Engage__RateLimits__{limit}"] = "0";
        // In Production the development key counts for nothing; here it is the identity provider's, which the host is told to trust as it would any other.
        start.Environment["Authentication__Schemes__Bearer__ValidIssuer"] = start.Environment["Authentication__Schemes__Bearer__SigningKeys__0__Issuer"] = DevelopmentKey.Issuer;
        start.Environment["Authentication__Schemes__Bearer__ValidAudiences__0"] = DevelopmentKey.Audience;
        start.Environment["Authentication__Schemes__Bearer__SigningKeys__0__Value"] = File.ReadAllText(Path.Combine(data, "development.key")).Trim();
        return start;
    }
}
