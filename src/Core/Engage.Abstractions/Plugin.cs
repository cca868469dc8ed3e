namespace Engage;

/// <summary>
/// A plugin. Its one public subclass in an assembly marked with <see cref="EngagePluginAttribute"/> declares everything the plugin consists of; it needs
/// a constructor without parameters and is created once, when the host starts.
/// </summary>
public abstract class Plugin
{
    /// <summary>Declares the plugin's events, projections, GraphQL classes, permissions, settings and importers. Runs once, before the store is built.</summary>
    public abstract void Configure(PluginBuilder plugin);
}
