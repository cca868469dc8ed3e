using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace Engage.Http;

/// <summary>As in Production: tokens come from a provider whose keys are read from it.</summary>
public sealed class TrustingAnIdentityProvider : IAsyncLifetime
{
    private IdentityProvider _provider = null!;
    private HttpHost _host = null!;

    public async Task InitializeAsync()
    {
        _provider = await IdentityProvider.Start();
        _host = await HttpHost.Start("Production", builder => _provider.TrustedBy(builder));
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [Fact]
    public async Task A_token_of_the_provider_is_accepted() =>
        (await Me(_host, _provider.Token(claims => claims["role"] = Roles.Resident))).ShouldBe("default|ada@example.org|Ada|resident|ideas.submit");

    [Fact]
    public async Task A_token_under_a_new_key_is_accepted_without_a_restart_and_one_under_the_old_key_no_longer()
    {
        var old = _provider.Token();
        (await Me(_host, old)).ShouldContain("Ada");
        _provider.Rotate();
        (await Me(_host, _provider.Token())).ShouldContain("Ada");
        await Refused(old, "engage.token-invalid");
    }

    [Fact]
    public async Task A_forged_token_is_refused()
    {
        using var stranger = RSA.Create(2048);
        await Refused(_provider.Token(signed: new(new RsaSecurityKey(stranger) { KeyId = _provider.Key.KeyId }, SecurityAlgorithms.RsaSha256)), "engage.token-invalid");
        await Refused(_provider.Token(signed: new(new RsaSecurityKey(stranger) { KeyId = "another" }, SecurityAlgorithms.RsaSha256)), "engage.token-invalid");
    }

    [Fact]
    public async Task A_token_that_was_signed_with_the_public_key_as_if_it_were_a_secret_is_refused()
    {
        var rsa = _provider.Key.Rsa;
        foreach (var secret in new[] { rsa.ExportSubjectPublicKeyInfo(), rsa.ExportRSAPublicKey(), Encoding.ASCII.GetBytes(rsa.ExportSubjectPublicKeyInfoPem()), rsa.ExportParameters(false).Modulus! })
            await Refused(_provider.Token(signed: new(new SymmetricSecurityKey(secret) { KeyId = _provider.Key.KeyId }, SecurityAlgorithms.HmacSha256)), "engage.token-invalid");
    }

    [Fact]
    public async Task A_token_without_a_signature_is_refused()
    {
        var payload = _provider.Token(claims => claims["role"] = Roles.Administrator).Split('.')[1];
        foreach (var algorithm in new[] { "none", "None", "NONE" })
            await Refused($"{Base64UrlEncoder.Encode($$"""{"alg":"{{algorithm}}","typ":"JWT"}""")}.{payload}.", "engage.token-invalid");
    }

    [Fact]
    public async Task A_token_for_another_audience_or_of_yesterday_is_refused()
    {
        await Refused(_provider.Token(audience: "another-service"), "engage.token-invalid");
        await Refused(_provider.Token(age: TimeSpan.FromDays(1)), "engage.token-expired");
    }

    [Fact]
    public async Task Claims_and_roles_are_called_what_the_settings_say()
    {
        await using var host = await HttpHost.Start("Production", builder => _provider.TrustedBy(builder,
            ("NameClaim", "preferred_username"), ("RoleClaim", "groups"), ("PermissionClaim", "scope"), ("Roles:urn:example:citizens", "resident"), ("Roles:Wardens", "moderator")));
        var token = _provider.Token(claims =>
        {
            claims["preferred_username"] = "ada.l";
            claims["groups"] = new[] { "urn:example:citizens", "wardens", "administrator" };
            claims["scope"] = new[] { "ideas.read" };
        });

        // The provider's own 'administrator' is nobody's here: it is not mapped.
        (await Me(host, token)).ShouldBe("default|ada@example.org|ada.l|resident,moderator|ideas.read,ideas.submit", StringCompareShould.IgnoreCase);
    }

    [Fact]
    public async Task A_role_that_is_mapped_to_no_name_of_a_role_stops_the_start() =>
        (await Should.ThrowAsync<Refusal>(HttpHost.Start("Production", builder => _provider.TrustedBy(builder, ("Roles:admins", "The Boss"))))).Code.ShouldBe("engage.identity-roles");

    [Fact]
    public async Task Nothing_of_a_refused_token_reaches_the_log_or_the_answer()
    {
        var token = _provider.Token(audience: "another-service");
        var answer = await _host.Post(HttpHost.Query("{ me }"), token: token);
        (await answer.Content.ReadAsStringAsync()).ShouldNotContain("audience");
        answer.Headers.ToString().ShouldNotContain("another-service");
        _host.Log.ShouldNotContain("ada@example.org");
        foreach (var part in token.Split('.')) _host.Log.ShouldNotContain(part);
    }

    private static async Task<string> Me(HttpHost host, string token) => await (await host.Post(HttpHost.Query("{ me }"), token: token)).Data("me");

    private async Task Refused(string token, string code) => await (await _host.Post(HttpHost.Query("{ me }"), token: token)).ShouldBeRefused(401, code);
}
