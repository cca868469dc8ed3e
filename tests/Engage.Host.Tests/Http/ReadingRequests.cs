using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Engage.Http;

public sealed class ReadingRequests : IAsyncLifetime
{
    private HttpHost _host = null!;

    public async Task InitializeAsync() => _host = await HttpHost.Start();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_query_is_answered() => (await (await _host.Post(HttpHost.Query("{ hello }"))).Data("hello")).ShouldBe("Hello, world!");

    [Fact]
    public async Task Variables_of_every_kind_arrive()
    {
        const string query = "query Q($name: String!) { hello(name: $name) }";
        var body = $$$"""{"query":"{{{query}}}","operationName":"Q","variables":{"name":"Zoë 🏃"},"extensions":{"a":[1,2.5,true,null,{"b":1e3}]}}""";

        (await (await _host.Post(HttpHost.Json(body))).Data("hello")).ShouldBe("Hello, Zoë 🏃!");
    }

    [Theory]
    [InlineData("{ \"query")]
    [InlineData("")]
    [InlineData("{}{}")]
    [InlineData("""{"query":"{ hello }","query":"{ broken }"}""")]
    [InlineData("""{"query":"{ hello }","variables":{"name":"\ud800"}}""")]
    [InlineData("\ufeff{}")]
    public async Task What_is_not_JSON_is_refused(string body) => await (await _host.Post(HttpHost.Json(body))).ShouldBeRefused(400, "engage.malformed-json");

    [Fact]
    public async Task JSON_that_is_nested_without_end_is_refused()
    {
        var body = $$$"""{"query":"{ hello }","variables":{"a":{{{new string('[', 100_000)}}}""";

        await (await _host.Post(HttpHost.Json(body))).ShouldBeRefused(400, "engage.malformed-json");
    }

    [Fact]
    public async Task Bytes_that_are_not_UTF8_are_refused()
    {
        byte[] bytes = [.. "{\"query\":\"{ hello(name: \\\""u8, 0xC3, 0x28, .. "\\\") }\"}"u8];
        var body = new ByteArrayContent(bytes) { Headers = { ContentType = new("application/json") } };

        await (await _host.Post(body)).ShouldBeRefused(400, "engage.invalid-utf8");
    }

