using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Engage.Plugins;

/// <summary>A plugin on its way to being loaded, from a folder or from an assembly that the embedding program has already.</summary>
internal sealed class PluginCandidate
{
    /// <summary>The version of Engage.Abstractions that this host has.</summary>
    public static readonly Version Abstractions = System.Version.Parse(VersionOf(typeof(Plugin).Assembly).Split('-')[0]);

    private readonly string _folder = "";
    private readonly Assembly? _assembly;
    private PluginManifest? _manifest;
    private PluginProblem? _problem;

    public PluginCandidate(string folder)
    {
        _folder = folder;
        // A folder may be called anything, but not everything may be written into a log.
        Id = Name = string.Concat(Path.GetFileName(folder).Take(100).Select(c => char.IsControl(c) ? '?' : c));
        Origin = $"the folder '{Id}'";
    }

    public PluginCandidate(Assembly assembly)
    {
        _assembly = assembly;
        Id = Name = assembly.GetName().Name ?? "";
        Origin = $"the assembly '{Id}'";
    }

    public string Id { get; private set; }
    public string Name { get; private set; }
    public string Version { get; private set; } = "";
    public string Origin { get; }
    public LoadedPlugin? Loaded { get; private set; }

    public PluginInfo Info => new(Id, Name, Version, PluginCodes.StateOf(_problem?.Code), _problem?.Code, _problem?.Message);

    /// <summary>Does a step, unless an earlier one failed. Nothing that it throws gets any further.</summary>
    public void Try(ILogger log, Action step)
    {
        if (_problem is not null) return;
        try
        {
            step();
        }
        catch (PluginProblem problem)
        {
            _problem = problem;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _problem = new(PluginCodes.Unreadable, "One of its files cannot be read; the log says which. Let the host's user read the plugin's folder.", e);
        }
        catch (Exception e)
        {
            _problem = new(
                PluginCodes.Declarations,
                $"What it declares cannot be used ({e.GetType().Name}); the log says why. Switch it off with Engage:Plugins:{Id}:Enabled.", e);
        }
        if (_problem is not null and not { Code: PluginCodes.Disabled }) Report(log, _problem);
    }

    /// <summary>Finds out what it calls itself, without running any of it.</summary>
    public void Identify()
    {
        if (_assembly is null)
        {
            _manifest = PluginManifest.Read(_folder);
            (Id, Name, Version) = (_manifest.Id, _manifest.Name, _manifest.Version);
        }
        else
        {
            var plugin = Attribute(_assembly);
            if (!PluginManifest.IsId(plugin.Id))
                throw new PluginProblem(
                    PluginCodes.Class, "Its id is none. Use lower case letters and digits, joined by single hyphens, at most 40 characters, and not 'engage'.");
            (Id, Name, Version) = (plugin.Id, plugin.Name, VersionOf(_assembly));
        }
    }

    /// <summary>Loads it and lets it declare itself.</summary>
    /// <param name="configuration">Holds its settings.</param>
    /// <param name="decisions">Say whether it is enabled.</param>
    /// <param name="ready">Those that came before it.</param>
    public void Open(IConfiguration configuration, PluginSwitches.Decisions decisions, IReadOnlyList<PluginCandidate> ready)
    {
        var decision = decisions.Of(Id);
        if (decision.Enabled is null)
            throw new PluginProblem(PluginCodes.Settings, $"The setting Engage:Plugins:{Id}:Enabled is neither true nor false. Set it to one of them, or leave it out.");
        if (decision.Enabled is false) throw new PluginProblem(PluginCodes.Disabled, $"It is switched off. {decision.Mend} and start the host again.");
        if (ready.FirstOrDefault(other => other.Id == Id) is { } twin)
            throw new PluginProblem(PluginCodes.Clash, $"Both {twin.Origin} and {Origin} hold a plugin '{Id}'. Remove one of them.");

        var assembly = _assembly ?? Load(_manifest!);
        var declarations = new PluginBuilder(Id);
        var plugin = Configure(ClassIn(assembly), declarations);
        Loaded = new(Id, Name, Version, plugin, assembly, declarations) { Settings = PluginSettings.Bind(declarations, configuration) };
    }

    private Assembly Load(PluginManifest manifest)
    {
        if (!manifest.Fits(Abstractions))
            throw new PluginProblem(
                PluginCodes.Incompatible,
                $"It was built for Engage.Abstractions {manifest.Abstractions}, and this host has {Abstractions}. "
                + $"Install a build of it for {Abstractions}, or another host.");

        string[] files = [manifest.Assembly, .. manifest.Dependencies.Select(each => each.File)];
        var missing = files.Where(file => !PluginFile.Exists(Path.Combine(_folder, file))).ToList();
        if (missing.Count > 0)
            throw new PluginProblem(
                PluginCodes.MissingDependency, $"Its folder lacks {string.Join(", ", missing)}. {PluginProblem.CopyAnew}");

        // A context of its own loads whatever version it is given, and what is not in that would only be missed when it is used.
        foreach (var dependency in manifest.Dependencies)
        {
            var version = PluginLoader.VersionOf(Path.Combine(_folder, dependency.File));
            if (version < dependency.Version)
                throw new PluginProblem(
                    PluginCodes.MissingDependency,
                    $"It needs {dependency.Assembly} {dependency.Version}, and its folder has {version}. {PluginProblem.CopyAnew}");
        }

        var path = Path.Combine(_folder, manifest.Assembly);
        PluginLoader.VersionOf(path);
        var assembly = PluginLoader.Load(path);
        return Attribute(assembly).Id == Id
            ? assembly
            : throw new PluginProblem(PluginCodes.Class, $"Its plugin.json says '{Id}', its assembly something else. Copy both from one build.");
    }

    private static Type ClassIn(Assembly assembly)
    {
        var classes = assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(Plugin)) && !type.IsAbstract).ToList();
        return classes is [var only] && only.GetConstructor(Type.EmptyTypes) is not null
            ? only
            : throw new PluginProblem(
                PluginCodes.Class,
                $"Its assembly holds {classes.Count} public classes that derive from Plugin. It needs exactly one, with a constructor that takes nothing.");
    }

    private static Plugin Configure(Type type, PluginBuilder declarations)
    {
        try
        {
            var plugin = (Plugin)Activator.CreateInstance(type)!;
            plugin.Configure(declarations);
            return plugin;
        }
        catch (Exception e)
        {
            throw PluginLoader.Missing(e) ?? new PluginProblem(
                PluginCodes.Configure,
                $"It threw {e.GetBaseException().GetType().Name} while it declared itself; the log says where. "
                + "Install another version of it, or tell its author.", e);
        }
    }

    private static EngagePluginAttribute Attribute(Assembly assembly) => assembly.GetCustomAttribute<EngagePluginAttribute>()
        ?? throw new PluginProblem(
            PluginCodes.Class, "Its assembly has no [assembly: EngagePlugin] of this host's Engage.Abstractions. Build it against that.");

    private static string VersionOf(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    private void Report(ILogger log, PluginProblem problem)
    {
        try
        {
            log.LogError(problem.InnerException, "The plugin {Plugin} was put aside ({Code}): {Reason}", Id, problem.Code, problem.Message);
        }
        catch (Exception)
        {
            // An exception is code of the plugin too, and a logger runs it to write it out.
            log.LogError("The plugin {Plugin} was put aside ({Code}): {Reason}", Id, problem.Code, problem.Message);
        }
    }
}
