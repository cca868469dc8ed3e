using System.Diagnostics;
using System.Text;
using Engage.GraphQL;
using JasperFx.Events;

namespace Engage.Webhooks;

public sealed class SigningMessages
{
    [Fact]
    public void The_signature_is_the_one_that_Standard_Webhooks_publishes() =>
        WebhookSecret.Sign(WebhookSecret.In("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, Encoding.UTF8.GetBytes("{\"test\": 2432232314}"))
            .ShouldBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");

    [Fact]
    public void A_secret_that_was_made_here_is_one() => WebhookSecret.In(WebhookSecret.Text(WebhookSecret.New())).Length.ShouldBe(32);

    [Theory]
    [InlineData("")]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("whsec_")]
    [InlineData("whsec_c2hvcnQ=")]
    [InlineData("whsec_not in base64 at all, whatever it may look like")]
    public void What_is_no_secret_is_refused(string text) => Should.Throw<Refusal>(() => WebhookSecret.In(text)).Code.ShouldBe("engage.webhook-secret");

    [Fact]
    public void Nothing_personal_is_sent()
    {
        var noted = new Noted("Lamps", Personal<string>.Of(new("ada"), "Ada Lovelace"), [Personal<string>.Of(new("bob"), "Bob")], Taste.VerySour);
        var e = new Event<Noted>(noted) { Id = Guid.NewGuid(), StreamId = Guid.NewGuid(), Sequence = 7, Version = 2, TenantId = "default", EventTypeName = "notes.noted", Timestamp = DateTimeOffset.UnixEpoch };

        var body = Encoding.UTF8.GetString(WebhookMessage.Of(Guid.NewGuid(), e).Body);

        body.ShouldBe(
            $$$$"""{"type":"notes.noted","timestamp":"1970-01-01T00:00:00+00:00","data":{"id":"{{{{e.Id}}}}","stream":"{{{{e.StreamId}}}}","version":2,"sequence":7,"agency":"default","event":{"about":"Lamps","author":null,"others":[null],"taste":"VerySour"}}}""");
    }

    [Fact]
    public void The_events_of_the_core_and_confidential_ones_take_the_permission_to_audit_besides()
    {
        var known = new HashSet<string> { "engage.role-granted", "kitchen.meal-cooked", "kitchen.recipe-written" };
        var secret = new HashSet<string> { "kitchen.recipe-written" };
        var refusal = Should.Throw<Refusal>(() => SubscribeWebhook.Decide("https://example.org", ["kitchen.meal-cooked", "engage.role-granted"], known, secret, auditor: false));
        refusal.Code.ShouldBe("engage.forbidden");
        Should.Throw<Refusal>(() => SubscribeWebhook.Decide("https://example.org", ["kitchen.recipe-written"], known, secret, auditor: false)).Message.ShouldContain("'kitchen.recipe-written'");
        SubscribeWebhook.Decide("https://example.org", ["kitchen.recipe-written"], known, secret, auditor: true).Events.ShouldBe(["kitchen.recipe-written"]);
        SubscribeWebhook.Decide("https://example.org", ["engage.role-granted"], known, secret, auditor: true).Events.ShouldBe(["engage.role-granted"]);
        SubscribeWebhook.Decide("https://example.org", ["kitchen.meal-cooked"], known, secret, auditor: false).Events.ShouldBe(["kitchen.meal-cooked"]);
    }

    [Fact]
    public void The_hash_of_a_secret_is_not_sent_to_anybody()
    {
        var e = new Event<Hashed>(new("Lamps", "c2VjcmV0")) { Id = Guid.NewGuid(), EventTypeName = "engage.api-key-created" };
        var body = Encoding.UTF8.GetString(WebhookMessage.Of(Guid.NewGuid(), e).Body);
        body.ShouldContain("Lamps");
        body.ShouldNotContain("ecretHash");
    }

