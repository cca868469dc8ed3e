using System.Text;

namespace Engage.Http;

public sealed class ShowingNothingOfTheInside : IAsyncLifetime
{
    private HttpHost _host = null!;

    public async Task InitializeAsync() => _host = await HttpHost.Start();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task What_goes_wrong_unexpectedly_is_logged_and_masked()
    {
        var answer = await _host.Post(HttpHost.Query("{ broken }"));

        await answer.ShouldBeRefused(500, "engage.internal");
        var correlationId = answer.Headers.GetValues("Engage-Correlation-Id").Single();
        var text = await answer.Content.ReadAsStringAsync();
        text.ShouldContain(correlationId);
        text.ShouldNotContain("secret");
        _host.Log.ShouldContain($"its correlation id is {correlationId}. System.InvalidOperationException: SELECT secret");
    }

    [Fact]
    public async Task Every_request_has_a_correlation_id_that_the_inside_knows_too()
    {
        var answer = await _host.Post(HttpHost.Query("{ correlationId }"));

        (await answer.Data("correlationId")).ShouldBe(answer.Headers.GetValues("Engage-Correlation-Id").Single());
    }

    [Theory]
    [InlineData("/graphql?query={hello}")]
    [InlineData("/graphql?query=")]
    [InlineData("/agencies/NO/graphql")]
    [InlineData("/health/live")]
    public async Task No_answer_is_stored_or_guessed_at(string path)
    {
        var answer = await _host.Get(path);

        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
        answer.Headers.Contains("Server").ShouldBeFalse();
    }

    [Fact]
    public async Task Addresses_with_their_queries_stay_out_of_the_log()
    {
        await _host.Get("/graphql?query={hello(name:%22Ana-of-Elm-Street%22)}");

        _host.Log.ShouldNotContain("Elm-Street");
    }

    [Fact]
    public async Task Headers_that_a_proxy_would_set_change_nothing()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/");
        foreach (var name in (string[])["X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Prefix", "X-Tenant"]) request.Headers.Add(name, "evil.example");

        var answer = await _host.Client.SendAsync(request);

        answer.Headers.Location!.ToString().ShouldBe("/graphql");
    }

    [Fact]
    public async Task Thousands_of_broken_requests_get_errors_of_ours_only()
    {
        var random = new Random(20260101);
        var whole = """{"query":"query($name: String!) { hello(name: $name) }","variables":{"name":"Ana"},"operationName":null,"extensions":{}}"""u8.ToArray();
        await Parallel.ForAsync(0, 2000, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (_, stop) =>
        {
            byte[] bytes;
            lock (random) bytes = Broken(whole, random);
            var answer = await _host.Post(new ByteArrayContent(bytes) { Headers = { ContentType = new("application/json") } });
            var text = await answer.Content.ReadAsStringAsync(stop);
            ((int)answer.StatusCode).ShouldBeOneOf([200, 400], Encoding.UTF8.GetString(bytes));
            text.ShouldNotContain("Exception");
            text.ShouldNotContain("   at ");
        });
        _host.Log.ShouldNotContain("Error ");
    }

    private static byte[] Broken(byte[] whole, Random random)
    {
        var bytes = whole.ToList();
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(3))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveAt(at);
                    break;
                default:
                    bytes.Insert(at, "{}[]\",:\\0"u8[random.Next(9)]);
                    break;
            }
        }
        return [.. bytes];
    }
}
