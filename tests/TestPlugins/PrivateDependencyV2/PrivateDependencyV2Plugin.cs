[assembly: EngagePlugin("private-dependency-v2", "Private dependency, version 2", "Brings an assembly that another plugin brings in another version.")]

namespace PrivateDependencyV2;

public sealed class PrivateDependencyV2Plugin : Plugin
{
    public override void Configure(PluginBuilder plugin) => plugin.Query(typeof(PrivateDependencyV2Queries));
}

public static class PrivateDependencyV2Queries
{
    /// <summary>The version of the assembly that this plugin brought.</summary>
    public static string PrivateDependencyV2() => TestPlugins.Shared.Text;
}
