namespace Engage.Plugins.AdvisoryBoards;

public sealed class PayingForReports
{
    [Fact]
    public async Task What_counts_ten_thousand_recommendations_or_writes_whole_minutes_is_not_had_for_the_price_of_a_field()
    {
        // Seven requests a minute may cost 14,000 fields together.
        await using var engage = await EngageHarness.Start(plugins: "none", configure: plugins => plugins.AddPlugin<AdvisoryBoardsPlugin>(),
            settings: new Dictionary<string, string?> { ["Engage:RateLimits:AnonymousRequestsPerMinute"] = "7" });
        const string rates = "recommendationRates { total }", overdue = "overdueRecommendations(first: 1) { nodes { duties { duty } } }";

        (await engage.Anonymous.GraphQL("{ meetings(first: 100) { nodes { minutes { text } } } }")).ToString().ShouldContain("engage.too-complex");
        (await engage.Anonymous.GraphQL("{ meetings(first: 100) { nodes { minutes { html } } } }")).ToString().ShouldContain("engage.too-complex");
        (await engage.Anonymous.GraphQL($"{{ a: {rates} b: {rates} c: {overdue} d: {overdue} }}")).TryGetProperty("errors", out _).ShouldBeFalse();
        (await engage.Anonymous.GraphQL($"{{ a: {rates} b: {overdue} c: {rates} d: {overdue} }}")).ToString().ShouldContain("engage.rate-limited");
        (await engage.Anonymous.GraphQL("{ recommendations { nodes { id } } }")).TryGetProperty("errors", out _).ShouldBeFalse();
    }
}
