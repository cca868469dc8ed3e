[assembly: EngagePlugin("missing-dependency", "Missing dependency", "Lost an assembly of its own on the way.")]

namespace MissingDependency;

public sealed class MissingDependencyPlugin : Plugin
{
    public override void Configure(PluginBuilder plugin) => plugin.Query(typeof(MissingDependencyQueries));
}

public static class MissingDependencyQueries
{
    /// <summary>The version of an assembly that is not there.</summary>
    public static string MissingDependency() => TestPlugins.Shared.Text;
}