    [Fact]
    public void Slow_receivers_of_one_agency_leave_places_to_others_and_who_was_served_longest_ago_is_first()
    {
        var many = Enumerable.Range(0, 20).Select(_ => To("a")).ToList();
        var (first, last) = (To("b"), To("b"));
        WebhookJob.Next([.. many, last, first], [], id => id == first.Webhook.Id ? 1 : id == last.Webhook.Id ? 3 : 2).ShouldBe([first, .. many[..4], last]);
        WebhookJob.Next([.. many, last], ["a", "a", "a"], _ => 0).ShouldBe([many[0], last]);
        WebhookJob.Next(Enumerable.Range(0, 40).Select(i => To($"{i}")), ["a"], _ => 0).Count.ShouldBe(31);

        static Sending To(string agency) => new(new(Guid.NewGuid(), "https://example.org", [], WebhookState.Active, DateTimeOffset.UnixEpoch, agency), [], 0, false);
    }

    [Fact]
    public void An_event_has_one_id_at_each_webhook_and_another_at_others()
    {
        var e = new Event<MealCooked>(new("Soup", Taste.Sweet)) { Id = Guid.NewGuid(), EventTypeName = "kitchen.meal-cooked" };
        var webhook = Guid.NewGuid();
        WebhookMessage.Of(webhook, e).Id.ShouldBe(WebhookMessage.Of(webhook, e).Id);
        WebhookMessage.Of(webhook, e).Id.ShouldNotBe(WebhookMessage.Of(Guid.NewGuid(), e).Id);
    }

    [Fact]
    public void It_is_sent_again_for_three_days_and_never_at_the_same_time_as_others()
    {
        var waits = Enumerable.Range(1, WebhookSchedule.Attempts - 1).Select(attempts => WebhookSchedule.After(attempts, 0)!.Value).ToList();
        waits.ShouldBe(waits.Order());
        waits.Aggregate(TimeSpan.Zero, (sum, wait) => sum + wait).ShouldBeInRange(TimeSpan.FromDays(3), TimeSpan.FromDays(4));
        WebhookSchedule.After(1, 1).ShouldBe(TimeSpan.FromSeconds(6));
        WebhookSchedule.After(WebhookSchedule.Attempts, 0).ShouldBeNull();
    }

    [Fact]
    public async Task The_check_that_the_guide_shows_takes_our_signature_and_no_other()
    {
        var guide = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "docs", "docs", "webhooks.md"));
        var check = guide.Split("```js\n")[1].Split("```")[0];
        var (secret, body, now) = (WebhookSecret.New(), "{\"type\":\"forums.post-added\"}", DateTimeOffset.UtcNow.ToUnixTimeSeconds());
        var signature = WebhookSecret.Sign(secret, "msg_1", now, Encoding.UTF8.GetBytes(body));
        var old = WebhookSecret.Sign(secret, "msg_1", now - 600, Encoding.UTF8.GetBytes(body));
        var script =
            $$"""
            {{check}}
            const check = (body, timestamp, signature) => isFromEngage("{{WebhookSecret.Text(secret)}}", { "webhook-id": "msg_1", "webhook-timestamp": timestamp, "webhook-signature": signature }, body);
            const body = '{{body}}';
            console.log(check(body, "{{now}}", "v1,bm9uZQ== {{signature}}"), check(body + " ", "{{now}}", "{{signature}}"), check(body, "{{now - 600}}", "{{old}}"), check(body, undefined, "{{signature}}"));
            """;

        using var node = Process.Start(new ProcessStartInfo("node", ["--input-type=module", "-e", script]) { RedirectStandardOutput = true })!;
        (await node.StandardOutput.ReadToEndAsync()).Trim().ShouldBe("true false false false");
    }

    private sealed record Hashed(string About, string SecretHash);

    private sealed record Noted(string About, Personal<string> Author, IReadOnlyList<Personal<string>> Others, Taste Taste);
}
