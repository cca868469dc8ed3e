using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Engage.GraphQL;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Engage.Http;

public sealed class ServingFiles : IAsyncLifetime
{
    private const string Greeting = "/agencies/north/samples/greeting.txt";

    private HttpHost _host = null!;

    public async Task InitializeAsync() => _host = await HttpHost.Start(configure: Declare);

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_file_is_what_its_query_answers_and_may_be_kept_for_a_while()
    {
        var answer = await _host.Get(Greeting);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync()).ShouldBe("Hello, world!");
        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/plain; charset=utf-8");
        answer.Content.Headers.ContentLength.ShouldBe(13);
        answer.Headers.CacheControl!.ToString().ShouldBe("public, max-age=300");
        answer.Headers.ETag!.IsWeak.ShouldBeFalse();
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.GetValues("Content-Security-Policy").ShouldBe(["default-src 'none'; sandbox"]);
        answer.Headers.Contains("Engage-Correlation-Id").ShouldBeTrue();
    }

    [Fact]
    public async Task A_page_may_have_a_style_and_links_and_runs_nothing_all_the_same()
    {
        var policy = (await _host.Get("/agencies/north/samples/page.html")).Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem().Split("; ");

        policy.ShouldBe(["default-src 'none'", "style-src 'self'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
            "sandbox allow-same-origin allow-downloads allow-popups allow-popups-to-escape-sandbox"]);
    }

    [Theory]
    [InlineData("text/calendar")]
    [InlineData("text/html,application/xhtml+xml")]
    [InlineData("nonsense")]
    public async Task It_is_sent_to_programs_that_ask_for_something_else_by_mistake(string accept) =>
        (await (await _host.Get(Greeting, accept)).Content.ReadAsStringAsync()).ShouldBe("Hello, world!");

    [Fact]
    public async Task What_stands_behind_the_question_mark_are_the_variables_of_the_query()
    {
        (await (await _host.Get($"{Greeting}?name=%C3%81d%C3%A1m%20%26%20co")).Content.ReadAsStringAsync()).ShouldBe("Hello, Ádám & co!");
        (await (await _host.Get("/agencies/north/samples/numbers.txt?whole=-3&part=2.5&yes=true")).Content.ReadAsStringAsync()).ShouldBe("-3 2.5 True");
    }

    [Theory]
    [InlineData("greeting.txt?colour=red", "engage.invalid-request")]
    [InlineData("greeting.txt?Name=Ada", "engage.invalid-request")]
    [InlineData("greeting.txt?name=Ada&name=Ben", "engage.invalid-request")]
    [InlineData("greeting.txt?__proto__=1", "engage.invalid-request")]
    [InlineData("me.txt?query=%7Bhello%7D", "engage.invalid-request")]
    [InlineData("numbers.txt?whole=many", "engage.invalid-value")]
    [InlineData("numbers.txt?part=NaN", "engage.invalid-value")]
    [InlineData("numbers.txt?yes=1", "engage.invalid-value")]
    public async Task What_does_not_fit_is_refused(string file, string code)
    {
        var answer = await _host.Get($"/agencies/north/samples/{file}");

        answer.Headers.CacheControl!.ToString().ShouldBe("no-store");
        await answer.ShouldBeRefused(400, code);
    }

    [Fact]
    public async Task The_refusal_says_what_the_file_takes()
    {
        (await Message("greeting.txt?colour=red")).ShouldBe("The parameters of the address do not fit. This file takes these, each once at most: name (String).");
        (await Message("me.txt?colour=red")).ShouldBe("This file takes no parameters. Leave out what stands behind the question mark.");
    }

    [Fact]
    public async Task Who_has_it_already_does_not_get_it_again_until_it_is_another_one()
    {
        var tag = (await _host.Get(Greeting)).Headers.ETag!;

        var same = await Conditional(Greeting, tag);
        same.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        same.Headers.ETag.ShouldBe(tag);
        same.Headers.CacheControl!.ToString().ShouldBe("public, max-age=300");
        (await same.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();

        var other = await Conditional($"{Greeting}?name=Ada", tag);
        other.StatusCode.ShouldBe(HttpStatusCode.OK);
        other.Headers.ETag.ShouldNotBe(tag);
    }

    [Fact]
    public async Task HEAD_is_answered_like_GET_without_the_file()
    {
        var (get, head) = (await _host.Get(Greeting), await _host.Send(HttpMethod.Head, Greeting));

        head.StatusCode.ShouldBe(HttpStatusCode.OK);
        head.Headers.ETag.ShouldBe(get.Headers.ETag);
        (head.Content.Headers.ContentType, head.Content.Headers.ContentLength).ShouldBe((get.Content.Headers.ContentType, get.Content.Headers.ContentLength));
        (await head.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task It_can_only_be_read(string method) => (await _host.Send(new(method), Greeting)).StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);

    [Fact]
    public async Task Whoever_asks_is_nobody_in_the_agency_of_the_address_whatever_they_send_along()
    {
        var token = _host.Key.Token("Ada", [Roles.Administrator], "north", TimeSpan.FromHours(1), TimeProvider.System);

        foreach (var sent in new[] { null, token, "nonsense" })
        {
            var answer = await _host.Send(HttpMethod.Get, "/agencies/north/samples/me.txt", token: sent);
            (await answer.Content.ReadAsStringAsync()).ShouldBe("north|anonymous|Anonymous||");
            answer.Headers.Vary.ShouldBeEmpty();
        }
    }

    [Theory]
    [InlineData("/agencies/north/samples/other.txt")]
    [InlineData("/agencies/north/samples/Greeting.txt")]
    [InlineData("/agencies/north/others/greeting.txt")]
    [InlineData("/agencies/nowhere-at-all/others/greeting.txt")]
    [InlineData("/agencies/north/samples/..%2fgreeting.txt")]
    [InlineData("/agencies/north/samples/secret.txt")]
    public async Task What_is_not_there_and_what_nobody_may_read_is_not_found_alike(string path)
    {
        var answer = await _host.Get(path);

        answer.Headers.CacheControl!.ToString().ShouldBe("no-store");
        await answer.ShouldBeRefused(404, "engage.not-found");
    }

    [Fact]
    public async Task What_cannot_be_an_agency_is_unknown_as_everywhere() =>
        await (await _host.Get("/agencies/North/samples/greeting.txt")).ShouldBeRefused(404, "engage.unknown-agency");

    [Fact]
    public async Task A_fault_shows_nothing_of_the_inside() => await (await _host.Get("/agencies/north/samples/broken.txt")).ShouldBeRefused(500, "engage.internal");

    [Fact]
    public async Task It_is_taken_from_the_share_of_the_address()
    {
        await using var host = await HttpHost.Start(configure: builder =>
        {
            Declare(builder);
            builder.Configuration.AddInMemoryCollection([new("Engage:RateLimits:AnonymousRequestsPerMinute", "2")]);
        });

        for (var i = 0; i < 2; i++) (await host.Get(Greeting)).StatusCode.ShouldBe(HttpStatusCode.OK);

        var refused = await host.Get(Greeting);
        refused.Headers.RetryAfter.ShouldNotBeNull();
        await refused.ShouldBeRefused(429, "engage.rate-limited");
    }

    private static void Declare(WebApplicationBuilder builder) => builder.Services.AddSingleton(new Files(
    [
        File("greeting.txt", "query ($name: String) { hello(name: $name) }", ("name", "String")),
        File("numbers.txt", "query ($whole: Int!, $part: Float!, $yes: Boolean!) { numbers(whole: $whole, part: $part, yes: $yes) }", ("whole", "Int"), ("part", "Float"), ("yes", "Boolean")),
        File("me.txt", "{ me }"),
        File("secret.txt", "{ secret }"),
        File("broken.txt", "{ broken }"),
        File("page.html", "{ me }") with { ContentType = "text/html" }
    ]));

    private static QueryFile File(string name, string query, params (string Name, string Type)[] parameters) =>
        new("samples", name, "text/plain", query, parameters.ToDictionary(each => each.Name, each => each.Type));

    private async Task<string?> Message(string file) =>
        JsonDocument.Parse(await (await _host.Get($"/agencies/north/samples/{file}")).Content.ReadAsStringAsync()).RootElement.GetProperty("errors")[0].GetProperty("message").GetString();

    private Task<HttpResponseMessage> Conditional(string path, EntityTagHeaderValue tag) =>
        _host.Client.SendAsync(new HttpRequestMessage(HttpMethod.Get, path) { Headers = { IfNoneMatch = { tag } } });
}
