using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Engage.Benchmarks;

/// <summary>The core within this process, with <see cref="NotesPlugin"/> alone.</summary>
internal static class NotesHost
{
    /// <param name="without">Jobs of the core that do not run in it.</param>
    /// <param name="configure">Adds other plugins instead.</param>
    public static IHost Build(PrivatePostgres postgres, string data, IReadOnlyList<Type> without, Action<EngageOptions>? configure = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { EnvironmentName = Environments.Production, ApplicationName = "Engage.Benchmarks" });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:Engage"] = postgres.ConnectionString(Forum.Database),
            ["Engage:DataDirectory"] = data,
            ["Engage:PluginsDirectory"] = Path.Combine(data, "no-plugins")
        });
        builder.AddEngage(configure ?? (engage => engage.AddPlugin<NotesPlugin>()));
        foreach (var job in without) builder.Services.Remove(builder.Services.Single(service => service.ImplementationType == job));
        return builder.Build();
    }
}
