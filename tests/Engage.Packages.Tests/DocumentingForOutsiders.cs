using System.Text.RegularExpressions;
using Engage.Plugins;

namespace Engage.Packages;

public sealed partial class DocumentingForOutsiders
{
    // Run by name in the other tests; everything else is part of a project that they build.
    private static readonly string[] Run =
        ["build.sh", "embed.graphql", "embed.json", "embed.sh", "plugins.graphql", "plugins.json", "submit.graphql", "submit.json", "test.sh"];

    [Fact]
    public void Every_block_of_code_is_a_file_that_a_test_compiles_or_runs()
    {
        foreach (var guide in new[] { Guide.WriteAPlugin, Guide.Embed })
            guide.Blocks.Where(block => !Named().IsMatch(block.Info)).Select(block => block.Body).ShouldBeEmpty("These blocks do not say which file they are.");

        Guide.WriteAPlugin.Files.Concat(Guide.Embed.Files).Select(file => file.Path)
            .Where(path => !InAProject().IsMatch(path)).Distinct().Order(StringComparer.Ordinal).ShouldBe(Run);
    }

    [Fact]
    public void What_both_guides_show_is_the_same_in_both()
    {
        var both = Guide.WriteAPlugin.Files.Select(file => file.Path).Intersect(Guide.Embed.Files.Select(file => file.Path)).ToList();

        both.ShouldBe(["Directory.Build.targets"]);
        both.ShouldAllBe(file => Guide.WriteAPlugin[file] == Guide.Embed[file]);
    }

    [Fact]
    public void Every_code_that_a_plugin_can_be_put_aside_with_is_in_the_table() =>
        Codes().Matches(Guide.WriteAPlugin.Text).Select(row => row.Groups[1].Value).Order(StringComparer.Ordinal).ShouldBe(
            typeof(PluginCodes).GetFields().Select(code => (string)code.GetValue(null)!).Order(StringComparer.Ordinal));

    [GeneratedRegex(@"^[a-z]+ [A-Za-z0-9./-]+\z")]
    private static partial Regex Named();

    [GeneratedRegex(@"^(Directory\.Build\.targets|(Ideas|Ideas\.Tests|Petitions|App)/.+\.(csproj|cs|json))\z")]
    private static partial Regex InAProject();

    [GeneratedRegex(@"^\|[^|]*\| `(engage\.plugin-[a-z-]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Codes();
}
