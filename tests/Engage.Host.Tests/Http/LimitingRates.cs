using System.Net;
using Microsoft.Extensions.Configuration;

namespace Engage.Http;

public sealed class LimitingRates
{
    [Fact]
    public async Task Who_asks_too_often_is_told_to_wait_and_nobody_else_is()
    {
        await using var host = await With(("RequestsPerMinute", "3"), ("AnonymousRequestsPerMinute", "3"));
        var (ada, ben) = (Token(host, "Ada"), Token(host, "Ben"));
        for (var i = 0; i < 3; i++) (await Ask(host, ada)).StatusCode.ShouldBe(HttpStatusCode.OK);

        var refused = await Ask(host, ada);
        await refused.ShouldBeRefused(429, "engage.rate-limited");
        refused.Headers.RetryAfter!.Delta!.Value.ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));

        (await Ask(host, ben)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Ask(host, null)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_actor_of_the_same_name_in_another_agency_has_a_share_of_their_own()
    {
        await using var host = await With(("RequestsPerMinute", "1"));
        (await Ask(host, Token(host, "Ada"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Ask(host, Token(host, "Ada"))).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        var camden = host.Key.Token("Ada", [Roles.Resident], "camden", TimeSpan.FromHours(1), TimeProvider.System);
        (await host.Post(HttpHost.Query("{ hello }"), token: camden, path: "/agencies/camden/graphql")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_address_cannot_be_made_up_unless_a_trusted_proxy_says_it()
    {
        await using (var host = await With(("AnonymousRequestsPerMinute", "1")))
        {
            (await From(host, "203.0.113.1")).ShouldBe(HttpStatusCode.OK);
            (await From(host, "203.0.113.2")).ShouldBe(HttpStatusCode.TooManyRequests);
        }
        await using var behind = await With(("AnonymousRequestsPerMinute", "1"), ("../TrustedProxies:0", "127.0.0.0/8"));
        (await From(behind, "203.0.113.1")).ShouldBe(HttpStatusCode.OK);
        (await From(behind, "203.0.113.2")).ShouldBe(HttpStatusCode.OK);
        (await From(behind, "203.0.113.2")).ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task A_household_of_IPv6_addresses_is_one_caller()
    {
        await using var host = await With(("AnonymousRequestsPerMinute", "1"), ("../TrustedProxies:0", "127.0.0.1"));
        (await From(host, "2001:db8:1:2::1")).ShouldBe(HttpStatusCode.OK);
        (await From(host, "2001:db8:1:2:ffff::9")).ShouldBe(HttpStatusCode.TooManyRequests);
        (await From(host, "2001:db8:1:3::1")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Who_guesses_tokens_is_slowed_down_before_they_are_looked_at()
    {
        await using var host = await With(("RequestsPerMinute", "600"));
        for (var i = 0; i < 60; i++) (await Ask(host, $"guess-{i}")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        await (await Ask(host, Token(host, "Ada"))).ShouldBeRefused(429, "engage.rate-limited");
    }

    [Fact]
    public async Task A_caller_follows_so_many_subscriptions_at_a_time_and_a_place_is_free_again_when_one_ends()
    {
        await using var host = await With(("Subscriptions", "1"));
        using (await Follow(host))
        {
            await host.Voice.Heard;
            await (await Follow(host)).ShouldBeRefused(429, "engage.too-many-subscriptions");
        }
        await host.Voice.Left;
        HttpResponseMessage again;
        // The place is given back an instant after the stream was left.
        while ((again = await Follow(host)).StatusCode is HttpStatusCode.TooManyRequests) await Task.Yield();
        again.StatusCode.ShouldBe(HttpStatusCode.OK);
        again.Dispose();

        static Task<HttpResponseMessage> Follow(HttpHost host) => host.Post(HttpHost.Query("subscription { said }"), "text/event-stream");
    }

    [Theory]
    [InlineData("many")]
    [InlineData("-1")]
    [InlineData("1000001")]
    public async Task A_limit_that_is_none_stops_the_start(string limit)
    {
        var refusal = await Should.ThrowAsync<Refusal>(With(("Subscriptions", limit)));
        (refusal.Code, refusal.Message).ShouldBe(("engage.rate-limit-setting", refusal.Message));
        refusal.Message.ShouldContain("Engage:RateLimits:Subscriptions");
    }

    private static string Token(HttpHost host, string name) => host.Key.Token(name, [Roles.Resident], null, TimeSpan.FromHours(1), TimeProvider.System);

    private static Task<HttpResponseMessage> Ask(HttpHost host, string? token) => host.Post(HttpHost.Query("{ hello }"), token: token);

    private static async Task<HttpStatusCode> From(HttpHost host, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = HttpHost.Query("{ hello }") };
        request.Headers.Add("X-Forwarded-For", address);
        return (await host.Client.SendAsync(request)).StatusCode;
    }

    private static Task<HttpHost> With(params (string Name, string Value)[] limits) => HttpHost.Start(configure: builder => builder.Configuration.AddInMemoryCollection(
        limits.Select(limit => new KeyValuePair<string, string?>($"Engage:{(limit.Name.StartsWith("../") ? limit.Name[3..] : $"RateLimits:{limit.Name}")}", limit.Value))));
}
