using System.Text.RegularExpressions;

namespace Engage.Plugins.Forums;

public sealed partial class FollowingTheGuideToModeration(ForumFixture forum) : IClassFixture<ForumFixture>
{
    [Fact]
    public async Task Each_of_its_documents_is_answered_for_whom_it_is_written()
    {
        var post = await forum.Reply(await forum.OpenTopic());
        var (from, to) = (DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        string? rule = null, decision = null;
        var documents = Fences().Matches(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "docs", "moderation.md"))).Select(fence => (Text: fence.Groups[1].Value, Name: fence.Groups[2].Value)).ToList();
        documents.Select(document => document.Name).ShouldBe(["Adopt", "Flag", "Queue", "Decide", "Notices", "Appeal", "Log", "Summary"]);
        foreach (var (text, name) in documents)
        {
            var reader = name switch
            {
                "Adopt" => forum.Engage.As("Admin", Roles.Administrator),
                "Flag" => forum.Bo,
                "Queue" or "Decide" => forum.Mo,
                "Notices" or "Appeal" => forum.Ada,
                _ => forum.Engage.Anonymous
            };
            var answer = await reader.GraphQL(text, new { post, rule, decision, from, to });
            answer.ToString().ShouldNotContain("\"code\"", customMessage: text);
            if (name is "Adopt") rule = answer.GetProperty("data").GetProperty("adoptRule").GetProperty("rule").GetProperty("id").GetString();
            if (name is "Decide") decision = answer.GetProperty("data").GetProperty("decideReview").GetProperty("moderationDecision").GetProperty("id").GetString();
        }
    }

    [GeneratedRegex("^```graphql\n((?:mutation|query) ([A-Za-z]+).*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fences();
}
