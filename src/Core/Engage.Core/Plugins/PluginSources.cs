using System.Reflection;
using Microsoft.Extensions.Logging;

namespace Engage.Plugins;

/// <summary>Where plugins come from.</summary>
/// <param name="Directory">Each folder in it is a plugin. Null, or a directory that is not there, holds none.</param>
/// <param name="Assemblies">Plugins that the embedding program references itself. They have no manifest and are checked from their declarations on.</param>
internal sealed record PluginSources(string? Directory, IReadOnlyList<Assembly> Assemblies)
{
    public IReadOnlyList<PluginCandidate> Find(ILogger log) =>
        [.. Assemblies.Distinct().Select(assembly => new PluginCandidate(assembly)), .. Folders(log).Select(folder => new PluginCandidate(folder))];

    private string[] Folders(ILogger log)
    {
        if (Directory is null) return [];
        try
        {
            var directory = new DirectoryInfo(Directory);
            if (!directory.Exists)
                log.LogWarning("There is no plugins directory at {Directory}. Set Engage:PluginsDirectory to where the plugins are.", directory.FullName);
            // A name that begins with a dot is another program's: a version control's, or of a mounted volume.
            return directory.Exists ? [.. directory.EnumerateDirectories().Where(each => !each.Name.StartsWith('.')).Select(each => each.FullName)] : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            log.LogError(e, "The plugins directory {Directory} cannot be read. Let the host's user read it.", Directory);
            return [];
        }
    }
}
