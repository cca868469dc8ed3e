[assembly: EngagePlugin("shared-event-one", "Shared event one", "Takes a type that is no plugin's own for its event.")]

namespace SharedEventOne;

public sealed class SharedEventOnePlugin : Plugin
{
    public override void Configure(PluginBuilder plugin) => plugin.Event<Agency>("agency-joined");
}
