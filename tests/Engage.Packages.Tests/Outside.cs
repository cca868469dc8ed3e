using System.Diagnostics;
using System.Reflection;
using System.Xml.Linq;

namespace Engage.Packages;

/// <summary>
/// A folder outside the repository: our packages as they are packed now, in a feed, and beside it the files of the guides. Made once for all tests, deleted in
/// the end.
/// </summary>
public sealed class Outside : IAsyncLifetime
{
    // Nothing waits for it to pass; it bounds how long what hangs can hang.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    // What a test runner, itself a child of MSBuild, has told its children is not meant for these, nor is what is set for a host elsewhere.
    private static readonly string[] NotInherited =
        ["MSBUILD", "VSTEST", "TESTINGPLATFORM", "ASPNETCORE_", "DOTNET_ENVIRONMENT", "ConnectionStrings__", "Engage__"];

    // Tests of one collection run one after the other.
    private readonly Dictionary<string, Task<string>> _done = [];

    private readonly string _folder = Directory.CreateTempSubdirectory("engage-outside-").FullName;

    /// <summary>A version that nobody has seen: a package that was restored once under its version is never looked at again.</summary>
    public string Version { get; } = $"{Released}-test-{Guid.NewGuid():N}";

    public static string Solution => Metadata("Solution");

    public string Feed => In("feed");

    public string Plugins => In("plugins");

    private static string Released => typeof(Plugin).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public string In(string path) => Path.Combine(_folder, path);

    public async Task InitializeAsync()
    {
        // As built already, so that tests that run at the same time keep what they load, and with nothing written into the repository.
        await Run("dotnet", "pack", Solution, "--no-build", "--configuration", Metadata("Configuration"), "--output", Feed,
            $"-p:PackageVersion={Version}", $"-p:NuspecOutputPath={In("nuspec")}");

        // The sources that the machine has, and ours. What the machine restored before need not be fetched again, and what is new stays here.
        new XElement("configuration",
            new XElement("packageSources", Add("engage", Feed)),
            new XElement("fallbackPackageFolders", Add("machine", Metadata("Packages")))).Save(In("nuget.config"));

        foreach (var (path, body) in Guide.WriteAPlugin.Files.Concat(Guide.Embed.Files))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(In(path))!);
            await File.WriteAllTextAsync(In(path), body.Replace($"Version=\"{Released}\"", $"Version=\"{Version}\"", StringComparison.Ordinal));
        }
        // «With a project file like the one above», and then built as that is.
        File.Copy(In("Ideas/Ideas.csproj"), In("Petitions/Petitions.csproj"));
        await File.WriteAllTextAsync(In("build-petitions.sh"),
            Guide.WriteAPlugin["build.sh"].Replace("Ideas", "Petitions", StringComparison.Ordinal).Replace("ideas", "petitions", StringComparison.Ordinal));
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>Runs commands of a guide in the folder, once for all tests that need what they make, and answers with what they wrote.</summary>
    public Task<string> Once(string script)
    {
        if (!_done.TryGetValue(script, out var run)) _done[script] = run = Run("sh", "-e", script);
        return run;
    }

    /// <summary>Builds the plugins of the guide and lays them where a host finds them, as the guide says.</summary>
    public async Task BuildPlugins()
    {
        await Once("build.sh");
        await Once("build-petitions.sh");
    }

    /// <summary>Runs a program in the folder until it ends well, and answers with what it wrote.</summary>
    public async Task<string> Run(string program, params string[] arguments)
    {
        var (exitCode, output) = await Try(program, arguments, new Dictionary<string, string>());
        exitCode.ShouldBe(0, $"{program} {string.Join(' ', arguments)}\n{output}");
        return output;
    }

    /// <summary>Runs a program in the folder until it ends, and answers with its exit code and with what it wrote.</summary>
    public async Task<(int ExitCode, string Output)> Try(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        using var process = Start(program, arguments, environment);
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await output + await errors);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>Starts a program in the folder. Whoever starts it stops it.</summary>
    public Process Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = _folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in start.Environment.Keys.ToList())
            if (NotInherited.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))) start.Environment.Remove(name);
        // What it prints is read.
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["NUGET_PACKAGES"] = In("packages");
        start.Environment["PLUGINS"] = Plugins;
        // No process stays behind to build the next project faster.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private static XElement Add(string key, string value) => new("add", new XAttribute("key", key), new XAttribute("value", value));

    private static string Metadata(string key) =>
        typeof(Outside).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == key).Value!;
}

[CollectionDefinition(nameof(Outside))]
public sealed class OutsideCollection : ICollectionFixture<Outside>;
