[assembly: EngagePlugin("shared-event-two", "Shared event two", "Takes a type that is no plugin's own for its event.")]

namespace SharedEventTwo;

public sealed class SharedEventTwoPlugin : Plugin
{
    public override void Configure(PluginBuilder plugin) => plugin.Event<Agency>("agency-joined");
}
