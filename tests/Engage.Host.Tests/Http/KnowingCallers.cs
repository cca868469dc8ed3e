using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Engage.Http;

public sealed class KnowingCallers : IAsyncLifetime
{
    private HttpHost _host = null!;

    public async Task InitializeAsync() => _host = await HttpHost.Start();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Who_presents_no_token_is_anonymous() => (await Me(null)).ShouldBe("default|anonymous|Anonymous||");

    [Fact]
    public async Task Who_presents_a_token_is_known_with_roles_and_permissions() =>
        (await Me(Token("Ana Ruiz", Roles.Resident))).ShouldBe("default|dev:ana-ruiz|Ana Ruiz|resident|ideas.submit");

    [Fact]
    public async Task Roles_that_nobody_knows_are_dropped() =>
        (await Me(Token("Ana", "wizard", Roles.Moderator))).ShouldBe("default|dev:ana|Ana|moderator|");

    [Fact]
    public async Task A_name_that_cannot_be_shown_is_not() => (await Me(Token("A\u0007na", Roles.Moderator))).ShouldContain("|Unnamed|");

    [Fact]
    public async Task A_token_that_expired_is_refused()
    {
        var yesterday = new ManualClock();
        yesterday.Advance(-TimeSpan.FromDays(1));

        await Refused(_host.Key.Token("Ana", [], null, TimeSpan.FromHours(1), yesterday), 401, "engage.token-expired");
    }

    [Fact]
    public async Task A_token_that_is_not_valid_yet_is_refused()
    {
        var tomorrow = new ManualClock();
        tomorrow.Advance(TimeSpan.FromDays(1));

        await Refused(_host.Key.Token("Ana", [], null, TimeSpan.FromHours(1), tomorrow), 401, "engage.token-invalid");
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("a.b.c")]
    public async Task What_is_no_token_is_refused(string token) => await Refused(token, 401, "engage.token-invalid");

