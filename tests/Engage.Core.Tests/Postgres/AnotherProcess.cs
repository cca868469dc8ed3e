using System.Diagnostics;
using Engage.Postgres;
using Microsoft.Extensions.Logging.Abstractions;

namespace Engage.Tests.Postgres;

/// <summary>A process of its own that uses the PostgreSQL of a data directory until it is told to leave, or killed.</summary>
internal sealed class AnotherProcess : IDisposable
{
    private readonly Process process;

    private AnotherProcess(Process process) => this.process = process;

    /// <summary>What it connects with.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>The process that the test runner starts through <see cref="On"/>.</summary>
    public static async Task Main(string[] args)
    {
        await using var postgres = await PrivatePostgres.Start(new(args[0], Durable: false), NullLogger.Instance, CancellationToken.None);
        Console.WriteLine(postgres.ConnectionString("postgres"));
        await Console.In.ReadToEndAsync();
    }

    public static async Task<AnotherProcess> On(string dataDirectory, CancellationToken stop)
    {
        var dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var process = Process.Start(new ProcessStartInfo(dotnet, ["exec", typeof(AnotherProcess).Assembly.Location, dataDirectory])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true
        })!;
        var line = await process.StandardOutput.ReadLineAsync(stop);
        return new(process) { ConnectionString = line ?? throw new InvalidOperationException("The other process ended before it was ready.") };
    }

    public async Task Leave(CancellationToken stop)
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync(stop);
        process.ExitCode.ShouldBe(0);
    }

    /// <summary>As kill -9 does: none of its own code runs any more.</summary>
    public async Task Die(CancellationToken stop)
    {
        process.Kill();
        await process.WaitForExitAsync(stop);
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill();
        process.Dispose();
    }
}
