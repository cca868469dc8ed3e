using System.Net.Http.Headers;

namespace Engage.Http;

public sealed class NegotiatingMediaTypes : IAsyncLifetime
{
    private HttpHost _host = null!;

    public async Task InitializeAsync() => _host = await HttpHost.Start();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData(null, "application/json")]
    [InlineData("*/*", "application/json")]
    [InlineData("application/*", "application/json")]
    [InlineData("application/json", "application/json")]
    [InlineData("APPLICATION/JSON; charset=UTF-8", "application/json")]
    [InlineData("application/graphql-response+json", "application/graphql-response+json")]
    [InlineData("application/json, application/graphql-response+json", "application/graphql-response+json")]
    [InlineData("application/json, application/graphql-response+json;q=0.9", "application/json")]
    [InlineData("application/graphql-response+json, application/json, text/event-stream, multipart/mixed", "application/graphql-response+json")]
    [InlineData("application/json;q=0, */*, application/graphql-response+json;q=0.1", "application/graphql-response+json")]
    public async Task The_client_gets_what_it_likes_best(string? accept, string expected)
    {
        var answer = await _host.Send(HttpMethod.Post, "/graphql", HttpHost.Query("{ hello }"), accept);

        answer.Content.Headers.ContentType.ShouldBe(new MediaTypeHeaderValue(expected, "utf-8"));
        (await answer.Data("hello")).ShouldBe("Hello, world!");
    }

    [Theory]
    [InlineData("application/xml")]
    [InlineData("text/html")]
    [InlineData("application/json;q=0")]
    [InlineData("application/json; charset=iso-8859-1")]
    [InlineData("nonsense")]
    public async Task A_client_that_takes_nothing_we_have_is_told_so(string accept) =>
        await (await _host.Post(HttpHost.Query("{ hello }"), accept)).ShouldBeRefused(406, "engage.not-acceptable");

    [Theory]
    [InlineData("{")]
    [InlineData("{ nothing }")]
    [InlineData("query($name: String!) { hello(name: $name) }")]
    public async Task A_document_that_cannot_run_is_a_bad_request_only_in_the_newer_media_type(string query)
    {
        ((int)(await _host.Post(HttpHost.Query(query))).StatusCode).ShouldBe(200);
        var answer = await _host.Post(HttpHost.Query(query), "application/graphql-response+json");

        ((int)answer.StatusCode).ShouldBe(400);
        (await answer.Content.ReadAsStringAsync()).ShouldNotContain("\"data\"");
    }

    [Fact]
    public async Task Faults_speak_the_media_type_that_was_asked_for()
    {
        var answer = await _host.Post(HttpHost.Json("{"), "application/graphql-response+json");

        await answer.ShouldBeRefused(400, "engage.malformed-json");
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/graphql-response+json");
    }
}
