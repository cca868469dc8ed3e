using System.Net;
using Engage.GraphQL;
using Microsoft.Extensions.Configuration;

namespace Engage.Webhooks;

public sealed class RefusingAddresses : IAsyncLifetime
{
    private EngageHarness _engage = null!;

    public async Task InitializeAsync() => _engage = await EngageHarness.Start(plugins: "none", configure: engage => engage.AddPlugin<KitchenPlugin>());

    public async Task DisposeAsync() => await _engage.DisposeAsync();

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("10.1.2.3")]
    [InlineData("100.64.0.1")]
    [InlineData("127.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.0.1")]
    [InlineData("198.19.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::7f00:1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("64:ff9b::a00:1")]
    [InlineData("2002:a00:1::")]
    [InlineData("2001:0:a00:1::")]
    [InlineData("fc00::1")]
    [InlineData("fd12:3456::1")]
    [InlineData("fe80::1")]
    [InlineData("ff02::1")]
    public void An_address_that_is_not_of_the_public_internet_is_none(string address) => WebhookAddress.IsPublic(IPAddress.Parse(address)).ShouldBeFalse();

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("172.32.0.1")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("2606:4700:4700::1111")]
    public void An_address_of_the_public_internet_is_one(string address) => WebhookAddress.IsPublic(IPAddress.Parse(address)).ShouldBeTrue();

    [Theory]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("https://127.0.0.1/")]
    [InlineData("https://2130706433/")]
    [InlineData("https://0x7f.1/")]
    [InlineData("https://[::1]/")]
    [InlineData("https://[::ffff:10.0.0.1]/")]
    [InlineData("https://localhost/")]
    [InlineData("https://localhost./")]
    [InlineData("https://there-is-no.such-name.invalid/")]
    [InlineData("https://user:password@1.1.1.1/")]
    [InlineData("https://1.1.1.1/#fragment")]
    [InlineData("http://1.1.1.1/")]
    [InlineData("ftp://1.1.1.1/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("/hook")]
    [InlineData("")]
    public async Task A_webhook_to_such_an_address_is_refused_and_nothing_is_written(string url)
    {
        var before = (await _engage.Events()).Count;
        var answer = await _engage.As("Ada", Roles.Administrator).Data(
            "mutation ($url: String!) { subscribeWebhook(input: { url: $url, events: [\"kitchen.meal-cooked\"] }) { subscribedWebhook { secret } errors { code path } } }", new { url });
        answer.GetProperty("subscribeWebhook").ToString().ShouldBe("""{"subscribedWebhook":null,"errors":[{"code":"engage.webhook-address","path":["input","url"]}]}""");
        (await _engage.Events()).Count.ShouldBe(before);
    }

    [Fact]
    public async Task A_name_that_leads_to_such_an_address_by_the_time_of_sending_is_not_connected_to()
    {
        await using var receiver = await Receiver.Start();
        using var sender = new WebhookSender(new(new ConfigurationBuilder().Build()), TimeProvider.System);

        var attempt = await sender.Send(receiver.Url.Replace("127.0.0.1", "localhost"), WebhookSecret.New(), new("msg_1", []), CancellationToken.None);

        attempt.ShouldBe(new("address-refused", Delivered: false, Unreachable: true));
        receiver.Waiting.ShouldBe(0);
    }

    [Fact]
    public async Task Only_who_may_manage_webhooks_subscribes_one_and_sees_any()
    {
        const string subscribe = """mutation { subscribeWebhook(input: { url: "https://1.1.1.1/", events: ["kitchen.meal-cooked"] }) { errors { code } } }""";
        (await _engage.As("Rita", Roles.Resident).Data(subscribe)).ToString().ShouldContain("engage.forbidden");
        (await _engage.Anonymous.GraphQL("{ webhooks { nodes { id } } }")).ToString().ShouldContain("engage.unauthenticated");
        (await _engage.As("Ada", Roles.Administrator).Data(subscribe)).GetProperty("subscribeWebhook").GetProperty("errors").GetArrayLength().ShouldBe(0);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("[\"kitchen.no-such-event\"]")]
    [InlineData("[\"*\"]")]
    public async Task Events_that_are_none_are_refused(string events) =>
        (await _engage.As("Ada", Roles.Administrator).Data($$"""mutation { subscribeWebhook(input: { url: "https://1.1.1.1/", events: {{events}} }) { errors { code } } }"""))
            .ToString().ShouldContain("engage.webhook-events");
}
