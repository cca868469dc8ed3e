using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Engage.Identity;

public sealed class UsingApiKeys(UsingApiKeys.Fixture fixture) : IClassFixture<UsingApiKeys.Fixture>
{
    private readonly SetClock _clock = fixture.Clock;
    private readonly EngageHarness _engage = fixture.Engage;

    private EngageClient Admin => _engage.As("Admin", Roles.Administrator);

    [Fact]
    public async Task A_key_makes_a_program_known_with_just_its_scopes()
    {
        var (_, token) = await Create();
        var me = (await Send(token)).Body.GetProperty("data").GetProperty("me");
        me.GetProperty("kind").GetString().ShouldBe("PROGRAM");
        me.GetProperty("name").GetString().ShouldBe("Feed");
        me.GetProperty("roles").GetArrayLength().ShouldBe(0);
        me.GetProperty("permissions").ToString().ShouldBe("""["engage.manage-roles"]""");
    }

    [Fact]
    public async Task What_is_wrong_with_a_key_is_answered_alike()
    {
        var (id, token) = await Create();
        await Refused(token[..^1], "engage.token-invalid");
        await Refused(token[..40], "engage.token-invalid");
        await Refused(token[..^1] + (token[^1] == '0' ? '1' : '0'), "engage.token-invalid");
        await Refused(ApiKeyText.New(Guid.NewGuid()).ToString(), "engage.token-invalid");
        await _engage.In("north");
        await Refused(token, "engage.token-invalid", "/agencies/north/graphql");

        (await Ask("revokeApiKey", $"{{ id: \"{id}\" }}", "apiKey { revokedAt }")).GetProperty("errors").GetArrayLength().ShouldBe(0);
        await Refused(token, "engage.token-invalid");
    }

    [Fact]
    public async Task An_expired_key_is_said_to_be_expired_to_who_has_its_secret_only()
    {
        var (id, token) = await Create(days: 1);
        await Send(token);
        _clock.Now += TimeSpan.FromDays(2);
        await Refused(token, "engage.token-expired");
        await Refused(new ApiKeyText(id, new string('0', 64)).ToString(), "engage.token-invalid");
    }

