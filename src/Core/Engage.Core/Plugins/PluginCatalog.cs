using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Engage.Plugins;

/// <summary>What became of a plugin that was found.</summary>
public enum PluginState
{
    /// <summary>It runs.</summary>
    Active,

    /// <summary>A setting or an administrator switched it off.</summary>
    Disabled,

    /// <summary>It was built for another version of Engage.Abstractions than this host has.</summary>
    Incompatible,

    /// <summary>A file that it needs is not there.</summary>
    MissingDependency,

    /// <summary>Anything else that kept it from starting; the reason says what, and the mend.</summary>
    Failed
}

/// <summary>A plugin that was found, and what became of it.</summary>
/// <param name="Id">Its id; the name of its folder where there is no manifest to read it from.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Version">Its version; empty where it is not known.</param>
/// <param name="State">What became of it.</param>
/// <param name="Code">A stable code for what kept it from starting, such as <c>engage.plugin-manifest</c>; null while it runs.</param>
/// <param name="Reason">One sentence that says what is wrong and what mends it; null while it runs.</param>
public sealed record PluginInfo(string Id, string Name, string Version, PluginState State, string? Code = null, string? Reason = null);

/// <summary>Every plugin that was found when the host started, and what became of it. Never changes afterwards.</summary>
public sealed class PluginCatalog
{
    private PluginCatalog(IReadOnlyList<PluginInfo> all, IReadOnlyList<LoadedPlugin> active, PluginSwitches.Decisions switches)
    {
        All = all;
        Active = active;
        Switches = switches;
    }

    /// <summary>Every plugin that was found, in order of the ids.</summary>
    public IReadOnlyList<PluginInfo> All { get; }

    internal IReadOnlyList<LoadedPlugin> Active { get; }

    /// <summary>Who decided which of them run.</summary>
    internal PluginSwitches.Decisions Switches { get; }

    /// <summary>
    /// Finds the plugins and loads those that can run. Whatever is wrong with one puts that one aside. What runs in the host's own process it cannot be
    /// guarded from: a plugin that overflows the stack, ends the process, never returns or throws on a thread of its own takes the host with it. So only
    /// plugins that are trusted belong into the folder.
    /// </summary>
    /// <param name="sources">Where to look.</param>
    /// <param name="configuration">Holds their settings.</param>
    /// <param name="decide">Says which of those that were found are enabled.</param>
    /// <param name="verify">Tries whether a store and a schema can be made of these plugins together; throws where it cannot.</param>
    /// <param name="log">Gets one entry on all plugins, and one for each that something was thrown for.</param>
    internal static PluginCatalog Load(
        PluginSources sources, IConfiguration configuration, Func<IEnumerable<string>, PluginSwitches.Decisions> decide, Action<IReadOnlyList<LoadedPlugin>> verify, ILogger log)
    {
        var found = sources.Find(log);
        foreach (var candidate in found) candidate.Try(log, candidate.Identify);
        var candidates = found.OrderBy(each => each.Id, StringComparer.Ordinal).ThenBy(each => each.Origin, StringComparer.Ordinal).ToList();
        var switches = decide(candidates.Select(each => each.Id));

        var ready = new List<PluginCandidate>();
        foreach (var candidate in candidates)
        {
            candidate.Try(log, () =>
            {
                candidate.Open(configuration, switches, ready);
                ready.Add(candidate);
            });
        }

        // As a rule they all fit together, so they are tried together first. Only when they do not are they added one by one, to see which it is.
        if (!Fit(ready, verify))
        {
            var accepted = new List<PluginCandidate>();
            foreach (var candidate in ready)
            {
                candidate.Try(log, () =>
                {
                    CheckClaims(candidate, accepted);
                    verify([.. accepted.Append(candidate).Select(each => each.Loaded!)]);
                    accepted.Add(candidate);
                });
            }
            ready = accepted;
        }

        var all = candidates.ConvertAll(each => each.Info);
        var level = all.Exists(plugin => plugin.State is not (PluginState.Active or PluginState.Disabled)) ? LogLevel.Warning : LogLevel.Information;
        IEnumerable<string> lines = all.ConvertAll(plugin => $"{plugin.Id} {plugin.Version} {plugin.State}{(plugin.Code is null ? "" : $" ({plugin.Code})")}");
        log.Log(level, "Plugins: {Plugins}", lines);
        return new(all, ready.ConvertAll(each => each.Loaded!), switches);
    }

    private static bool Fit(List<PluginCandidate> candidates, Action<IReadOnlyList<LoadedPlugin>> verify)
    {
        try
        {
            for (var i = 0; i < candidates.Count; i++) CheckClaims(candidates[i], candidates[..i]);
            verify(candidates.ConvertAll(each => each.Loaded!));
            return true;
        }
        catch (Exception)
        {
            return false;
        }
    }

    private static void CheckClaims(PluginCandidate candidate, List<PluginCandidate> accepted)
    {
        var taken = new Dictionary<(string, object), string>();
        foreach (var other in accepted)
        {
            foreach (var claim in other.Loaded!.Claims()) taken[claim] = other.Id;
        }
        foreach (var claim in candidate.Loaded!.Claims())
        {
            if (taken.TryAdd(claim, candidate.Id)) continue;
            var (what, owner) = ($"{claim.What} '{claim.Name}'", taken[claim]);
            throw new PluginProblem(PluginCodes.Clash, owner == candidate.Id
                ? $"It declares {what} twice. Remove one of the declarations."
                : $"'{owner}' and '{candidate.Id}' both declare {what}. "
                    + $"Switch one of them off with Engage:Plugins:{owner}:Enabled or Engage:Plugins:{candidate.Id}:Enabled.");
        }
    }
}
