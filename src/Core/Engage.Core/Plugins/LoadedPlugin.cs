using System.Reflection;

namespace Engage.Plugins;

/// <summary>A plugin that was loaded and has declared itself.</summary>
internal sealed record LoadedPlugin(string Id, string Name, string Version, Plugin Plugin, Assembly Assembly, PluginBuilder Declarations)
{
    /// <summary>An instance of each type that it declares as settings, filled from configuration and valid.</summary>
    public required IReadOnlyList<object> Settings { get; init; }

    /// <summary>Everything of which there can be only one, with the words for it.</summary>
    public IEnumerable<(string What, object Name)> Claims() =>
    [
        .. Declarations.Events.Select(each => ("the event", (object)each.Alias)),
        .. Declarations.Events.Select(each => ("the type of event", (object)each.Type)),
        .. Declarations.Permissions.Select(each => ("the permission", (object)each.Name)),
        .. Declarations.Importers.Select(each => ("the importer", (object)$"{Id} {each.Name}")),
        .. Declarations.Files.Select(each => ("the file", (object)$"{Id}/{each.Name}")),
        .. Declarations.Settings.Select(each => ("the type of settings", (object)each))
    ];
}
