using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Engage.Http;

/// <summary>
/// Asks the identity provider for its keys again when a token names one that is not known, before the token is checked: so whoever comes first after the
/// provider changed its keys is not refused. However many such tokens come, the provider is asked every ten seconds at most.
/// </summary>
internal sealed class ProviderKeys(IOptionsMonitor<JwtBearerOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private Task _asking = Task.CompletedTask;
    private DateTimeOffset _askedAt = DateTimeOffset.MinValue;

    public async Task Know(string token, CancellationToken stop)
    {
        var bearer = options.Get(JwtBearerDefaults.AuthenticationScheme);
        if (bearer.ConfigurationManager is null || KeyOf(token) is not { } key) return;
        try
        {
            var known = await bearer.ConfigurationManager.GetConfigurationAsync(stop);
            if (known.SigningKeys.All(each => each.KeyId != key)) await Ask(bearer).WaitAsync(stop);
        }
        catch (InvalidOperationException)
        {
            // It does not answer, and the keys that were known stay. Whoever checks the token finds that out, and says so.
        }
    }

    private Task Ask(JwtBearerOptions bearer)
    {
        lock (_lock)
        {
            if (!_asking.IsCompleted || clock.GetUtcNow() < _askedAt + Interval) return _asking;
            _askedAt = clock.GetUtcNow();
            return _asking = Renew(bearer);
        }
    }

    // The manager that there is refreshes in the background only, when it likes to, and tells nobody. A new one asks at once.
    private static async Task Renew(JwtBearerOptions bearer)
    {
        var renewed = new ConfigurationManager<OpenIdConnectConfiguration>(
            bearer.MetadataAddress, new OpenIdConnectConfigurationRetriever(), new HttpDocumentRetriever(bearer.Backchannel) { RequireHttps = bearer.RequireHttpsMetadata })
        {
            AutomaticRefreshInterval = bearer.AutomaticRefreshInterval,
            RefreshInterval = bearer.RefreshInterval
        };
        await renewed.GetConfigurationAsync(CancellationToken.None);
        bearer.ConfigurationManager = renewed;
    }

    private static string? KeyOf(string token)
    {
        try
        {
            return new JsonWebToken(token).Kid is { Length: > 0 } key ? key : null;
        }
        catch (Exception malformed) when (malformed is ArgumentException or FormatException)
        {
            return null;
        }
    }
}
