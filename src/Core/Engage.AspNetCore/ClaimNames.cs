using System.Security.Claims;
using Microsoft.Extensions.Configuration;

namespace Engage.Http;

/// <summary>Where the identity provider's tokens say what, and what its roles are called here: the settings below <c>Engage:Identity</c>.</summary>
internal sealed class ClaimNames(IConfiguration configuration)
{
    private readonly string _name = Setting(configuration, "NameClaim") ?? "name";
    private readonly string _role = Setting(configuration, "RoleClaim") ?? "role";
    private readonly string? _permission = Setting(configuration, "PermissionClaim");
    private readonly IReadOnlyDictionary<string, string> _roles = Mapped(configuration);

    public string? Name(ClaimsPrincipal caller) => caller.FindFirstValue(IsOurs(caller) ? "name" : _name);

    /// <summary>The roles, by our names. Where any are mapped, only those count: what a provider calls an administrator need not be one here.</summary>
    public IReadOnlyList<string> Roles(ClaimsPrincipal caller)
    {
        if (IsOurs(caller)) return Values(caller, "role");
        var theirs = Values(caller, _role);
        return _roles.Count == 0 ? theirs : [.. theirs.Where(_roles.ContainsKey).Select(role => _roles[role])];
    }

    public IReadOnlyList<string> Permissions(ClaimsPrincipal caller) => _permission is null || IsOurs(caller) ? [] : Values(caller, _permission);

    private static string[] Values(ClaimsPrincipal caller, string type) => [.. caller.FindAll(type).Select(claim => claim.Value).Distinct(StringComparer.Ordinal)];

    // The development key's tokens are in our own words, whatever provider is configured beside it. They are trusted in Development only.
    private static bool IsOurs(ClaimsPrincipal caller) => caller.FindFirstValue("iss") == DevelopmentKey.Issuer;

    private static string? Setting(IConfiguration configuration, string name) => configuration[$"Engage:Identity:{name}"] is { Length: > 0 } value ? value : null;

    private static Dictionary<string, string> Mapped(IConfiguration configuration)
    {
        // A provider's name may hold a colon (urn:...), which parts sections from each other in configuration.
        var roles = configuration.GetSection("Engage:Identity:Roles").AsEnumerable(makePathsRelative: true).Where(role => role.Value is not null)
            .ToDictionary(role => role.Key, role => role.Value!, StringComparer.OrdinalIgnoreCase);
        foreach (var (theirs, ours) in roles)
            if (!Engage.Roles.IsName(ours))
                throw new Refusal("engage.identity-roles", $"The setting Engage:Identity:Roles:{theirs} is no name of a role. Use lower case letters and digits, joined by single hyphens.");
        return roles;
    }
}
