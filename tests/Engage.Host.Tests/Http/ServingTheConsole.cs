using System.Net;
using System.Text.RegularExpressions;

namespace Engage.Http;

public sealed partial class ServingTheConsole : IAsyncLifetime
{
    private const string Browser = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8";

    private HttpHost _host = null!;

    public async Task InitializeAsync() => _host = await HttpHost.Start("Production");

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("/graphql")]
    [InlineData("/graphql?query={hello}")]
    [InlineData("/agencies/north/graphql")]
    public async Task A_browser_gets_the_console(string path)
    {
        var answer = await _host.Get(path, Browser);

        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        var page = await answer.Content.ReadAsStringAsync();
        page.ShouldContain("<html lang=\"en\">");
        page.ShouldContain("<title>Engage</title>");
        page.ShouldContain(GraphiQL.IsEmbedded ? "<noscript>" : "build again");
    }

    [Fact]
    public async Task The_console_runs_scripts_of_its_own_only()
    {
        var answer = await _host.Get("/graphql", Browser);

        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldStartWith("default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self';");
        policy.ShouldNotContain("unsafe-eval");
        var page = await answer.Content.ReadAsStringAsync();
        page.ShouldNotMatch("<script(?![^>]* src=)");
        page.ShouldNotContain("//", customMessage: "An address of another host.");
    }

    [ConsoleFact]
    public async Task Every_file_that_the_page_names_is_there_and_kept_forever()
    {
        var page = await (await _host.Get("/graphql", Browser)).Content.ReadAsStringAsync();
        var files = Files().Matches(page).Select(match => match.Groups[1].Value).ToList();
        files.Count.ShouldBe(4);
        foreach (var file in files.Append(files[0].Replace("graphiql.css", "graphql.worker.js", StringComparison.Ordinal)))
        {
            var plain = await _host.Get(file, "*/*");
            plain.StatusCode.ShouldBe(HttpStatusCode.OK, file);
            plain.Content.Headers.ContentEncoding.ShouldBeEmpty();
            plain.Content.Headers.ContentType!.MediaType.ShouldBe(file.EndsWith(".css", StringComparison.Ordinal) ? "text/css" : "text/javascript");
            plain.Headers.CacheControl!.ToString().ShouldBe("public, max-age=31536000, immutable");
            (await plain.Content.ReadAsStringAsync()).ShouldNotBeEmpty();
        }
    }

    [ConsoleFact]
    public async Task A_large_file_travels_as_it_is_stored()
    {
        var page = await (await _host.Get("/graphql", Browser)).Content.ReadAsStringAsync();
        var script = Files().Matches(page).Select(match => match.Groups[1].Value).Single(file => file.EndsWith("graphiql.js", StringComparison.Ordinal));
        var request = new HttpRequestMessage(HttpMethod.Get, script) { Headers = { AcceptEncoding = { new("gzip") } } };

        var answer = await _host.Client.SendAsync(request);
        answer.Content.Headers.ContentEncoding.ShouldBe(["gzip"]);
        (await answer.Content.ReadAsByteArrayAsync()).AsSpan(0, 2).ToArray().ShouldBe([0x1f, 0x8b]);
    }

    [Theory]
    [InlineData("/graphql/ui/x/page.js")]
    [InlineData("/graphql/ui/x/..%2f..%2fappsettings.json")]
    public async Task Nothing_else_is_served(string path) => await (await _host.Get(path)).ShouldBeRefused(404, "engage.not-found");

    [Fact]
    public async Task A_program_at_the_same_address_gets_an_answer_and_no_page() =>
        (await (await _host.Get("/graphql?query={hello}", "*/*")).Data("hello")).ShouldBe("Hello, world!");

    [Fact]
    public async Task The_bare_address_leads_to_it()
    {
        var answer = await _host.Get("/", Browser);

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.ToString().ShouldBe("/graphql");
    }

    private sealed class ConsoleFactAttribute : FactAttribute
    {
        public ConsoleFactAttribute()
        {
            if (!GraphiQL.IsEmbedded) Skip = "Build with Node.js and npm, so that GraphiQL is embedded.";
        }
    }

    [GeneratedRegex("(?:src|href)=\"(/graphql/ui/[^\"]+)\"")]
    private static partial Regex Files();
}
