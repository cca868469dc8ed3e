namespace Engage.Plugins.TransparencyReports;

public sealed class FindingReports(ReportFixture reports) : IClassFixture<ReportFixture>
{
    [Fact]
    public async Task Words_are_found_in_the_edition_that_holds_and_in_no_other()
    {
        var name = await reports.Report();
        await ReportFixture.Done(reports.Writer, "writeSections", EditionFixture.Sections(name, "Every lighthouse is counted."));
        var first = await reports.Approved(name);
        await reports.Engage.Indexed();
        (await Found("lighthouse")).ShouldBeEmpty();
        await ReportFixture.Done(reports.Reviewer, "publishEdition", $"{{ editionId: \"{first}\" }}");
        var hit = (await Found("lighthouses")).ShouldHaveSingleItem();
        hit.Edition.ShouldBe(first);
        hit.Snippet.ShouldContain("<mark>lighthouse</mark>");

        await ReportFixture.Done(reports.Writer, "writeSections", EditionFixture.Sections(name, "Every windmill is counted."));
        var second = await reports.Published(name, "No lighthouses here.");
        await reports.Engage.Indexed();
        (await Found("lighthouse")).ShouldBeEmpty();
        (await Found("windmill")).Select(hit => hit.Edition).ShouldBe([second]);
        await ReportFixture.Done(reports.Reviewer, "withdrawEdition", $"{{ editionId: \"{second}\", reason: \"R\" }}");
        (await Found("windmill")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Reports_are_listed_with_those_first_that_were_published_last()
    {
        var (first, second, draft) = (await reports.Report(), await reports.Report(), await reports.Report());
        await reports.Published(second);
        await reports.Published(first);
        var mine = new[] { first, second, draft };
        (await Names(reports.Engage.Anonymous)).Where(mine.Contains).ShouldBe([first, second]);
        (await Names(reports.Writer)).Where(mine.Contains).ShouldBe([draft, first, second]);
    }

    private static async Task<IEnumerable<string?>> Names(EngageClient reader) =>
        (await reader.Data("{ transparencyReports(first: 100) { nodes { name } } }")).GetProperty("transparencyReports").GetProperty("nodes").EnumerateArray().Select(each => each.GetProperty("name").GetString());

    private async Task<List<(Guid Edition, string Snippet)>> Found(string text) =>
        [.. (await reports.Engage.Anonymous.Data($"{{ searchReports(text: \"{text}\") {{ nodes {{ edition {{ id }} snippet }} }} }}")).GetProperty("searchReports").GetProperty("nodes").EnumerateArray()
            .Select(hit => (hit.GetProperty("edition").GetProperty("id").GetGuid(), hit.GetProperty("snippet").GetString()!))];
}
