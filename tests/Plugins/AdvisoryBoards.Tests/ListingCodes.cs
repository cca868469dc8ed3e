using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;

namespace Engage.Plugins.AdvisoryBoards;

public sealed partial class ListingCodes
{
    [Fact]
    public void Each_code_that_the_plugin_refuses_with_stands_in_the_table_for_integrators_once()
    {
        var permissions = typeof(BoardPermissions).GetFields().Select(field => (string)field.GetRawConstantValue()!).ToHashSet();
        var codes = Texts().Where(text => Code().IsMatch(text) && !permissions.Contains(text)).Distinct().Order(StringComparer.Ordinal).ToList();
        codes.Count.ShouldBeGreaterThan(50);
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "docs", "graphql.md")).Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .SelectMany(line => Listed().Matches(line.Split('|')[1])).Select(code => code.Groups[1].Value).Order(StringComparer.Ordinal).ShouldBe(codes);
    }

    /// <summary>Every text that stands in the plugin's code.</summary>
    private static IEnumerable<string> Texts()
    {
        using var assembly = new PEReader(File.OpenRead(typeof(AdvisoryBoardsPlugin).Assembly.Location));
        var metadata = assembly.GetMetadataReader();
        for (var text = metadata.GetNextHandle(MetadataTokens.UserStringHandle(0)); !text.IsNil; text = metadata.GetNextHandle(text)) yield return metadata.GetUserString(text);
    }

    [GeneratedRegex(@"^advisory-boards\.[a-z-]+\z")]
    private static partial Regex Code();

    [GeneratedRegex(@"`(advisory-boards\.[a-z-]+)`")]
    private static partial Regex Listed();
}
