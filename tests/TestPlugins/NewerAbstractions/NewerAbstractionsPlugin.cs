[assembly: EngagePlugin("newer-abstractions", "Newer abstractions", "Was built for a host that does not exist yet.")]

namespace NewerAbstractions;

public sealed class NewerAbstractionsPlugin : Plugin
{
    public override void Configure(PluginBuilder plugin) => throw new NotSupportedException("None of this may run.");
}
