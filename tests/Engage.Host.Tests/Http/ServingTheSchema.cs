using System.Net;

namespace Engage.Http;

public sealed class ServingTheSchema : IAsyncLifetime
{
    private HttpHost _host = null!;

    public async Task InitializeAsync() => _host = await HttpHost.Start();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task The_schema_is_a_text()
    {
        var answer = await _host.Get("/graphql/schema.graphql");

        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/plain; charset=utf-8");
        (await answer.Content.ReadAsStringAsync()).ShouldContain("type Mutation {");
    }

    [Fact]
    public async Task Who_has_it_already_does_not_get_it_again()
    {
        var tag = (await _host.Get("/graphql/schema.graphql")).Headers.ETag!;
        var request = new HttpRequestMessage(HttpMethod.Get, "/graphql/schema.graphql") { Headers = { IfNoneMatch = { tag } } };

        var answer = await _host.Client.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await answer.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
    }
}
