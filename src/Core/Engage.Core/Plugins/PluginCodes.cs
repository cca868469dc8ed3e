namespace Engage.Plugins;

/// <summary>Why a plugin does not run: what <see cref="PluginInfo.Code"/> can be. Stable, like every code of Engage.</summary>
public static class PluginCodes
{
    /// <summary>A setting or an administrator switched it off.</summary>
    public const string Disabled = "engage.plugin-disabled";

    /// <summary>A file or folder of the plugin cannot be read: its rights, or the disk.</summary>
    public const string Unreadable = "engage.plugin-unreadable";

    /// <summary>plugin.json is missing, is no JSON, or lacks what it must say.</summary>
    public const string Manifest = "engage.plugin-manifest";

    /// <summary>The plugin was built for other versions of Engage.Abstractions than the one this host has.</summary>
    public const string Incompatible = "engage.plugin-incompatible";

    /// <summary>An assembly that the plugin needs is not there, or not in a version that fits.</summary>
    public const string MissingDependency = "engage.plugin-missing-dependency";

    /// <summary>The plugin's own assembly is no .NET assembly.</summary>
    public const string NotAnAssembly = "engage.plugin-not-an-assembly";

    /// <summary>The assembly does not say that it is this plugin, or holds no class for it, or more than one.</summary>
    public const string Class = "engage.plugin-class";

    /// <summary>The assembly could not be loaded for a reason that has no code of its own.</summary>
    public const string Load = "engage.plugin-load";

    /// <summary>The plugin's own code failed while it declared itself.</summary>
    public const string Configure = "engage.plugin-configure";

    /// <summary>A setting of the plugin cannot be read or is not valid.</summary>
    public const string Settings = "engage.plugin-settings";

    /// <summary>Two plugins, or one twice, declare what there can be only one of.</summary>
    public const string Clash = "engage.plugin-clash";

    /// <summary>A GraphQL class of the plugin does not follow the rules for them.</summary>
    public const string GraphQL = "engage.plugin-graphql";

    /// <summary>The query of a file that the plugin declares does not fit the schema, or is not one of a single text that everybody may read.</summary>
    public const string File = "engage.plugin-file";

    /// <summary>A mutation does not say who may call it, or a field requires a permission that is declared nowhere.</summary>
    public const string Unguarded = "engage.plugin-unguarded";

    /// <summary>A GraphQL method of the plugin takes something that reaches beyond the agency of its request, or writes where only reading is allowed.</summary>
    public const string Reach = "engage.plugin-reach";

    /// <summary>No event store can be made of the events and projections that the plugin declares.</summary>
    public const string Projections = "engage.plugin-projections";

    /// <summary>What the plugin declares cannot be used for a reason that has no code of its own.</summary>
    public const string Declarations = "engage.plugin-declarations";

    internal static PluginState StateOf(string? code) => code switch
    {
        null => PluginState.Active,
        Disabled => PluginState.Disabled,
        Incompatible => PluginState.Incompatible,
        MissingDependency => PluginState.MissingDependency,
        _ => PluginState.Failed
    };
}
