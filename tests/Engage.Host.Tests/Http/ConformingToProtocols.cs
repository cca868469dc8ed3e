using System.Diagnostics;
using Engage.Processes;

namespace Engage.Http;

/// <summary>The reference implementations of both protocols judge us. They are npm packages: without Node.js this is skipped, and says so.</summary>
public sealed class ConformingToProtocols
{
    [NodeFact]
    public async Task Every_audit_of_GraphQL_over_HTTP_is_passed_by_the_host()
    {
        await using var deployment = new Deployment();
        var host = await deployment.Serve();
        var (exitCode, output) = await Run("audit.mjs", host.Client.BaseAddress!);

        output.ShouldEndWith("61 ok, 0 warn, 0 error, 0 notice");
        exitCode.ShouldBe(0, output);
    }

    [NodeFact]
    public async Task The_client_of_graphql_sse_gets_along_with_us()
    {
        await using var host = await HttpHost.Start();
        var (exitCode, output) = await Run("sse.mjs", host.Client.BaseAddress!, "subscription { count(to: 3) }");

        output.ShouldEndWith("8 ok, 0 error");
        exitCode.ShouldBe(0, output);
    }

    private static async Task<(int ExitCode, string Output)> Run(string script, Uri address, params string[] arguments)
    {
        // A folder of its own for each run, so that runs side by side do not install into one another.
        var work = Directory.CreateTempSubdirectory("engage-conformance-");
        try
        {
            foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "conformance")))
                File.Copy(file, Path.Combine(work.FullName, Path.GetFileName(file)));
            var (installed, log) = await Start(work, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
            installed.ShouldBe(0, log);
            return await Start(work, "node", [script, new Uri(address, "/graphql").ToString(), .. arguments]);
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }

    private static async Task<(int ExitCode, string Output)> Start(DirectoryInfo work, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = work.FullName, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, (process.ExitCode == 0 ? output : output + await error).TrimEnd());
    }

    private sealed class NodeFactAttribute : FactAttribute
    {
        public NodeFactAttribute()
        {
            var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
            if (!folders.Any(folder => File.Exists(Path.Combine(folder, "npm")))) Skip = "Install Node.js with npm to run the reference implementations.";
        }
    }
}
