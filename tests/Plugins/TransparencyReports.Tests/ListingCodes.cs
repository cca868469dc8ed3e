using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;

namespace Engage.Plugins.TransparencyReports;

public sealed partial class ListingCodes
{
    // What else begins with the plugin's name: what ids are made of, and kinds of events.
    private static readonly string[] Others = ["dataset", "metric", "report", "row", "feed", "record-added", "record-corrected", "edition-published", "rows-rejected"];

    [Fact]
    public void Each_code_that_the_plugin_refuses_with_stands_in_the_table_for_integrators_once()
    {
        var others = typeof(ReportPermissions).GetFields().Select(field => (string)field.GetRawConstantValue()!).Concat(Others.Select(other => $"transparency-reports.{other}")).ToHashSet();
        var codes = Texts().Where(text => Code().IsMatch(text) && !others.Contains(text)).Distinct().Order(StringComparer.Ordinal).ToList();
        codes.Count.ShouldBeGreaterThan(30);
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "docs", "graphql.md")).Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .SelectMany(line => Listed().Matches(line.Split('|')[1])).Select(code => code.Groups[1].Value).Order(StringComparer.Ordinal).ShouldBe(codes);
    }

    /// <summary>Every text that stands in the plugin's code.</summary>
    private static IEnumerable<string> Texts()
    {
        using var assembly = new PEReader(File.OpenRead(typeof(TransparencyReportsPlugin).Assembly.Location));
        var metadata = assembly.GetMetadataReader();
        for (var text = metadata.GetNextHandle(MetadataTokens.UserStringHandle(0)); !text.IsNil; text = metadata.GetNextHandle(text)) yield return metadata.GetUserString(text);
    }

    [GeneratedRegex(@"^transparency-reports\.[a-z-]+\z")]
    private static partial Regex Code();

    [GeneratedRegex(@"`(transparency-reports\.[a-z-]+)`")]
    private static partial Regex Listed();
}
