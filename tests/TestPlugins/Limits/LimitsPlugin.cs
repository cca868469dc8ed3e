using System.ComponentModel.DataAnnotations;

[assembly: EngagePlugin("limits", "Limits", "Has settings.")]

namespace Limits;

public sealed class LimitsPlugin : Plugin
{
    public override void Configure(PluginBuilder plugin) => plugin.Setting<LimitsSettings>().Query(typeof(LimitsQueries));
}

public sealed class LimitsSettings
{
    [Range(1, 100)]
    public int Most { get; set; } = 10;
}

public static class LimitsQueries
{
    /// <summary>The most that is allowed.</summary>
    public static int Limit(LimitsSettings settings) => settings.Most;
}
