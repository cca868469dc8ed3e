using System.Reflection;
using Engage.Plugins;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Engage.Core.Tests.Plugins;

/// <summary>A plugins directory of a test's own, filled with copies of the plugins under tests/TestPlugins.</summary>
public sealed class PluginsDirectory : ILogger, IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("engage-plugins-").FullName;

    internal List<(LogLevel Level, string Text, Exception? Exception)> Log { get; } = [];

    public string Add(string plugin, string? folder = null)
    {
        var from = System.IO.Path.Combine(AppContext.BaseDirectory, "TestPlugins", plugin);
        var to = Folder(folder ?? plugin);
        foreach (var file in Directory.GetFiles(from)) File.Copy(file, System.IO.Path.Combine(to, System.IO.Path.GetFileName(file)));
        return to;
    }

    public string Folder(string name) => Directory.CreateDirectory(System.IO.Path.Combine(Path, name)).FullName;

    /// <summary>Adds a plugin and changes its manifest.</summary>
    public string Add(string plugin, string entry, string replacement)
    {
        var folder = Add(plugin);
        var manifest = System.IO.Path.Combine(folder, "plugin.json");
        var text = File.ReadAllText(manifest);
        text.ShouldContain(entry);
        File.WriteAllText(manifest, text.Replace(entry, replacement));
        return folder;
    }

    internal PluginCatalog Load(
        Action<IReadOnlyList<LoadedPlugin>>? verify = null, Dictionary<string, string?>? configuration = null, params IReadOnlyList<Assembly> assemblies)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(configuration).Build();
        return PluginCatalog.Load(new(Path, assemblies), settings, _ => new(settings, new Dictionary<string, PluginSwitches.Word>(), null), verify ?? (_ => { }), this);
    }

    /// <summary>Loads with the plugin Ideas beside, which has to run whatever happens to the others.</summary>
    internal PluginInfo LoadBesideIdeas(Action<IReadOnlyList<LoadedPlugin>>? verify = null)
    {
        Add("Ideas", "the-good-one");
        var catalog = Load(verify);
        catalog.Active.Select(plugin => plugin.Id).ShouldBe(["ideas"]);
        return catalog.All.Single(plugin => plugin.State is not PluginState.Active);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);

    IDisposable? ILogger.BeginScope<TState>(TState state) => null;

    bool ILogger.IsEnabled(LogLevel level) => true;

    // Writes the exception out, as every real logger does.
    void ILogger.Log<TState>(LogLevel level, EventId id, TState state, Exception? exception, Func<TState, Exception?, string> format) =>
        Log.Add((level, format(state, exception) + exception?.ToString(), exception));
}
