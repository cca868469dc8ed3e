using System.Text.Json;
using System.Text.RegularExpressions;

namespace Engage.Plugins;

/// <summary>What plugin.json says of a plugin. The build wrote it, but here it is a file like any other that somebody put there.</summary>
internal sealed partial record PluginManifest(
    string Id, string Name, string Version, string Assembly, string Abstractions, IReadOnlyList<PluginDependency> Dependencies)
{
    private const int SizeLimit = 1 << 20;

    public static PluginManifest Read(string folder)
    {
        try
        {
            using var json = JsonDocument.Parse(Content(Path.Combine(folder, "plugin.json")));
            return Read(json.RootElement);
        }
        catch (JsonException e)
        {
            throw new PluginProblem(PluginCodes.Manifest, $"Its plugin.json is no JSON, at line {e.LineNumber + 1}. {PluginProblem.CopyAnew}", e);
        }
        catch (InvalidOperationException e)
        {
            throw new PluginProblem(PluginCodes.Manifest, $"Its plugin.json is JSON, but no manifest. {PluginProblem.CopyAnew}", e);
        }
    }

    /// <summary>Whether a version lies in the range of Engage.Abstractions that the plugin was built for.</summary>
    public bool Fits(Version host)
    {
        var range = Ranges().Match(Abstractions);
        return System.Version.Parse(range.Groups[1].ValueSpan) <= host && host < System.Version.Parse(range.Groups[2].ValueSpan);
    }

    public static bool IsId(string? text) => text is not null && Ids().IsMatch(text);

    private static PluginManifest Read(JsonElement root)
    {
        var dependencies = Property(root, "dependencies").EnumerateArray()
            .Select(each => new PluginDependency(
                Text(each, "assembly", Names()), System.Version.Parse(Text(each, "version", AssemblyVersions())), Text(each, "file", Files())))
            .ToList();
        return new(
            Text(root, "id", Ids()), Text(root, "name", Names()), Text(root, "version", Versions()), Text(root, "assembly", Files()),
            Text(root, "abstractions", Ranges()), dependencies);
    }

    private static string Text(JsonElement element, string name, Regex shape)
    {
        var text = Property(element, name).GetString();
        return text is not null && shape.IsMatch(text) && !text.Split('/').Contains("..")
            ? text
            : throw new PluginProblem(PluginCodes.Manifest, $"What its plugin.json says under \"{name}\" cannot be right. {PluginProblem.CopyAnew}");
    }

    private static JsonElement Property(JsonElement element, string name) => element.TryGetProperty(name, out var value)
        ? value
        : throw new PluginProblem(PluginCodes.Manifest, $"Its plugin.json has no entry \"{name}\". {PluginProblem.CopyAnew}");

    private static byte[] Content(string path)
    {
        if (!PluginFile.Exists(path))
            throw new PluginProblem(PluginCodes.Manifest, $"Its folder has no plugin.json, or an empty one. {PluginProblem.CopyAnew}");
        using var file = File.OpenRead(path);
        var content = new byte[SizeLimit + 1];
        var length = file.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
        return length <= SizeLimit
            ? content[..length]
            : throw new PluginProblem(PluginCodes.Manifest, $"Its plugin.json has more than {SizeLimit:N0} bytes. {PluginProblem.CopyAnew}");
    }

    [GeneratedRegex(@"^(?=.{1,40}\z)(?!engage\z)[a-z][a-z0-9]*(-[a-z0-9]+)*\z")]
    private static partial Regex Ids();

    [GeneratedRegex(@"^[^\p{C}]{1,200}\z")]
    private static partial Regex Names();

    [GeneratedRegex(@"^\d[0-9A-Za-z.+-]{0,99}\z")]
    private static partial Regex Versions();

    [GeneratedRegex(@"^\d{1,5}(\.\d{1,5}){3}\z")]
    private static partial Regex AssemblyVersions();

    // Relative, with forward slashes on every system, and (see Text) without a way up.
    [GeneratedRegex(@"^(?!/)[^\p{C}\\:]{1,250}\.dll\z")]
    private static partial Regex Files();

    [GeneratedRegex(@"^\[(\d{1,9}\.\d{1,9}\.\d{1,9}),(\d{1,9}\.\d{1,9}\.\d{1,9})\)\z")]
    private static partial Regex Ranges();
}

/// <summary>An assembly that only this plugin has.</summary>
internal sealed record PluginDependency(string Assembly, Version Version, string File);