    [Fact]
    public async Task With_a_new_secret_the_old_one_counts_no_longer()
    {
        var (id, old) = await Create();
        await Send(old);
        var rotated = (await Ask("rotateApiKey", $"{{ id: \"{id}\" }}", "newApiKey { token key { id rotatedAt } }")).GetProperty("newApiKey").GetProperty("token").GetString()!;
        await Refused(old, "engage.token-invalid");
        (await Send(rotated)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task The_database_holds_no_secret_and_the_list_tells_none()
    {
        var (_, token) = await Create();
        var secret = token.Split('_')[2];
        await using var command = _engage.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(
            "select (select string_agg(data::text, '') from engage.mt_events) || (select string_agg(data::text, '') from engage.mt_doc_apikey)");
        var stored = (string)(await command.ExecuteScalarAsync())!;
        stored.ShouldContain("Feed");
        stored.ShouldNotContain(secret);
        (await Admin.Data("{ __type(name: \"ApiKey\") { fields { name } } }")).ToString().ShouldNotContain("secret");
    }

    [Fact]
    public async Task The_list_tells_the_day_of_the_last_use()
    {
        var (id, token) = await Create();
        var unused = (await Create()).Id;
        await Send(token);
        _clock.Now += TimeSpan.FromDays(3);
        await Send(token);

        var keys = (await Admin.Data("{ apiKeys(first: 100) { nodes { id name scopes createdAt createdBy expiresAt revokedAt lastUsedOn } } }")).GetProperty("apiKeys").GetProperty("nodes").EnumerateArray().ToDictionary(key => key.GetProperty("id").GetGuid());
        keys[id].GetProperty("lastUsedOn").GetString().ShouldBe(DateOnly.FromDateTime(_clock.Now.UtcDateTime).ToString("O"));
        keys[unused].GetProperty("lastUsedOn").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task A_program_makes_no_keys_and_no_administrators()
    {
        var (_, token) = await Create(scopes: "[\"engage.manage-roles\", \"engage.manage-api-keys\"]");
        var ada = (await _engage.As("Ada").Data("{ me { id } }")).GetProperty("me").GetProperty("id").GetGuid();
        (await Send(token, CreateWith("[\"engage.manage-roles\"]", 1))).Body.ToString().ShouldContain("engage.person-needed");
        (await Send(token, $"mutation {{ grantRole(input: {{ actorId: \"{ada}\", role: \"administrator\" }}) {{ errors {{ code }} }} }}")).Body.ToString().ShouldContain("engage.person-needed");
    }

    [Fact]
    public async Task Why_a_program_may_is_its_key()
    {
        var (id, _) = await Create();
        var why = (await Admin.Data($"{{ whyMay(actorId: \"{id}\", permission: \"engage.manage-roles\") {{ source role grantedBy }} }}")).GetProperty("whyMay").EnumerateArray().ShouldHaveSingleItem();
        why.GetProperty("source").GetString().ShouldBe("API_KEY");
    }

    [Fact]
    public async Task A_program_that_has_been_connected_for_a_while_may_nothing_once_its_key_was_revoked()
    {
        var (id, token) = await Create();
        var (actors, agency) = (_engage.Services.GetRequiredService<Actors>(), new Agency(Agency.Default));
        var program = (await actors.OfApiKey(agency, token, CancellationToken.None))!.Actor;
        (await actors.Now(agency, program, CancellationToken.None)).May("engage.manage-roles").ShouldBeTrue();
        await Ask("revokeApiKey", $"{{ id: \"{id}\" }}", "__typename");
        (await actors.Now(agency, program, CancellationToken.None)).May("engage.manage-roles").ShouldBeFalse();
    }

    [Theory]
    [InlineData("grantRole(input: { actorId: \"00000000-0000-0000-0000-000000000000\", role: \"resident\" })")]
    [InlineData("revokeRole(input: { actorId: \"00000000-0000-0000-0000-000000000000\", role: \"resident\" })")]
    [InlineData("definePermissionsOfRole(input: { role: \"x\", permissions: [] })")]
    public async Task A_program_administers_no_roles_whatever_its_scopes(string mutation)
    {
        var (_, token) = await Create();
        (await Send(token, $"mutation {{ {mutation} {{ errors {{ code }} }} }}")).Body.ToString().ShouldContain("engage.person-needed");
    }

    [Theory]
    [InlineData("mutation { createApiKey(input: { name: \"x\", scopes: [], expiresAt: \"2030-01-01T00:00:00Z\" }) { errors { code } } }")]
    [InlineData("mutation { rotateApiKey(input: { id: \"00000000-0000-0000-0000-000000000000\" }) { errors { code } } }")]
    [InlineData("mutation { revokeApiKey(input: { id: \"00000000-0000-0000-0000-000000000000\" }) { errors { code } } }")]
    [InlineData("{ apiKeys { nodes { id } } }")]
    public async Task Managing_keys_takes_the_permission(string document)
    {
        (await _engage.Anonymous.GraphQL(document)).ToString().ShouldContain("engage.unauthenticated");
        (await _engage.As("Sam", Roles.Staff).GraphQL(document)).ToString().ShouldContain("engage.forbidden");
    }

    private async Task<(Guid Id, string Token)> Create(int days = 30, string scopes = "[\"engage.manage-roles\"]")
    {
        var created = (await Admin.Data(CreateWith(scopes, days))).GetProperty("createApiKey").GetProperty("newApiKey");
        return (created.GetProperty("key").GetProperty("id").GetGuid(), created.GetProperty("token").GetString()!);
    }

    private string CreateWith(string scopes, int days) =>
        $"mutation {{ createApiKey(input: {{ name: \"Feed\", scopes: {scopes}, expiresAt: \"{_clock.Now.AddDays(days):O}\" }}) {{ newApiKey {{ token key {{ id }} }} errors {{ code }} }} }}";

    private async Task<JsonElement> Ask(string mutation, string input, string select) =>
        (await Admin.Data($"mutation {{ {mutation}(input: {input}) {{ {select} errors {{ code }} }} }}")).GetProperty(mutation);

    private async Task<(int Status, JsonElement Body)> Send(string token, string query = "{ me { name kind roles permissions } }", string path = "/graphql")
    {
        using var http = new HttpClient { BaseAddress = _engage.Address, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
        using var response = await http.PostAsJsonAsync(path, new { query });
        return ((int)response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>());
    }

    private async Task Refused(string token, string code, string path = "/graphql")
    {
        var (status, body) = await Send(token, path: path);
        status.ShouldBe(401);
        body.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString().ShouldBe(code);
    }

    public sealed class Fixture : IAsyncLifetime
    {
        public SetClock Clock { get; } = new();

        public EngageHarness Engage { get; private set; } = null!;

        public async Task InitializeAsync() => Engage = await EngageHarness.Start(plugins: "none", services: services => services.AddSingleton<TimeProvider>(Clock));

        public async Task DisposeAsync() => await Engage.DisposeAsync();
    }

    public sealed class SetClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.UtcNow;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