    [Theory]
    [InlineData("""[{"query":"{ hello }"},{"query":"{ hello }"}]""")]
    [InlineData("[]")]
    public async Task A_batch_is_refused(string body) => await (await _host.Post(HttpHost.Json(body))).ShouldBeRefused(400, "engage.batch-refused");

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"qeury":"{ hello }"}""")]
    [InlineData("""{"query":null}""")]
    [InlineData("""{"query":""}""")]
    public async Task A_request_without_a_query_is_refused(string body) =>
        await (await _host.Post(HttpHost.Json(body))).ShouldBeRefused(400, "engage.missing-query");

    [Theory]
    [InlineData("\"text\"")]
    [InlineData("""{"query":{}}""")]
    [InlineData("""{"query":"{ hello }","operationName":1}""")]
    [InlineData("""{"query":"{ hello }","variables":"text"}""")]
    [InlineData("""{"query":"{ hello }","variables":[]}""")]
    [InlineData("""{"query":"{ hello }","extensions":false}""")]
    [InlineData("""{"query":"{ hello }","variables":{"a":1e999}}""")]
    public async Task A_parameter_of_the_wrong_kind_is_refused(string body) =>
        await (await _host.Post(HttpHost.Json(body))).ShouldBeRefused(400, "engage.invalid-request");

    [Theory]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("text/plain")]
    [InlineData("application/graphql")]
    [InlineData("application/json; charset=iso-8859-1")]
    [InlineData("nonsense")]
    [InlineData(null)]
    public async Task What_a_page_of_another_site_could_send_is_refused(string? type)
    {
        var body = new ByteArrayContent("{\"query\":\"mutation { touch }\"}"u8.ToArray());
        if (type is not null) body.Headers.TryAddWithoutValidation("Content-Type", type);

        await (await _host.Post(body)).ShouldBeRefused(415, "engage.unsupported-media-type");
        _host.Touches.Count.ShouldBe(0);
    }

    [Fact]
    public async Task A_compressed_body_is_refused()
    {
        var body = HttpHost.Query("{ hello }");
        body.Headers.ContentEncoding.Add("gzip");

        await (await _host.Post(body)).ShouldBeRefused(415, "engage.unsupported-media-type");
    }

    [Fact]
    public async Task A_body_of_almost_a_mebibyte_is_read()
    {
        var text = new string('x', RequestReader.Limit - 200);
        var body = JsonSerializer.Serialize(new { query = "query($text: String!) { length(text: $text) }", variables = new { text } });

        (await (await _host.Post(HttpHost.Json(body))).Data("length")).ShouldBe(text.Length.ToString());
    }

    [Fact]
    public async Task A_body_that_says_it_is_too_large_is_refused_before_it_is_sent()
    {
        using var socket = await Connect();
        await using var stream = socket.GetStream();
        await stream.WriteAsync("POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 20000000\r\n\r\n{"u8.ToArray());

        var answer = await new StreamReader(stream, Encoding.UTF8).ReadLineAsync();

        answer.ShouldBe("HTTP/1.1 413 Payload Too Large");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_that_turns_out_too_large_is_refused(bool chunked)
    {
        var body = HttpHost.Query(new string(' ', 2 * RequestReader.Limit));
        var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = body, Headers = { TransferEncodingChunked = chunked } };

        await (await _host.Client.SendAsync(request)).ShouldBeRefused(413, "engage.request-too-large");
    }

    [Fact]
    public async Task A_query_can_come_in_the_address()
    {
        var variables = Uri.EscapeDataString("""{"name":"Ana"}""");

        var answer = await _host.Get($"/graphql?query=query($name:String!){{hello(name:$name)}}&variables={variables}");

        (await answer.Data("hello")).ShouldBe("Hello, Ana!");
    }

    [Theory]
    [InlineData("", "engage.missing-query")]
    [InlineData("?query=", "engage.missing-query")]
    [InlineData("?query={hello}&query={broken}", "engage.invalid-request")]
    [InlineData("?query={hello}&variables={", "engage.malformed-json")]
    [InlineData("?query={hello}&variables=[]", "engage.invalid-request")]
    [InlineData("?query={hello}&extensions=1", "engage.invalid-request")]
    public async Task An_address_that_holds_no_request_is_refused(string query, string code) =>
        await (await _host.Get("/graphql" + query)).ShouldBeRefused(400, code);

    [Fact]
    public async Task A_mutation_in_the_address_is_refused_and_not_run()
    {
        var answer = await _host.Get("/graphql?query=mutation{touch}");

        await answer.ShouldBeRefused(405, "engage.method-not-allowed");
        answer.Content.Headers.Allow.ShouldBe(["POST"]);
        _host.Touches.Count.ShouldBe(0);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    [InlineData("OPTIONS")]
    public async Task Other_methods_are_refused(string method)
    {
        var answer = await _host.Send(new HttpMethod(method), "/graphql", HttpHost.Query("{ hello }"));

        await answer.ShouldBeRefused(405, "engage.method-not-allowed");
        answer.Content.Headers.Allow.ShouldBe(["GET", "HEAD", "POST"]);
        answer.Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();
    }

    [Fact]
    public async Task HEAD_gets_what_GET_would_without_the_body()
    {
        var answer = await _host.Send(HttpMethod.Head, "/graphql?query={hello}");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
    }

    [Fact]
    public async Task A_connection_goes_on_after_a_refusal()
    {
        using var socket = await Connect();
        await using var stream = socket.GetStream();
        await stream.WriteAsync("POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1\r\n\r\n{"u8.ToArray());
        await stream.WriteAsync("GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"u8.ToArray());

        var answers = await new StreamReader(stream, Encoding.UTF8).ReadToEndAsync();

        answers.ShouldStartWith("HTTP/1.1 400 Bad Request");
        answers.ShouldContain("HTTP/1.1 200 OK");
    }

    [Fact]
    public async Task A_body_that_breaks_off_leaves_no_error_in_the_log()
    {
        using (var socket = await Connect())
        {
            await socket.GetStream().WriteAsync("POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{"u8.ToArray());
        }
        await _host.Stop();

        _host.Log.ShouldNotContain("Error Engage");
    }

    [Theory]
    [InlineData("application/graphql-response+json")]
    [InlineData("Application/JSON; charset=\"UTF-8\"")]
    public async Task JSON_goes_by_several_names(string type)
    {
        var body = HttpHost.Query("{ hello }");
        body.Headers.ContentType = MediaTypeHeaderValue.Parse(type);

        (await (await _host.Post(body)).Data("hello")).ShouldBe("Hello, world!");
    }

    private async Task<TcpClient> Connect()
    {
        var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, _host.Client.BaseAddress!.Port);
        return socket;
    }
}
