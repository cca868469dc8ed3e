using JasperFx.CommandLine;
using Microsoft.Extensions.Hosting;

namespace Engage.CommandLine;

/// <summary>What every command of ours takes. JasperFx's own base offers options that do nothing once the host is built, and this one is.</summary>
public class CommandInput : IHostBuilderInput
{
    /// <summary>Where the host comes from when JasperFx runs the command.</summary>
    [IgnoreOnCommandLine]
    public IHostBuilder HostBuilder { get; set; } = null!;

    internal IHost? Host { get; set; }
}
