namespace Engage.Plugins;

/// <summary>What became of a plugin that was found.</summary>
public enum PluginState
{
    /// <summary>It runs.</summary>
    Active,

    /// <summary>Configuration switched it off.</summary>
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

public sealed class PluginCatalog { public IReadOnlyList<PluginInfo> All => []; internal IReadOnlyList<LoadedPlugin> Active => []; }
internal sealed record LoadedPlugin(string Id, string Name, string Version, Plugin Plugin, System.Reflection.Assembly Assembly, PluginBuilder Declarations);
internal sealed class PluginProblem(string code, string message) : Exception(message) { public string Code => code; }
