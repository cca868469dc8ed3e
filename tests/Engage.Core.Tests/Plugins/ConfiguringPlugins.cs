using Engage.Plugins;
using Microsoft.Extensions.Logging;

namespace Engage.Core.Tests.Plugins;

public sealed class ConfiguringPlugins : IDisposable
{
    private readonly PluginsDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void One_that_is_switched_off_is_not_loaded_and_is_no_fault()
    {
        _directory.Add("ThrowsInConfigure");

        var catalog = _directory.Load(configuration: new() { ["Engage:Plugins:throws-in-configure:Enabled"] = "false" });

        catalog.Active.ShouldBeEmpty();
        catalog.All.ShouldBe([new PluginInfo(
            "throws-in-configure", "Throws in Configure", "0.1.0", PluginState.Disabled, "engage.plugin-disabled",
            "It is switched off. Set Engage:Plugins:throws-in-configure:Enabled to true and start the host again.")]);
        _directory.Log.ShouldHaveSingleItem().Level.ShouldBe(LogLevel.Information);
    }

    [Fact]
    public void A_switch_that_is_neither_on_nor_off_is_a_fault()
    {
        _directory.Add("Ideas");

        var info = _directory.Load(configuration: new() { ["Engage:Plugins:ideas:Enabled"] = "hunter2" }).All.Single();

        (info.State, info.Code).ShouldBe((PluginState.Failed, PluginCodes.Settings));
        info.Reason.ShouldBe("The setting Engage:Plugins:ideas:Enabled is neither true nor false. Set it to one of them, or leave it out.");
    }

    [Theory]
    [InlineData(null, 10)]
    [InlineData("42", 42)]
    public void Settings_are_filled_from_configuration_over_their_defaults(string? configured, int expected)
    {
        _directory.Add("Limits");

        var catalog = _directory.Load(configuration: configured is null ? [] : new() { ["Engage:Plugins:limits:Most"] = configured });

        var settings = catalog.Active.Single().Settings.ShouldHaveSingleItem();
        settings.GetType().GetProperty("Most")!.GetValue(settings).ShouldBe(expected);
    }

    [Theory]
    [InlineData("hunter2", "The setting Engage:Plugins:limits:Most has a value of the wrong kind. Correct it, or leave it out.")]
    [InlineData("0", "Its settings are not valid. Correct Engage:Plugins:limits:Most: The field Most must be between 1 and 100.")]
    public void Settings_that_are_not_valid_put_the_plugin_aside_and_name_the_key(string configured, string reason)
    {
        _directory.Add("Limits");

        var info = _directory.Load(configuration: new() { ["Engage:Plugins:limits:Most"] = configured }).All.Single();

        (info.State, info.Code, info.Reason).ShouldBe((PluginState.Failed, PluginCodes.Settings, reason));
    }
}
