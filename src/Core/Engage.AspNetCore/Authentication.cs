using System.Net.Http.Headers;
using System.Security.Claims;
using Engage.Identity;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace Engage.Http;

/// <summary>Turns the bearer token of a request into an actor. Who presents none is anonymous; who presents a bad one is refused.</summary>
internal sealed partial class Authentication(
    Actors actors, ClaimNames claims, IOptionsMonitor<JwtBearerOptions> options, IConfiguration configuration, TimeProvider clock, ILogger<Authentication> log)
{
    private readonly string _defaultAgency = DefaultAgency.Of(configuration);

    /// <summary>
    /// The actor, and when the token expires. A token is for the agency that its claim <c>agency</c> names, or without one for the default agency.
    /// </summary>
    public async Task<(Actor Actor, DateTimeOffset? Until)> Authenticate(HttpContext http, Agency agency)
    {
        if (http.Request.Headers.Authorization.Count == 0) return (Actor.Anonymous, null);
        if (TokenIn(http.Request) is { } token && IsApiKey(token)) return await Program(agency, token, http.RequestAborted);
        var result = await http.AuthenticateAsync(JwtBearerDefaults.AuthenticationScheme);
        if (result.Failure is SecurityTokenExpiredException) throw Fault.TokenExpired();
        if (result.Failure is not null) await CheckIdentityProvider(http.RequestAborted);
        if (result.Principal is not { } caller || caller.FindFirstValue("sub") is not { Length: > 0 and <= 200 } id) throw Fault.TokenInvalid();
        var agencies = caller.FindAll("agency").Select(claim => claim.Value).DefaultIfEmpty(_defaultAgency);
        if (!agencies.Contains(agency.Slug, StringComparer.Ordinal)) throw Fault.TokenOfAnotherAgency();
        var holder = new TokenHolder(caller.FindFirstValue("iss") ?? "", id, Shown(claims.Name(caller)), claims.Roles(caller), claims.Permissions(caller));
        try
        {
            return (await actors.Of(agency, holder, http.RequestAborted), result.Properties?.ExpiresUtc);
        }
        catch (Refusal erased)
        {
            throw Fault.Erased(erased);
        }
    }

    private static async Task Received(MessageReceivedContext context)
    {
        if (TokenIn(context.Request) is not { } token) return;
        if (IsApiKey(token)) context.NoResult();
        else await context.HttpContext.RequestServices.GetRequiredService<ProviderKeys>().Know(token, context.HttpContext.RequestAborted);
    }

    private static bool IsApiKey(string token) => token.StartsWith(ApiKeyText.Prefix, StringComparison.Ordinal);

    private static string? TokenIn(HttpRequest request) =>
        AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var sent) && sent.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase) ? sent.Parameter : null;

    /// <summary>Whatever is wrong with a key is answered alike, but that it expired: that is told only to who has the right secret.</summary>
    private async Task<(Actor Actor, DateTimeOffset? Until)> Program(Agency agency, string key, CancellationToken stop)
    {
        if (await actors.OfApiKey(agency, key, stop) is not { } program) throw Fault.TokenInvalid();
        return program.Until > clock.GetUtcNow() ? (program.Actor, program.Until) : throw Fault.TokenExpired();
    }

    public static void Register(IServiceCollection services)
    {
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(bearer =>
        {
            // Claims keep the names that the token gives them.
            bearer.MapInboundClaims = false;
            bearer.SaveToken = false;
            // ProviderKeys asks for them.
            bearer.RefreshOnIssuerKeyNotFound = false;
            // A web application authenticates before it looks for an endpoint, so this is the first that sees a token.
            bearer.Events = new JwtBearerEvents { OnMessageReceived = Received };
            bearer.TokenValidationParameters.ClockSkew = TimeSpan.FromSeconds(30);
        });
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme).Configure<IHostEnvironment, IConfiguration>(TrustDevelopmentKey);
    }

    /// <summary>Without the provider's keys every token looks forged. Its holder should not be told to get another one then.</summary>
    private async Task CheckIdentityProvider(CancellationToken stop)
    {
        if (options.Get(JwtBearerDefaults.AuthenticationScheme).ConfigurationManager is not { } provider) return;
        try
        {
            // Answers from memory; when it has nothing there, it asks the provider once a second at most.
            await provider.GetConfigurationAsync(stop);
        }
        catch (InvalidOperationException unreachable)
        {
            Unreachable(unreachable);
            throw Fault.IdentityProviderUnreachable();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The identity provider does not answer. Check the setting Authentication:Schemes:Bearer:Authority.")]
    private partial void Unreachable(Exception exception);

    /// <summary>In Development only: in any other environment a token signed with that key is like one of any stranger.</summary>
    private static void TrustDevelopmentKey(JwtBearerOptions bearer, IHostEnvironment environment, IConfiguration configuration)
    {
        if (!environment.IsDevelopment()) return;
        var trusted = bearer.TokenValidationParameters;
        trusted.ValidIssuers = [.. trusted.ValidIssuers ?? [], DevelopmentKey.Issuer];
        trusted.ValidAudiences = [.. trusted.ValidAudiences ?? [], DevelopmentKey.Audience];
        trusted.IssuerSigningKeys = [.. trusted.IssuerSigningKeys ?? [], DevelopmentKey.In(DataDirectory.Of(configuration)).Signing];
    }

    /// <summary>People choose their names at their identity provider, so a name is input like any other.</summary>
    private static string Shown(string? name)
    {
        try
        {
            return Text.Checked(name ?? "", "name", 200);
        }
        catch (Refusal)
        {
            return "Unnamed";
        }
    }
}
