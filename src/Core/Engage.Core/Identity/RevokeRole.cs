using Marten;

namespace Engage.Identity;

/// <summary>The role to revoke.</summary>
/// <param name="ActorId">The actor.</param>
/// <param name="Role">The role.</param>
/// <param name="Reason">Why, up to 500 characters.</param>
internal sealed record RevokeRoleInput(Guid ActorId, string Role, string? Reason = null);

internal static class RevokeRole
{
    /// <summary>
    /// Takes a role from an actor until it is granted again, even where the actor's token names it. Nobody can take the administrator's role from
    /// themselves, so an agency that has an administrator always keeps one.
    /// </summary>
    [Requires(IdentityPermissions.ManageRoles)]
    public static Task<Grant> Handle(RevokeRoleInput input, Actor actor, Subjects subjects, DeclaredPermissions declared, IDocumentSession session, CancellationToken stop) =>
        session.ChangeGrant(input.ActorId, input.Role, (grant, revoker, roles) => Decide(grant, input, revoker, roles), actor, subjects, declared, stop);

    public static RoleRevoked Decide(Grant? grant, RevokeRoleInput input, Actor revoker, RolePermissions roles)
    {
        roles.CheckInHand(revoker, input.Role);
        if (input.Role == Roles.Administrator && revoker.Id.Value == input.ActorId.ToString())
            throw new Refusal("engage.own-administrator", "You cannot take the administrator's role from yourself. Let another administrator do it, so that the agency is not left without one.", nameof(input.ActorId));
        if (grant is { Held: false }) throw new Refusal("engage.role-unchanged", "This role was taken from the actor already.", nameof(input.Role));
        return new(input.ActorId, input.Role, Reasons.Checked(input.ActorId, input.Reason));
    }
}