    [Fact]
    public async Task A_token_without_a_signature_is_refused()
    {
        var parts = Token("Ana", Roles.Administrator).Split('.');
        var header = Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""");

        await Refused($"{header}.{parts[1]}.", 401, "engage.token-invalid");
        await Refused($"{header}.{parts[1]}.{parts[2]}", 401, "engage.token-invalid");
    }

    [Fact]
    public async Task A_token_that_was_changed_is_refused()
    {
        var parts = Token("Ana", Roles.Resident).Split('.');
        var payload = Base64UrlEncoder.Decode(parts[1]).Replace("resident", "administrator", StringComparison.Ordinal);

        await Refused($"{parts[0]}.{Base64UrlEncoder.Encode(payload)}.{parts[2]}", 401, "engage.token-invalid");
    }

    [Theory]
    [InlineData("engage-development", "engage", false)]
    [InlineData("somebody-else", "engage", true)]
    [InlineData("engage-development", "another-service", true)]
    public async Task A_token_of_another_key_issuer_or_audience_is_refused(string issuer, string audience, bool ourKey) =>
        await Refused(Signed(ourKey ? _host.Key.Signing : new(RandomNumberGenerator.GetBytes(32)), issuer, audience, "dev:ana"), 401, "engage.token-invalid");

    [Fact]
    public async Task A_token_that_names_nobody_is_refused()
    {
        await Refused(Signed(_host.Key.Signing, DevelopmentKey.Issuer, DevelopmentKey.Audience, ""), 401, "engage.token-invalid");
        await Refused(Signed(_host.Key.Signing, DevelopmentKey.Issuer, DevelopmentKey.Audience, new('x', 201)), 401, "engage.token-invalid");
    }

    [Fact]
    public async Task Credentials_of_another_kind_are_refused_and_not_taken_for_none()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/graphql?query={me}") { Headers = { { "Authorization", "Basic YTpi" } } };

        await (await _host.Client.SendAsync(request)).ShouldBeRefused(401, "engage.token-invalid");
    }

    [Fact]
    public async Task A_token_of_another_agency_is_refused()
    {
        var token = TokenOf("north");

        await Refused(token, 403, "engage.token-of-another-agency", "/agencies/south/graphql");
        await Refused(token, 403, "engage.token-of-another-agency");
    }

    [Fact]
    public async Task A_token_of_an_agency_counts_there() =>
        (await Me(TokenOf("north"), "/agencies/north/graphql")).ShouldStartWith("north|dev:ana|");

    [Fact]
    public async Task A_token_that_names_no_agency_counts_for_the_default_agency_only()
    {
        (await Me(Token("Ana"), "/agencies/default/graphql")).ShouldStartWith("default|dev:ana|");
        await Refused(Token("Ana"), 403, "engage.token-of-another-agency", "/agencies/north/graphql");
    }

    [Fact]
    public async Task A_token_in_the_address_is_not_looked_at() =>
        (await (await _host.Get($"/graphql?query={{me}}&access_token={Token("Ana")}")).Data("me")).ShouldContain("anonymous");

    [Fact]
    public async Task No_token_reaches_the_log()
    {
        var token = Token("Ana", Roles.Resident);
        await Me(token);
        await _host.Post(HttpHost.Query("{ me }"), token: token + "x");
        await _host.Post(HttpHost.Query("{ broken }"), token: token);

        foreach (var part in token.Split('.')) _host.Log.ShouldNotContain(part);
    }

    [Fact]
    public async Task An_API_key_that_counts_for_nothing_is_refused_and_reaches_no_log()
    {
        var key = $"eng_{Guid.NewGuid():N}_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32))}";

        await Refused(key, 401, "engage.token-invalid");
        _host.Log.ShouldNotContain(key.Split('_')[2]);
    }

    [Fact]
    public async Task A_host_in_Production_refuses_development_tokens()
    {
        await using var production = await HttpHost.Start("Production");

        await (await production.Post(HttpHost.Query("{ me }"), token: production.Key.Token("Ana", [], null, TimeSpan.FromHours(1), TimeProvider.System)))
            .ShouldBeRefused(401, "engage.token-invalid");
    }

    [Fact]
    public async Task A_host_in_Production_trusts_the_issuer_that_it_was_configured_with_and_still_no_development_token()
    {
        var key = RandomNumberGenerator.GetBytes(32);
        await using var production = await HttpHost.Start("Production", builder => Trust(builder, "https://identity.example", key));

        var answer = await production.Post(HttpHost.Query("{ me }"), token: Signed(new(key), "https://identity.example", "community", "user-1"));
        (await answer.Data("me")).ShouldBe("default|user-1|Unnamed|resident|ideas.submit");
        await (await production.Post(HttpHost.Query("{ me }"), token: Signed(production.Key.Signing, "https://identity.example", "community", "user-1")))
            .ShouldBeRefused(401, "engage.token-invalid");
        await (await production.Post(HttpHost.Query("{ me }"), token: Signed(new(key), DevelopmentKey.Issuer, DevelopmentKey.Audience, "user-1")))
            .ShouldBeRefused(401, "engage.token-invalid");
    }

    [Fact]
    public async Task An_identity_provider_that_does_not_answer_is_not_blamed_on_the_token()
    {
        using var nobody = new Socket(SocketType.Stream, ProtocolType.Tcp);
        nobody.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        await using var production = await HttpHost.Start("Production", builder => builder.Configuration.AddInMemoryCollection(
        [
            new("Authentication:Schemes:Bearer:Authority", $"http://{nobody.LocalEndPoint}"),
            new("Authentication:Schemes:Bearer:RequireHttpsMetadata", "false"),
            new("Authentication:Schemes:Bearer:ValidAudiences:0", "engage")
        ]));

        await (await production.Post(HttpHost.Query("{ me }"), token: Token("Ana"))).ShouldBeRefused(503, "engage.identity-provider-unreachable");
        production.Log.ShouldContain("Authentication:Schemes:Bearer:Authority");
    }

    private static void Trust(WebApplicationBuilder builder, string issuer, byte[] key) => builder.Configuration.AddInMemoryCollection(
    [
        new("Authentication:Schemes:Bearer:ValidIssuer", issuer),
        new("Authentication:Schemes:Bearer:ValidAudiences:0", "community"),
        new("Authentication:Schemes:Bearer:SigningKeys:0:Issuer", issuer),
        new("Authentication:Schemes:Bearer:SigningKeys:0:Value", Convert.ToBase64String(key))
    ]);

    private string Token(string name, params string[] roles) => _host.Key.Token(name, roles, null, TimeSpan.FromHours(1), TimeProvider.System);

    private string TokenOf(string agency) => _host.Key.Token("Ana", [], agency, TimeSpan.FromHours(1), TimeProvider.System);

    private static string Signed(SymmetricSecurityKey key, string issuer, string audience, string subject) =>
        new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience,
            Claims = new Dictionary<string, object> { ["sub"] = subject, ["role"] = Roles.Resident },
            Expires = DateTime.UtcNow.AddHours(1),
            SigningCredentials = new(key, SecurityAlgorithms.HmacSha256)
        });

    private async Task<string> Me(string? token, string path = "/graphql") =>
        await (await _host.Post(HttpHost.Query("{ me }"), token: token, path: path)).Data("me");

    private async Task Refused(string token, int status, string code, string path = "/graphql")
    {
        var answer = await _host.Post(HttpHost.Query("{ me }"), token: token, path: path);

        await answer.ShouldBeRefused(status, code);
        if (status == 401) answer.Headers.WwwAuthenticate.ShouldHaveSingleItem().Scheme.ShouldBe("Bearer");
    }
}
