using System.Globalization;
using System.Text.Json;
using Engage.Events;
using Engage.GraphQL;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Engage.Webhooks;

public sealed class SendingWebhooks(SendingWebhooks.Kitchen kitchen) : IClassFixture<SendingWebhooks.Kitchen>, IAsyncLifetime
{
    private readonly string _agency = kitchen.NextAgency();
    private Receiver _receiver = null!;

    private EngageClient Ada { get; set; } = null!;

    public async Task InitializeAsync()
    {
        Ada = await AdaOf(kitchen.Engage);
        _receiver = await Receiver.Start();
    }

    public async Task DisposeAsync() => await _receiver.DisposeAsync();

    [Fact]
    public async Task An_event_is_sent_signed_and_whole()
    {
        var (_, secret) = await Subscribe();
        var stream = Guid.NewGuid();
        await Cook(stream, "Soup");

        var received = await _receiver.Next();
        received.Signature.ShouldBe(WebhookSecret.Sign(WebhookSecret.In(secret!), received.Id, long.Parse(received.Timestamp, CultureInfo.InvariantCulture), received.Body));
        var data = received.Json.GetProperty("data");
        (received.Json.GetProperty("type").GetString(), data.GetProperty("agency").GetString(), data.GetProperty("stream").GetGuid(), data.GetProperty("version").GetInt64())
            .ShouldBe(("kitchen.meal-cooked", _agency, stream, 1));
        data.GetProperty("event").ToString().ShouldBe("""{"name":"Soup","taste":"Sweet"}""");
    }

    [Fact]
    public async Task What_happens_in_another_agency_or_is_of_another_kind_is_not_sent()
    {
        await Subscribe();
        await Cook(Guid.NewGuid(), "Elsewhere", kitchen.NextAgency());
        await Cook(Guid.NewGuid(), "Here");

        (await _receiver.Next()).Meal.ShouldBe("Here");
        _receiver.Waiting.ShouldBe(0);
    }

    [Fact]
    public async Task What_was_not_taken_is_sent_again_under_the_same_id()
    {
        await Subscribe();
        _receiver.Answer = _ => 500;
        await Cook(Guid.NewGuid(), "Soup");
        var first = await _receiver.Next();

        _receiver.Answer = _ => 204;
        kitchen.Pass(TimeSpan.FromSeconds(6));
        var second = await _receiver.Next();
        (second.Id, second.Meal).ShouldBe((first.Id, "Soup"));
        second.Timestamp.ShouldNotBe(first.Timestamp);
        await UntilLag(0);
    }

    [Fact]
    public async Task Later_events_of_a_stream_wait_behind_one_that_was_not_taken_and_those_of_other_streams_go_on()
    {
        await Subscribe();
        _receiver.Answer = received => received.Meal == "Soup" ? 503 : 204;
        var menu = Guid.NewGuid();
        await Cook(menu, "Soup");
        await Cook(menu, "Cake");
        await Cook(menu, "Coffee");
        await Cook(Guid.NewGuid(), "Stew");
        (await _receiver.Next()).Meal.ShouldBe("Soup");
        (await _receiver.Next()).Meal.ShouldBe("Stew");
        await UntilLag(3);

        _receiver.Answer = _ => 204;
        kitchen.Pass(TimeSpan.FromSeconds(6));
        foreach (var meal in new[] { "Soup", "Cake", "Coffee" }) (await _receiver.Next()).Meal.ShouldBe(meal);
        await UntilLag(0);
    }

