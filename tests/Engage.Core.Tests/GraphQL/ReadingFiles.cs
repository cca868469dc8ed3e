using System.Net;
using System.Text.Json;

namespace Engage.GraphQL;

/// <summary>Files of a plugin, from the real schema and agencies.</summary>
public sealed class ReadingFiles : IAsyncLifetime
{
    private EngageHarness _engage = null!;
    private HttpClient _http = null!;

    public async Task InitializeAsync()
    {
        _engage = await EngageHarness.Start(plugins: "none", configure: engage => engage.AddPlugin<KitchenPlugin>());
        _http = new HttpClient { BaseAddress = _engage.Address };
    }

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _engage.DisposeAsync();
    }

    [Fact]
    public async Task A_file_shows_its_own_agency_as_it_is_now()
    {
        await Cook(await _engage.In("north"), "Soup");
        var (north, tag) = await Read("/agencies/north/kitchen/menu.txt");
        await Cook(await _engage.In("south"), "Cake");

        north.ShouldBe("Soup\n");
        (await Read("/agencies/north/kitchen/menu.txt")).ShouldBe((north, tag));
        (await Read("/agencies/south/kitchen/menu.txt")).Text.ShouldBe("Cake\n");
        (await Read("/agencies/default/kitchen/menu.txt")).Text.ShouldBe("");

        await Cook(await _engage.In("north"), "Stew");
        var (more, other) = await Read("/agencies/north/kitchen/menu.txt?taste=SWEET");
        more.ShouldBe("Soup\nStew\n");
        other.ShouldNotBe(tag);
    }

    [Theory]
    [InlineData("greeting.txt", 400, "engage.invalid-value")]
    [InlineData("greeting.txt?name=Ada&times=99999999999", 400, "engage.invalid-value")]
    [InlineData("menu.txt?taste=BITTER", 400, "engage.invalid-value")]
    [InlineData("menu.txt?id=1", 400, "engage.invalid-request")]
    [InlineData("refused.txt", 400, "kitchen.closed")]
    [InlineData("whoami.txt", 404, "engage.not-found")]
    [InlineData("nothing.txt", 404, "engage.not-found")]
    [InlineData("broken.txt", 500, "engage.internal")]
    public async Task What_cannot_be_answered_is_an_error_with_a_code(string file, int status, string code)
    {
        var answer = await _http.GetAsync($"/agencies/default/kitchen/{file}");
        var text = await answer.Content.ReadAsStringAsync();

        ((int)answer.StatusCode).ShouldBe(status, text);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        Code(text).ShouldBe(code);
        text.ShouldNotContain("saffron");
    }

    [Fact]
    public async Task An_agency_that_was_never_created_has_none()
    {
        var answer = await _http.GetAsync("/agencies/nowhere/kitchen/menu.txt");

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        Code(await answer.Content.ReadAsStringAsync()).ShouldBe("engage.unknown-agency");
    }

    [Fact]
    public async Task Asking_for_a_file_six_times_in_one_query_is_spent_like_asking_six_times()
    {
        await using var strict = await _engage.Again(new Dictionary<string, string?> { ["Engage:RateLimits:AnonymousRequestsPerMinute"] = "6" });
        using var http = new HttpClient { BaseAddress = strict.Address };
        await strict.Anonymous.Data("{ a: menu b: menu c: menu d: menu e: menu f: menu }");

        var refused = await http.GetAsync("/agencies/default/kitchen/menu.txt");

        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter.ShouldNotBeNull();
        Code(await refused.Content.ReadAsStringAsync()).ShouldBe("engage.rate-limited");
    }

    [Fact]
    public async Task A_plugin_that_is_switched_off_has_none()
    {
        await using var without = await _engage.Again(new Dictionary<string, string?> { ["Engage:Plugins:kitchen:Enabled"] = "false" });
        using var http = new HttpClient { BaseAddress = without.Address };

        (await http.GetAsync("/agencies/default/kitchen/menu.txt")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task Cook(EngageAgency agency, string meal) =>
        await agency.As("Ada", Roles.Resident).Data("mutation ($meal: String!) { cook(input: { name: $meal }) { errors { code } } }", new { meal });

    private async Task<(string Text, string Tag)> Read(string path)
    {
        var answer = await _http.GetAsync(path);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadAsStringAsync(), answer.Headers.ETag!.Tag);
    }

    private static string? Code(string answer) => JsonDocument.Parse(answer).RootElement.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString();
}
