[assembly: EngagePlugin("private-dependency-v1", "Private dependency, version 1", "Brings an assembly that another plugin brings in another version.")]

namespace PrivateDependencyV1;

public sealed class PrivateDependencyV1Plugin : Plugin
{
    public override void Configure(PluginBuilder plugin) => plugin.Query(typeof(PrivateDependencyV1Queries));
}

public static class PrivateDependencyV1Queries
{
    /// <summary>The version of the assembly that this plugin brought.</summary>
    public static string PrivateDependencyV1() => TestPlugins.Shared.Text;
}
