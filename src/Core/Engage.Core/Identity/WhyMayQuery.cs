using Engage.Audit;

namespace Engage.Identity;

/// <summary>What gives an actor a permission.</summary>
internal enum GrantSource
{
    /// <summary>The token of the identity provider.</summary>
    Token,

    /// <summary>A role that was granted here.</summary>
    Grant,

    /// <summary>The scopes of an API key.</summary>
    ApiKey
}

/// <summary>One reason why an actor holds a permission.</summary>
/// <param name="Role">The role that allows it; null where the token or the API key names the permission itself.</param>
/// <param name="Source">What gives the actor the role, or the permission.</param>
/// <param name="PermissionFrom">Where it comes from what the role allows; null where it is no role.</param>
/// <param name="GrantedBy">Who granted the role, or made the API key; null for a token.</param>
/// <param name="At">When; null for a token.</param>
/// <param name="Reason">Why, if that was said.</param>
internal sealed record PermissionReason(string? Role, GrantSource Source, PermissionSource? PermissionFrom, Guid? GrantedBy = null, DateTimeOffset? At = null, Personal<string>? Reason = null);

internal static class WhyMayQuery
{
    /// <summary>
    /// Why an actor may do something: every role or key that allows it, none where they may not. What a token says is known of the caller only, since
    /// tokens are not kept. For others it takes engage.manage-roles or engage.audit.
    /// </summary>
    /// <param name="permission">The permission.</param>
    /// <param name="actorId">The actor; the caller where it is left out.</param>
    public static async Task<IReadOnlyList<PermissionReason>> WhyMay(
        string permission, Actor actor, Agency agency, Access access, DeclaredPermissions declared, TimeProvider clock, CancellationToken stop, Guid? actorId = null)
    {
        declared.Check(permission, nameof(permission));
        Guid? own = Guid.TryParse(actor.Id.Value, out var id) ? id : null;
        var asked = actorId ?? own;
        if (asked != own && !actor.May(IdentityPermissions.ManageRoles) && !actor.May(AuditPermissions.Audit))
            throw new Refusal("engage.forbidden", $"To ask about others takes {IdentityPermissions.ManageRoles} or {AuditPermissions.Audit}.");
        if (asked is not { } who) return [];
        var (grants, roles) = (await access.Grants(agency, who, stop), await access.Roles(agency, stop));
        IEnumerable<PermissionReason> ofKey = await access.Key(agency, who, stop) is { RevokedAt: null } key && key.ExpiresAt > clock.GetUtcNow() && key.Scopes.Contains(permission)
            ? [new(null, GrantSource.ApiKey, null, key.CreatedBy, key.CreatedAt)]
            : [];
        return [.. ofKey, .. Reasons(permission, asked == own ? actor.Token : null, grants, roles)];
    }

    internal static IReadOnlyList<PermissionReason> Reasons(string permission, TokenClaims? token, IReadOnlyList<Grant> grants, RolePermissions roles)
    {
        var revoked = grants.Where(grant => !grant.Held).Select(grant => grant.Role).ToHashSet(StringComparer.Ordinal);
        var ofToken = (token?.Roles ?? []).Where(role => roles.Knows(role) && roles.Of(role).Contains(permission) && !revoked.Contains(role))
            .Select(role => new PermissionReason(role, GrantSource.Token, roles.SourceOf(role)));
        var granted = grants.Where(grant => grant.Held && roles.Of(grant.Role).Contains(permission))
            .Select(grant => new PermissionReason(grant.Role, GrantSource.Grant, roles.SourceOf(grant.Role), grant.By, grant.At, grant.Reason));
        IEnumerable<PermissionReason> direct = token?.Permissions.Contains(permission) is true ? [new(null, GrantSource.Token, null)] : [];
        return [.. ofToken, .. direct, .. granted];
    }
}
