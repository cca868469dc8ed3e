[assembly: EngagePlugin("ideas", "Other ideas", "Has the id of another plugin.")]

namespace NameClash;

public sealed class NameClashPlugin : Plugin
{
    public override void Configure(PluginBuilder plugin) => plugin.Query(typeof(NameClashQueries));
}

public static class NameClashQueries
{
    /// <summary>A field of its own.</summary>
    public static string NameClash() => "other ideas";
}
