using Marten;

namespace Engage.Identity;

/// <summary>The role to grant.</summary>
/// <param name="ActorId">The actor, as the query <c>me</c> tells them who they are.</param>
/// <param name="Role">The role, one of this agency's.</param>
/// <param name="Reason">Why, up to 500 characters.</param>
internal sealed record GrantRoleInput(Guid ActorId, string Role, string? Reason = null);

internal static class GrantRole
{
    /// <summary>Grants an actor a role, whatever their token says, until it is revoked. Only who may do all that the role allows may grant it, or an administrator.</summary>
    [Requires(IdentityPermissions.ManageRoles)]
    public static Task<Grant> Handle(GrantRoleInput input, Actor actor, Subjects subjects, DeclaredPermissions declared, IDocumentSession session, CancellationToken stop) =>
        session.ChangeGrant(input.ActorId, input.Role, (grant, giver, roles) => Decide(grant, input, giver, roles), actor, subjects, declared, stop);

    public static RoleGranted Decide(Grant? grant, GrantRoleInput input, Actor giver, RolePermissions roles)
    {
        roles.CheckInHand(giver, input.Role);
        if (grant is { Held: true }) throw new Refusal("engage.role-unchanged", "The actor was granted this role already.", nameof(input.Role));
        return new(input.ActorId, input.Role, Reasons.Checked(input.ActorId, input.Reason));
    }
}

internal static class Reasons
{
    /// <summary>A reason speaks of the actor, so it goes when they are erased.</summary>
    public static Personal<string>? Checked(Guid actorId, string? reason) => Checked(reason) is { } read ? Personal.Of(new(actorId.ToString()), read) : null;

    /// <summary>A reason that speaks of nobody.</summary>
    public static string? Checked(string? reason) => string.IsNullOrWhiteSpace(reason) ? null : Text.Checked(reason, nameof(reason), 500);
}
