using Engage.CommandLine;
using JasperFx.CommandLine;
using Microsoft.Extensions.DependencyInjection;

namespace Engage.Plugins;

public sealed class PluginsInput : CommandInput
{
    [Description("Say for each plugin who decided whether it runs: a file, the environment, the command line or an administrator")]
    public bool WhyFlag { get; set; }
}

[Description("List the plugins that were found, and what became of each: plugins --why", Name = "plugins")]
public sealed class PluginsCommand : EngageCommand<PluginsInput>
{
    protected override async Task<bool> Run(PluginsInput input, IServiceProvider services)
    {
        var catalog = services.GetRequiredService<PluginCatalog>();
        var plugins = catalog.All;
        if (plugins.Count == 0) Console.WriteLine("No plugin was found.");
        var (id, version) = (Width(plugin => plugin.Id), Width(plugin => plugin.Version));
        foreach (var plugin in plugins)
        {
            // A plugin a line and its reason on the next, whole: a table would break the reason into pieces that neither eyes nor grep put together.
            Console.WriteLine($"{plugin.Id.PadRight(id)}  {plugin.Version.PadRight(version)}  {plugin.State}{(plugin.Code is null ? "" : $"  {plugin.Code}")}");
            if (plugin.Reason is not null) Console.WriteLine($"  {plugin.Reason}");
            if (input.WhyFlag) Console.WriteLine($"  {catalog.Switches.Of(plugin.Id).Because}");
        }
        if (catalog.Switches.Unknown is not null)
            await Console.Error.WriteLineAsync("The database cannot be used, so this is what the settings say; an administrator may have decided otherwise. (engage.database-unreachable)");
        return true;

        int Width(Func<PluginInfo, string> column) => plugins.Select(column).Select(text => text.Length).DefaultIfEmpty().Max();
    }
}
