using System.ComponentModel;
using Engage.Agencies;
using Engage.GraphQL;
using JasperFx.Events;
using Marten;
using Marten.Events.Aggregation;

namespace Engage.Plugins;

internal sealed record PluginEnabled(string Plugin);

internal sealed record PluginDisabled(string Plugin);

/// <summary>What administrators said of a plugin, the last of it.</summary>
internal sealed record PluginSwitch(Guid Id, bool Enabled)
{
    public static Guid IdOf(string plugin) => StreamId.Of("plugin", plugin);
}

internal sealed partial class PluginSwitchProjection : SingleStreamProjection<PluginSwitch, Guid>
{
    public static PluginSwitch Create(IEvent<PluginEnabled> e) => new(e.StreamId, true);

    public static PluginSwitch Create(IEvent<PluginDisabled> e) => new(e.StreamId, false);

    public static PluginSwitch Apply(PluginEnabled e, PluginSwitch current) => current with { Enabled = true };

    public static PluginSwitch Apply(PluginDisabled e, PluginSwitch current) => current with { Enabled = false };
}

/// <summary>The plugin to enable.</summary>
/// <param name="Plugin">Its id.</param>
public sealed record EnablePluginInput(string Plugin);

/// <summary>The plugin to disable.</summary>
/// <param name="Plugin">Its id.</param>
public sealed record DisablePluginInput(string Plugin);

internal static class EnablePlugin
{
    /// <summary>Enables a plugin from the next start of the host on, whatever settings say. In the deployment's default agency only.</summary>
    [Requires(PluginSwitching.Permission)]
    public static Task<PluginInfo> Handle(EnablePluginInput input, Agency agency, AgencyDirectory directory, PluginCatalog catalog, IDocumentSession session, CancellationToken stop) =>
        PluginSwitching.Switch(input.Plugin, true, agency, directory, catalog, session, stop);
}

internal static class DisablePlugin
{
    /// <summary>
    /// Disables a plugin from the next start of the host on, whatever settings say. Nothing of it is deleted: what it stored is there again when it is
    /// enabled. In the deployment's default agency only.
    /// </summary>
    [Requires(PluginSwitching.Permission)]
    public static Task<PluginInfo> Handle(DisablePluginInput input, Agency agency, AgencyDirectory directory, PluginCatalog catalog, IDocumentSession session, CancellationToken stop) =>
        PluginSwitching.Switch(input.Plugin, false, agency, directory, catalog, session, stop);
}

internal static class PluginSwitching
{
    public const string Permission = "engage.manage-plugins";

    public static void Declare(PluginBuilder plugin) => plugin
        .Event<PluginEnabled>("plugin-enabled").Event<PluginDisabled>("plugin-disabled")
        .Projection<PluginSwitchProjection>()
        .Permission(PluginSwitching.Permission, "Enable and disable plugins", Roles.Administrator)
        .Query(typeof(PluginQueries)).Extend<PluginInfo>(typeof(PluginExtensions))
        .Mutation(typeof(EnablePlugin)).Mutation(typeof(DisablePlugin));

    public static async Task<PluginInfo> Switch(
        string plugin, bool enabled, Agency agency, AgencyDirectory directory, PluginCatalog catalog, IDocumentSession session, CancellationToken stop)
    {
        if (agency.Slug != directory.Default) throw AgencyDirectory.DefaultOnly();
        var known = catalog.All.FirstOrDefault(each => each.Id == plugin)
            ?? throw new Refusal("engage.unknown-plugin", "No plugin of this id was found when the host started. The query plugins lists those that were.", "plugin");
        await session.Change<PluginSwitch>(PluginSwitch.IdOf(plugin), current => Decide(current, plugin, enabled), stop);
        return known;
    }

    public static IEnumerable<object> Decide(PluginSwitch? current, string plugin, bool enabled)
    {
        if (current?.Enabled == enabled) yield break;
        yield return enabled ? new PluginEnabled(plugin) : new PluginDisabled(plugin);
    }
}

[Description("What the next start of the host changes.")]
public enum PluginChange
{
    [Description("It will run.")]
    Enable,

    [Description("It will not run.")]
    Disable
}

internal static class PluginExtensions
{
    [Description("What an administrator, or a setting, decided since the host started; it takes effect at its next start. Null where nothing changes.")]
    public static async Task<IReadOnlyList<PluginChange?>> Pending(IReadOnlyList<PluginInfo> plugins, PluginCatalog catalog, PluginSwitches switches, CancellationToken stop)
    {
        var now = await switches.Read(plugins.Select(plugin => plugin.Id), stop);
        return [.. plugins.Select(plugin => (catalog.Switches.Of(plugin.Id).Enabled, now.Of(plugin.Id).Enabled) switch
        {
            (true, false) => PluginChange.Disable,
            (false, true) => PluginChange.Enable,
            _ => (PluginChange?)null
        })];
    }
}
