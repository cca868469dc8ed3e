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
    public static async Task<Grant> Handle(GrantRoleInput input, Actor actor, Agency agency, Subjects subjects, DeclaredPermissions declared, IDocumentSession session, CancellationToken stop)
    {
        var (giver, roles) = await session.Administer(actor, declared, stop);
        if (!await subjects.Has(agency, input.ActorId, stop)) throw Refusal.NotFound("actor", nameof(input.ActorId));
        var id = Grant.IdOf(input.ActorId, input.Role);
        await session.Change<Grant>(id, grant => [Decide(grant, input, giver, roles)], stop);
        return (await session.LoadAsync<Grant>(id, stop))!;
    }

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
