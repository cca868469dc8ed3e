using System.Reflection;

namespace Engage;

/// <summary>What an application that embeds Engage brings along.</summary>
public sealed class EngageOptions
{
    internal List<Assembly> Plugins { get; } = [];

    /// <summary>Adds a plugin that is compiled into the application, beside those that lie in the plugins directory.</summary>
    public EngageOptions AddPlugin<TPlugin>() where TPlugin : Plugin, new()
    {
        Plugins.Add(typeof(TPlugin).Assembly);
        return this;
    }
}
