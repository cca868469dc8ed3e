namespace Engage.Plugins.AdvisoryBoards;

public sealed class PayingForReports
{
    [Fact]
    public async Task What_counts_ten_thousand_recommendations_or_writes_whole_minutes_is_not_had_for_the_price_of_a_field()
    {
        // Ten requests a minute may cost 20,000 fields together; each of these documents costs some 18,000.
        await using var engage = await EngageHarness.Start(plugins: "none", configure: plugins => plugins.AddPlugin<AdvisoryBoardsPlugin>(),
            settings: new Dictionary<string, string?> { ["Engage:RateLimits:RequestsPerMinute"] = "10" });

        foreach (var (who, costly) in new (string, string)[]
        {
            ("Ann", Nine("recommendationRates { issued }")), ("Ben", Nine("overdueRecommendations(first: 1) { nodes { duties { duty } } }")),
            ("Cem", "{ meetings(first: 36) { nodes { minutes { text } } } }"), ("Dee", "{ meetings(first: 36) { nodes { minutes { html } } } }")
        })
        {
            var client = engage.As(who, Roles.Resident);
            (await client.GraphQL(costly)).TryGetProperty("errors", out _).ShouldBeFalse(costly);
            (await client.GraphQL(costly)).ToString().ShouldContain("engage.rate-limited", customMessage: costly);
            (await client.GraphQL("{ meetings(first: 36) { nodes { id } } }")).TryGetProperty("errors", out _).ShouldBeFalse();
        }
    }

    private static string Nine(string field) => $"{{ {string.Join(' ', Enumerable.Range(0, 9).Select(i => $"f{i}: {field}"))} }}";
}
