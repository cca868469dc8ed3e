using System.Text.RegularExpressions;

namespace Engage.Plugins.Forums;

/// <summary>What docs/deliberation.md shows is what happens.</summary>
public sealed partial class RunningTheGuide(ForumFixture forum) : IClassFixture<ForumFixture>
{
    private static readonly string Guide = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "deliberation.md"));

    [Fact]
    public async Task Every_document_of_the_guide_runs_without_errors()
    {
        var ada = forum.Engage.As("Ada", Roles.Resident, Roles.Moderator);
        var topic = (await ForumFixture.Mutation(ada, "openTopic", "{ title: \"T\", body: \"B\", kind: DELIBERATION, statementsWait: true, statements: [\"S\"] }", "topic { id }")).GetProperty("topic").GetProperty("id").GetGuid();
        var (waiting, rude) = (await forum.Reply(topic, "I live here.", forum.Bo), await forum.Reply(topic, "Nonsense.", forum.Bo));
        var documents = Blocks("graphql").ToList();
        documents.Count.ShouldBe(4);
        foreach (var document in documents) (await ada.Data(document, new { topic, waiting, rude })).ToString().ShouldNotContain("\"code\"", customMessage: document);
    }

    [Fact]
    public void The_formulas_can_be_called_alone_as_the_guide_shows()
    {
        var ada = Guid.NewGuid();
        var bo = Guid.NewGuid();
        var lamps = Guid.NewGuid();
        VoteOn[] votes = [new(ada, lamps, VoteValue.Agree), new(bo, lamps, VoteValue.Disagree)];

        var findings = Findings.Of(statements: [lamps], votes, groups: [[ada], [bo]]);

        findings.GroupInformedConsensus[0].Value.ShouldBe(2 / 3.0 * (1 / 3.0), 1e-12);

        var here = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "RunningTheGuide.cs")).Split('\n').Select(line => line.Trim()).ToHashSet();
        Blocks("csharp").Single().Split('\n').ShouldAllBe(line => here.Contains(line.Trim()));
    }

    private static IEnumerable<string> Blocks(string language) =>
        Fences().Matches(Guide).Where(fence => fence.Groups[1].Value == language).Select(fence => fence.Groups[2].Value);

    [GeneratedRegex("^```([a-z]+)\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fences();
}
