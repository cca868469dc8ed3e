using Engage.CommandLine;
using JasperFx.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace Engage.Plugins;

[Description("List the plugins that were found, and what became of each", Name = "plugins")]
public sealed class PluginsCommand : EngageCommand<NetCoreInput>
{
    protected override Task<bool> Run(NetCoreInput input, IServiceProvider services)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("Id", "Version", "State", "Code", "Reason");
        foreach (var plugin in services.GetRequiredService<PluginCatalog>().All)
            table.AddRow(new[] { plugin.Id, plugin.Version, plugin.State.ToString(), plugin.Code ?? "", plugin.Reason ?? "" }.Select(Markup.Escape).ToArray());
        AnsiConsole.Write(table);
        return Task.FromResult(true);
    }
}
