using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace Engage.Http;

public sealed class FollowingSubscriptions : IAsyncLifetime
{
    private const string Events = "text/event-stream";

    private readonly ManualClock _clock = new();
    private HttpHost _host = null!;

    public async Task InitializeAsync() => _host = await HttpHost.Start(configure: builder => builder.Services.AddSingleton<TimeProvider>(_clock));

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Every_event_arrives_and_then_the_end()
    {
        var answer = await _host.Post(HttpHost.Query("subscription { count(to: 2) }"), Events);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/event-stream; charset=utf-8");
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        (await answer.Content.ReadAsStringAsync()).ShouldBe(
            ":\n\nevent: next\ndata: {\"data\":{\"count\":1}}\n\nevent: next\ndata: {\"data\":{\"count\":2}}\n\nevent: complete\ndata:\n\n");
    }

    [Fact]
    public async Task A_subscription_can_come_in_the_address() =>
        (await (await _host.Get("/graphql?query=subscription{count(to:1)}", Events)).Content.ReadAsStringAsync()).ShouldContain("{\"data\":{\"count\":1}}");

    [Fact]
    public async Task A_client_that_takes_JSON_and_events_gets_events_for_a_subscription()
    {
        var answer = await _host.Post(HttpHost.Query("subscription { count(to: 1) }"), "application/json, text/event-stream;q=0.5");

        answer.Content.Headers.ContentType!.MediaType.ShouldBe(Events);
    }

    [Theory]
    [InlineData("{ hello }", "{\"data\":{\"hello\":\"Hello, world!\"}}")]
    [InlineData("mutation { touch }", "{\"data\":{\"touch\":1}}")]
    public async Task Queries_and_mutations_are_events_too(string query, string data)
    {
        var answer = await _host.Post(HttpHost.Query(query), Events);

        (await answer.Content.ReadAsStringAsync()).ShouldBe($"event: next\ndata: {data}\n\nevent: complete\ndata:\n\n");
    }

    [Theory]
    [InlineData("subscription { nothing }")]
    [InlineData("subscription {")]
    [InlineData("subscription($to: Int!) { count(to: $to) }")]
    public async Task A_document_that_cannot_run_is_told_as_an_event(string query)
    {
        var answer = await _host.Post(HttpHost.Query(query), Events);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var text = await answer.Content.ReadAsStringAsync();
        text.ShouldStartWith("event: next\ndata: {\"errors\":[");
        text.ShouldEndWith("event: complete\ndata:\n\n");
    }

    [Fact]
    public async Task What_is_no_request_is_told_before_the_stream_opens()
    {
        await (await _host.Post(HttpHost.Json("{"), Events)).ShouldBeRefused(400, "engage.malformed-json");
        await (await _host.Get("/graphql?query=mutation{touch}", Events)).ShouldBeRefused(405, "engage.method-not-allowed");
        _host.Touches.Count.ShouldBe(0);
    }

    [Fact]
    public async Task A_client_that_takes_no_events_is_told_to()
    {
        await (await _host.Post(HttpHost.Query("subscription { said }"))).ShouldBeRefused(406, "engage.use-event-stream");
    }

    [Fact]
    public async Task An_event_arrives_when_it_happens()
    {
        using var lines = await Listen();
        _host.Voice.Say("now");

        (await lines.ReadLineAsync()).ShouldBe("event: next");
        (await lines.ReadLineAsync()).ShouldBe("data: {\"data\":{\"said\":\"now\"}}");
    }

    [Fact]
    public async Task Twelve_seconds_of_silence_are_broken_by_a_comment()
    {
        using var lines = await Listen();
        for (var i = 0; i < 2; i++)
        {
            await _clock.Awaits(EventStream.Silence);
            _clock.Advance(TimeSpan.FromSeconds(12));
            (await lines.ReadLineAsync()).ShouldBe(":");
            (await lines.ReadLineAsync()).ShouldBe("");
        }
        _host.Voice.Say("still there");

        (await lines.ReadLineAsync()).ShouldBe("event: next");
    }

    [Fact]
    public async Task The_source_is_let_go_when_the_client_goes()
    {
        var lines = await Listen();
        lines.Dispose();

        await _host.Voice.Left.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_client_that_takes_nothing_for_half_a_minute_is_cut_off()
    {
        using var lines = await Listen();
        // More than the buffers on the way hold.
        _host.Voice.Say(new string('x', 64 * 1024 * 1024));
        await _clock.Awaits(EventStream.Patience);
        _clock.Advance(EventStream.Patience);

        await _host.Voice.Left.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_host_that_stops_leaves_the_stream_without_its_end_so_that_the_client_comes_back()
    {
        using var lines = await Listen();
        await _host.Stop().WaitAsync(TimeSpan.FromSeconds(10));

        (await lines.ReadToEndAsync()).ShouldBe("");
    }

    [Fact]
    public async Task The_stream_does_not_outlive_the_token()
    {
        using var lines = await Listen(_host.Key.Token("Ana", [Roles.Resident], null, TimeSpan.FromHours(1), _clock));
        _clock.Advance(TimeSpan.FromHours(1));

        var rest = await lines.ReadToEndAsync();
        rest.ShouldContain("engage.token-expired");
        rest.ShouldEndWith("event: complete\ndata:\n\n");
    }

    [Fact]
    public async Task A_source_that_fails_ends_the_stream_with_a_masked_error()
    {
        using var lines = await Listen();
        _host.Voice.Fail(new InvalidOperationException("SELECT secret"));

        var rest = await lines.ReadToEndAsync();
        rest.ShouldContain("engage.internal");
        rest.ShouldEndWith("event: complete\ndata:\n\n");
        rest.ShouldNotContain("secret");
    }

    /// <summary>A stream that has begun: the source listens, and the first comment was read.</summary>
    private async Task<StreamReader> Listen(string? token = null)
    {
        var answer = await _host.Post(HttpHost.Query("subscription { said }"), Events, token);
        var lines = new StreamReader(await answer.Content.ReadAsStreamAsync());
        (await lines.ReadLineAsync()).ShouldBe(":");
        (await lines.ReadLineAsync()).ShouldBe("");
        await _host.Voice.Heard;
        return lines;
    }
}
