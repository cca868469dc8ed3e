using System.Text.RegularExpressions;

namespace Engage.Packages;

/// <summary>A guide for people outside, and the files in it: every block of code says after its language which file it is.</summary>
internal sealed partial class Guide
{
    public static readonly Guide WriteAPlugin = new("write-a-plugin.md");
    public static readonly Guide Embed = new("embed.md");

    private Guide(string name)
    {
        Text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", name));
        Blocks = [.. Fences().Matches(Text).Select(fence => (fence.Groups[1].Value.Trim(), fence.Groups[2].Value))];
    }

    public string Text { get; }

    /// <summary>What stands behind each fence, and what is between it and the next.</summary>
    public IReadOnlyList<(string Info, string Body)> Blocks { get; }

    /// <summary>The blocks as files. What the build writes is shown for comparison only and is none of them.</summary>
    public IEnumerable<(string Path, string Body)> Files =>
        Blocks.Select(block => (block.Info.Split(' ', 2)[1], block.Body)).Where(file => !file.Item1.Contains("/bin/", StringComparison.Ordinal));

    public string this[string path] => Blocks.Single(block => block.Info.Split(' ', 2).ElementAtOrDefault(1) == path).Body;

    [GeneratedRegex("^```([^\n]*)\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fences();
}
