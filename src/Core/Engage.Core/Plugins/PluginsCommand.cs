using Engage.CommandLine;
using JasperFx.CommandLine;
using Microsoft.Extensions.DependencyInjection;

namespace Engage.Plugins;

[Description("List the plugins that were found, and what became of each", Name = "plugins")]
public sealed class PluginsCommand : EngageCommand<CommandInput>
{
    protected override Task<bool> Run(CommandInput input, IServiceProvider services)
    {
        var plugins = services.GetRequiredService<PluginCatalog>().All;
        if (plugins.Count == 0) Console.WriteLine("No plugin was found.");
        var (id, version) = (Width(plugin => plugin.Id), Width(plugin => plugin.Version));
        foreach (var plugin in plugins)
        {
            // A plugin a line and its reason on the next, whole: a table would break the reason into pieces that neither eyes nor grep put together.
            Console.WriteLine($"{plugin.Id.PadRight(id)}  {plugin.Version.PadRight(version)}  {plugin.State}{(plugin.Code is null ? "" : $"  {plugin.Code}")}");
            if (plugin.Reason is not null) Console.WriteLine($"  {plugin.Reason}");
        }
        return Task.FromResult(true);

        int Width(Func<PluginInfo, string> column) => plugins.Select(column).Select(text => text.Length).DefaultIfEmpty().Max();
    }
}
