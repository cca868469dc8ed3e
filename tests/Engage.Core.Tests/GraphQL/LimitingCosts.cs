using System.Text.Json;

namespace Engage.GraphQL;

public sealed class LimitingCosts
{
    [Fact]
    public async Task Who_asks_for_costly_documents_has_spent_a_share_sooner_than_who_asks_for_cheap_ones()
    {
        // Eight requests a minute may cost 16,000 fields together; this document costs some 9,000.
        await using var engage = await EngageHarness.Start(plugins: "none", configure: plugins => plugins.AddPlugin<KitchenPlugin>(),
            settings: new Dictionary<string, string?> { ["Engage:RateLimits:AnonymousRequestsPerMinute"] = "8" });
        var costly = $"{{ {string.Join(' ', Enumerable.Range(0, 15).Select(page => $"page{page}: meals(first: 100) {{ nodes {{ id name }} edges {{ cursor node {{ id name }} }} }}"))} }}";

        CodeOf(await engage.Anonymous.GraphQL(costly)).ShouldBeNull();
        CodeOf(await engage.Anonymous.GraphQL(costly)).ShouldBe("engage.rate-limited");
        CodeOf(await engage.Anonymous.GraphQL("{ meals { nodes { id } } }")).ShouldBeNull();
    }

    private static string? CodeOf(JsonElement answer) =>
        answer.TryGetProperty("errors", out var errors) ? errors[0].GetProperty("extensions").GetProperty("code").GetString() : null;
}
