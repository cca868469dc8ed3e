namespace Engage.Plugins;

internal static class PluginFile
{
    /// <summary>
    /// Whether there is a file that holds something. A named pipe or a device holds nothing by its length, and to open one could wait forever. A link may
    /// lead out of the plugin's folder: who can put it there can put the file there.
    /// </summary>
    public static bool Exists(string path)
    {
        var file = new FileInfo(path);
        if (file.Exists && file.LinkTarget is not null) file = (FileInfo)file.ResolveLinkTarget(returnFinalTarget: true)!;
        return file.Exists && file.Length > 0;
    }
}
