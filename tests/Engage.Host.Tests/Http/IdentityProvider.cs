using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Engage.Http;

/// <summary>An OpenID provider with just what a host asks of it: the discovery document and the keys.</summary>
public sealed class IdentityProvider : IAsyncDisposable
{
    public const string Audience = "community";

    private readonly WebApplication _app;
    private int _keys;

    private IdentityProvider(WebApplication app) => _app = app;

    public string Issuer => _app.Urls.Single();

    public RsaSecurityKey Key { get; private set; } = null!;

    public static async Task<IdentityProvider> Start()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        var provider = new IdentityProvider(app);
        provider.Rotate();
        app.MapGet("/.well-known/openid-configuration", () => Results.Json(new { issuer = provider.Issuer, jwks_uri = provider.Issuer + "/keys" }));
        app.MapGet("/keys", () => Results.Json(new { keys = new[] { provider.Published() } }));
        await app.StartAsync();
        return provider;
    }

    /// <summary>Signs with a new key from now on, and publishes no other.</summary>
    public void Rotate() => Key = new RsaSecurityKey(RSA.Create(2048)) { KeyId = $"key-{++_keys}" };

    public string Token(Action<Dictionary<string, object>>? say = null, string audience = Audience, TimeSpan? age = null, SigningCredentials? signed = null)
    {
        var claims = new Dictionary<string, object> { ["sub"] = "ada@example.org", ["name"] = "Ada" };
        say?.Invoke(claims);
        var now = DateTime.UtcNow - (age ?? TimeSpan.Zero);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = audience,
            Claims = claims,
            NotBefore = now,
            Expires = now.AddHours(1),
            SigningCredentials = signed ?? new(Key, SecurityAlgorithms.RsaSha256)
        });
    }

    /// <summary>The settings of a host that trusts this provider.</summary>
    public void TrustedBy(WebApplicationBuilder builder, params (string Setting, string Value)[] more) => builder.Configuration.AddInMemoryCollection(
    [
        new("Authentication:Schemes:Bearer:Authority", Issuer),
        new("Authentication:Schemes:Bearer:RequireHttpsMetadata", "false"),
        new("Authentication:Schemes:Bearer:ValidAudiences:0", Audience),
        .. more.Select(each => new KeyValuePair<string, string?>($"Engage:Identity:{each.Setting}", each.Value))
    ]);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private object Published()
    {
        var jwk = JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(Key.Rsa.ExportParameters(includePrivateParameters: false)));
        return new { kty = "RSA", use = "sig", kid = Key.KeyId, n = jwk.N, e = jwk.E };
    }
}
