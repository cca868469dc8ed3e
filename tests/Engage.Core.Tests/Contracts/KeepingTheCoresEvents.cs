using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace Engage.Contracts;

/// <summary>What <see cref="PluginCompliance{TPlugin}"/> asks of the events of plugins, asked of the core's.</summary>
public sealed class KeepingTheCoresEvents
{
    [Fact]
    public async Task Every_event_of_the_core_has_a_sample_that_still_loads()
    {
        await using var engage = await EngageHarness.Start(plugins: "none");
        CorePlugin.Loaded.Declarations.Events.ShouldNotBeEmpty();
        EventSamples.Check(CorePlugin.Loaded.Declarations.Events, engage.Services.GetRequiredService<IDocumentStore>().Options.Serializer());
    }
}
