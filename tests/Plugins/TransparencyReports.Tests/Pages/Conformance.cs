using System.Diagnostics;

namespace Engage.Plugins.TransparencyReports;

/// <summary>Runs a script of tests/conformance, whose packages npm installs for the run.</summary>
internal static class Conformance
{
    /// <summary>Where the browser is: what ENGAGE_CHROMIUM names, or what the system calls so.</summary>
    public static string? Chromium { get; } =
        new[] { Environment.GetEnvironmentVariable("ENGAGE_CHROMIUM"), "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);

    public static bool HasNode { get; } =
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "npm")));

    public static async Task<(int ExitCode, string Output)> Run(string script, params IEnumerable<string> arguments)
    {
        // A folder of its own for each run, so that runs side by side do not install into one another.
        var work = Directory.CreateTempSubdirectory("engage-conformance-");
        try
        {
            foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "conformance")))
                File.Copy(file, Path.Combine(work.FullName, Path.GetFileName(file)));
            var (installed, log) = await Start(work, "npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
            installed.ShouldBe(0, log);
            return await Start(work, "node", [script, .. arguments]);
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }

    private static async Task<(int ExitCode, string Output)> Start(DirectoryInfo work, string program, IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = work.FullName, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, (process.ExitCode == 0 ? output : output + await error).TrimEnd());
    }
}

internal sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute()
    {
        if (!Conformance.HasNode) Skip = "Install Node.js with npm to read packages with the reference implementation.";
    }
}

internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (!Conformance.HasNode) Skip = "Install Node.js with npm to look at pages in a browser.";
        else if (Conformance.Chromium is null) Skip = "Install Chromium, or name one in ENGAGE_CHROMIUM, to look at pages in a browser.";
    }
}
