using System.Text.Json;
using System.Text.RegularExpressions;

namespace Engage.Plugins.TransparencyReports;

/// <summary>What docs/transparency-reports.md shows is what happens, in its order.</summary>
public sealed partial class FollowingTheGuide(ReportFixture reports) : IClassFixture<ReportFixture>
{
    private static readonly List<(string Language, string Text)> Blocks =
        [.. Fences().Matches(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "transparency-reports.md"))).Select(fence => (fence.Groups[1].Value, fence.Groups[2].Value))];

    private readonly Dictionary<string, object> _known = [];
    private readonly List<string> _asked = [];

    [Fact]
    public async Task An_agency_goes_from_its_file_to_a_published_report_and_to_its_correction()
    {
        var anybody = reports.Engage.Anonymous;
        (await Import(0)).ShouldBe("Records added: 26, corrected: 0, unchanged: 0, said again by another row: 0. Rows rejected: 0.");
        await Ask(reports.Writer, "DefineCount");
        await Ask(reports.Writer, "DefineRate");
        await Ask(reports.Writer, "Draft");
        await Ask(reports.Writer, "Write");
        _known["edition"] = Edition(await Ask(reports.Writer, "Compile"));
        await Ask(reports.Reviewer, "Approve");
        await Ask(reports.Reviewer, "Publish");

        var stops = (await Ask(anybody, "Read")).GetProperty("transparencyReport").GetProperty("current").GetProperty("figures").GetProperty("nodes")[0].GetProperty("rows").GetProperty("nodes")
            .EnumerateArray().ToDictionary(row => row.GetProperty("group") is var group && group.GetArrayLength() > 0 ? group[0].GetProperty("value").GetString()! : "all");
        stops["all"].GetProperty("value").GetDouble().ShouldBe(26);
        stops["WHITE"].GetProperty("value").GetDouble().ShouldBe(12);
        stops["MIXED"].GetProperty("suppression").GetString().ShouldBe("WITHHELD");
        stops.Where(row => row.Key is "ASIAN" or "BLACK" && row.Value.GetProperty("suppression").GetString() == "WITHHELD").ShouldNotBeEmpty("another group covers the small one");

        (await Ask(anybody, "Trace")).ToString().ShouldContain("PROTECTED_RECORDS");
        (await Ask(anybody, "Reproduce")).GetProperty("reportEdition").GetProperty("reproduce").GetProperty("matches").GetBoolean().ShouldBeTrue();
        _known["row"] = stops["MIXED"].GetProperty("id").GetString()!;
        var opened = (await Ask(reports.Auditor, "Open")).GetProperty("openFigure").GetProperty("figureOpening");
        (opened.GetProperty("count").GetInt32(), opened.GetProperty("matches").GetBoolean()).ShouldBe((2, true));

        (await Import(1)).ShouldBe("Records added: 2, corrected: 1, unchanged: 0, said again by another row: 0. Rows rejected: 0.");
        _known["edition"] = Edition(await Ask(reports.Writer, "CompileCorrection"));
        await Ask(reports.Reviewer, "Approve");
        await Ask(reports.Reviewer, "Publish");
        var changes = (await Ask(anybody, "Changes")).GetProperty("reportEdition");
        changes.GetProperty("supersedes").ToString().ShouldBe("""{"number":1,"state":"SUPERSEDED"}""");
        changes.GetProperty("changes").GetProperty("imports").GetProperty("nodes")[0].GetProperty("kind").GetString().ShouldBe("ADDED");

        // Each of them, and in the order in which the guide tells it; the correction is approved and published like the first edition.
        _asked.Distinct().ShouldBe(Documents().Select(document => document.Name));
    }

    private async Task<string> Import(int file) =>
        (await TestImport.OfText(reports, Blocks.Where(block => block.Language == "csv").ElementAt(file).Text, Blocks.First(block => block.Language == "json").Text)).Said[^2];

    private async Task<JsonElement> Ask(EngageClient by, string name)
    {
        var text = Documents().Single(document => document.Name == name).Text;
        var variables = Variables().Matches(text).Select(variable => variable.Groups[1].Value).Distinct().ToDictionary(variable => variable, variable => _known[variable]);
        var answer = await by.GraphQL(text, variables);
        answer.ToString().ShouldNotContain("\"code\"", customMessage: text);
        _asked.Add(name);
        return answer.GetProperty("data");
    }

    private static string Edition(JsonElement compiled) => compiled.GetProperty("compileEdition").GetProperty("reportEdition").GetProperty("id").GetString()!;

    private static IEnumerable<(string Name, string Text)> Documents() => Blocks.Where(block => block.Language == "graphql").Select(block => (Names().Match(block.Text).Groups[1].Value, block.Text));

    [GeneratedRegex("^```([a-z]+)\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fences();

    [GeneratedRegex("^(?:mutation|query) ([A-Za-z]+)")]
    private static partial Regex Names();

    [GeneratedRegex(@"\$([a-zA-Z]+):")]
    private static partial Regex Variables();
}