    [Fact]
    public async Task What_is_never_taken_becomes_a_dead_letter_that_holds_up_nothing_and_can_be_sent_again()
    {
        var (webhook, _) = await Subscribe();
        _receiver.Answer = received => received.Meal == "Soup" ? 400 : 204;
        var menu = Guid.NewGuid();
        await Cook(menu, "Soup");
        for (var attempt = 1; attempt <= WebhookSchedule.Attempts; attempt++)
        {
            (await _receiver.Next()).Meal.ShouldBe("Soup");
            if (attempt == 1) await Cook(menu, "Cake");
            if (attempt < WebhookSchedule.Attempts) await UntilAttempts(attempt);
            kitchen.Pass(TimeSpan.FromDays(2));
        }
        (await _receiver.Next()).Meal.ShouldBe("Cake");
        await UntilLag(0);

        var letter = (await Webhook()).GetProperty("deadLetters").GetProperty("nodes").EnumerateArray().ShouldHaveSingleItem();
        letter.ToString().ShouldBe($$"""{"sequence":{{letter.GetProperty("sequence")}},"event":"kitchen.meal-cooked","streamId":"{{menu}}","attempts":10,"status":"400"}""");

        _receiver.Answer = _ => 204;
        (await Ada.Data("mutation ($webhook: ID!, $letter: Long) { resumeWebhook(input: { webhookId: $webhook, deadLetter: $letter }) { errors { code } } }",
            new { webhook, letter = letter.GetProperty("sequence").GetInt64() })).ToString().ShouldBe("""{"resumeWebhook":{"errors":[]}}""");
        (await _receiver.Next()).Meal.ShouldBe("Soup");
        await UntilLag(0);
        (await Webhook()).GetProperty("deadLetters").GetProperty("nodes").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_receiver_that_is_gone_is_sent_nothing_until_the_webhook_is_resumed()
    {
        var (webhook, _) = await Subscribe();
        _receiver.Answer = _ => 410;
        await Cook(Guid.NewGuid(), "Soup");
        (await _receiver.Next()).Meal.ShouldBe("Soup");
        while ((await Webhook()).GetProperty("state").GetString() != "PAUSED") { }
        await Cook(Guid.NewGuid(), "Cake");

        _receiver.Answer = _ => 204;
        await Ada.Data("mutation ($webhook: ID!) { resumeWebhook(input: { webhookId: $webhook }) { errors { code } } }", new { webhook });
        (await _receiver.Next()).Meal.ShouldBe("Soup");
        (await _receiver.Next()).Meal.ShouldBe("Cake");
    }

    [Fact]
    public async Task Who_does_not_answer_is_left_alone_for_a_while_and_misses_nothing()
    {
        await Subscribe();
        var url = new Uri(_receiver.Url);
        await _receiver.DisposeAsync();
        await Cook(Guid.NewGuid(), "Soup");
        await UntilAttempts(1);
        await Cook(Guid.NewGuid(), "Cake");

        _receiver = await Receiver.Start();
        await using (var moved = kitchen.Database.CreateCommand("update engage.mt_doc_webhook set data = replace(data::text, $1, $2)::jsonb"))
        {
            moved.Parameters.AddWithValue(url.AbsoluteUri);
            moved.Parameters.AddWithValue(_receiver.Url);
            await moved.ExecuteNonQueryAsync();
        }
        kitchen.Pass(TimeSpan.FromSeconds(6));
        (await _receiver.Next()).Meal.ShouldBe("Soup");
        (await _receiver.Next()).Meal.ShouldBe("Cake");
    }

    [Fact]
    public async Task Another_host_goes_on_where_one_ended()
    {
        await using var engage = await EngageHarness.Start(plugins: "none", settings: Kitchen.Settings, configure: engage => engage.AddPlugin<KitchenPlugin>());
        await Subscribe(await AdaOf(engage));
        await Kitchen.Cook(engage, _agency, Guid.NewGuid(), "Before");
        (await _receiver.Next()).Meal.ShouldBe("Before");
        while ((await Webhook(engage)).GetProperty("lag").GetInt32() > 0) { }
        await engage.Services.GetRequiredService<WebhookJob>().StopAsync(CancellationToken.None);
        await Kitchen.Cook(engage, _agency, Guid.NewGuid(), "Between");

        await using var other = await engage.Again();
        (await _receiver.Next()).Meal.ShouldBe("Between");
        await Kitchen.Cook(engage, _agency, Guid.NewGuid(), "After");
        (await _receiver.Next()).Meal.ShouldBe("After");
    }

    [Fact]
    public async Task A_run_that_takes_long_is_left_and_gone_on_with_later()
    {
        await using var engage = await EngageHarness.Start(plugins: "none", settings: Kitchen.Settings, configure: engage => engage.AddPlugin<KitchenPlugin>());
        await Subscribe(await AdaOf(engage));
        await engage.Services.GetRequiredService<WebhookJob>().StopAsync(CancellationToken.None);
        foreach (var name in new[] { "Soup", "Cake" }) await Kitchen.Cook(engage, _agency, Guid.NewGuid(), name);
        var sending = (await engage.Services.GetRequiredService<WebhookProgress>().Active(DateTimeOffset.UtcNow, CancellationToken.None)).ShouldHaveSingleItem();

        var delivery = ActivatorUtilities.CreateInstance<WebhookDelivery>(engage.Services, new Hurrying());
        var (read, more) = await delivery.Deliver(sending, long.MaxValue, CancellationToken.None);
        (more, (await _receiver.Next()).Meal, _receiver.Waiting).ShouldBe((true, "Soup", 0));
        await delivery.Deliver(sending with { Cursor = read }, long.MaxValue, CancellationToken.None);
        (await _receiver.Next()).Meal.ShouldBe("Cake");
    }

    [Fact]
    public async Task An_agency_has_so_many_webhooks_and_no_more()
    {
        for (var i = 0; i < SubscribeWebhook.Most; i++) await Subscribe();
        (await Ada.Data(
            "mutation ($url: String!) { subscribeWebhook(input: { url: $url, events: [\"kitchen.meal-cooked\"] }) { errors { code } } }", new { url = _receiver.Url })).ToString()
            .ShouldBe("""{"subscribeWebhook":{"errors":[{"code":"engage.webhook-limit"}]}}""");
    }

    [Fact]
    public async Task The_secret_is_told_once_and_kept_sealed_and_is_gone_with_the_webhook()
    {
        var (webhook, secret) = await Subscribe();
        var bytes = WebhookSecret.In(secret!);
        (await Ada.Data("{ __type(name: \"Webhook\") { fields { name } } }")).ToString().ShouldNotContain("secret");
        await using (var kept = kitchen.Database.CreateCommand("select secret from engage.webhook_progress where webhook_id = $1"))
        {
            kept.Parameters.AddWithValue(webhook);
            var stored = (byte[])(await kept.ExecuteScalarAsync())!;
            stored.AsSpan().IndexOf(bytes).ShouldBe(-1);
        }
        (await kitchen.Engage.Events(agency: _agency)).Select(e => e.Data.ToString()).ShouldAllBe(data => !data.Contains(secret!.Substring(6)));

        await Ada.Data("mutation ($webhook: ID!) { unsubscribeWebhook(input: { webhookId: $webhook }) { webhook { id } errors { code } } }", new { webhook });
        await using (var gone = kitchen.Database.CreateCommand("select count(*) from engage.webhook_progress where webhook_id = $1"))
        {
            gone.Parameters.AddWithValue(webhook);
            (await gone.ExecuteScalarAsync()).ShouldBe(0L);
        }
        await Cook(Guid.NewGuid(), "Soup");
        await kitchen.Caught();
        await Subscribe();
        await Cook(Guid.NewGuid(), "Cake");
        (await _receiver.Next()).Meal.ShouldBe("Cake");
    }

    [Fact]
    public async Task The_webhook_of_another_agency_is_as_one_that_never_was()
    {
        var (webhook, _) = await Subscribe();
        var other = (await kitchen.Engage.In(kitchen.NextAgency())).As("Bea", Roles.Administrator);
        foreach (var mutation in new[] { "resumeWebhook", "unsubscribeWebhook" })
        {
            var document = $"mutation ($webhook: ID!) {{ {mutation}(input: {{ webhookId: $webhook }}) {{ errors {{ code message }} }} }}";
            (await other.Data(document, new { webhook })).ToString().ShouldBe((await other.Data(document, new { webhook = Guid.NewGuid() })).ToString());
        }
        (await other.Data("{ webhooks { nodes { id } } }")).ToString().ShouldBe("""{"webhooks":{"nodes":[]}}""");
        await Cook(Guid.NewGuid(), "Soup");
        (await _receiver.Next()).Meal.ShouldBe("Soup");
    }

    private async Task<EngageClient> AdaOf(EngageHarness engage) => (await engage.In(_agency)).As("Ada", Roles.Administrator);

    private Task<(Guid Webhook, string? Secret)> Subscribe() => Subscribe(Ada);

    private async Task<(Guid Webhook, string? Secret)> Subscribe(EngageClient client)
    {
        var answer = (await client.Data(
            "mutation ($url: String!) { subscribeWebhook(input: { url: $url, events: [\"kitchen.meal-cooked\"] }) { subscribedWebhook { webhook { id } secret } errors { code message } } }",
            new { url = _receiver.Url })).GetProperty("subscribeWebhook");
        answer.GetProperty("errors").GetArrayLength().ShouldBe(0, answer.ToString());
        var subscribed = answer.GetProperty("subscribedWebhook");
        return (subscribed.GetProperty("webhook").GetProperty("id").GetGuid(), subscribed.GetProperty("secret").GetString());
    }

    private Task Cook(Guid stream, string name, string? agency = null) => Kitchen.Cook(kitchen.Engage, agency ?? _agency, stream, name);

    private Task<JsonElement> Webhook() => Webhook(kitchen.Engage);

    private async Task<JsonElement> Webhook(EngageHarness engage) => (await (await AdaOf(engage)).Data(
        "{ webhooks { nodes { state lag deadLetters { nodes { sequence event streamId attempts status } } } } }")).GetProperty("webhooks").GetProperty("nodes")[0];

    // Each turn asks the host, so these wait on what happens there.
    private async Task UntilLag(int lag)
    {
        while ((await Webhook()).GetProperty("lag").GetInt32() != lag) { }
    }

    private async Task UntilAttempts(int attempts)
    {
        while (true)
        {
            await using var command = kitchen.Database.CreateCommand("select max(attempts) from engage.webhook_deliveries where tenant_id = $1");
            command.Parameters.AddWithValue(_agency);
            if (await command.ExecuteScalarAsync() is int written && written == attempts) return;
        }
    }

    public sealed class Kitchen : IAsyncLifetime
    {
        private readonly ShiftedClock _clock = new();
        private int _agencies;

        public static IReadOnlyDictionary<string, string?> Settings { get; } = new Dictionary<string, string?>
        {
            ["Engage:Webhooks:AllowPrivateAddresses"] = "true",
            ["Engage:RateLimits:RequestsPerMinute"] = "0"
        };

        public EngageHarness Engage { get; private set; } = null!;

        public NpgsqlDataSource Database => Engage.Services.GetRequiredService<NpgsqlDataSource>();

        public async Task InitializeAsync() => Engage = await EngageHarness.Start(
            plugins: "none", settings: Settings, configure: engage => engage.AddPlugin<KitchenPlugin>(),
            services: services => services.AddSingleton(provider => ActivatorUtilities.CreateInstance<WebhookDelivery>(provider, _clock)).AddSingleton(provider => ActivatorUtilities.CreateInstance<WebhookSender>(provider, _clock))
                .AddSingleton(provider => ActivatorUtilities.CreateInstance<WebhookJob>(provider, _clock)));

        public async Task DisposeAsync() => await Engage.DisposeAsync();

        public string NextAgency() => $"agency-{Interlocked.Increment(ref _agencies)}";

        /// <summary>Waits until the log was read to its end.</summary>
        public async Task Caught()
        {
            await using var command = Database.CreateCommand("select max(seq_id) from engage.mt_events");
            await Engage.Services.GetRequiredService<EventLog>().Advanced((long)(await command.ExecuteScalarAsync())! - 1, CancellationToken.None);
        }

        public void Pass(TimeSpan time)
        {
            _clock.Pass(time);
            Engage.Services.GetRequiredService<WebhookJob>().Wake();
        }

        public static async Task Cook(EngageHarness engage, string agency, Guid stream, string name)
        {
            await using var session = engage.Services.GetRequiredService<IDocumentStore>().LightweightSession(agency);
            session.Events.Append(stream, new MealCooked(name, Taste.Sweet));
            await session.SaveChangesAsync();
        }
    }

    /// <summary>A clock on which eleven seconds pass between any two looks.</summary>
    private sealed class Hurrying : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Add(ref _ticks, TimeSpan.FromSeconds(11).Ticks);
    }

    /// <summary>The time, but for what a test lets pass.</summary>
    private sealed class ShiftedClock : TimeProvider
    {
        private long _ticks;

        public void Pass(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _ticks));
    }
}
