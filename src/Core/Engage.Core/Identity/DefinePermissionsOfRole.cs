using Marten;

namespace Engage.Identity;

/// <summary>What a role is to allow.</summary>
/// <param name="Role">A role of every agency, or one of this agency's own: lower case letters and digits joined by single hyphens, at most 60 characters.</param>
/// <param name="Permissions">Everything that the role allows from now on.</param>
internal sealed record DefinePermissionsOfRoleInput(string Role, IReadOnlyList<string> Permissions);

internal static class DefinePermissionsOfRole
{
    /// <summary>
    /// Says what a role allows in this agency, in place of what plugins declare for it; what they declare later is not added. A role that there is not
    /// yet is made by this. What is added must be in your own hands, unless you are an administrator.
    /// </summary>
    [Requires(IdentityPermissions.ManageRoles)]
    public static async Task<Role> Handle(DefinePermissionsOfRoleInput input, Actor actor, DeclaredPermissions declared, IDocumentSession session, CancellationToken stop)
    {
        var (definer, roles) = await session.Administer(actor, declared, stop);
        await session.Change<RoleDefinition>(RoleDefinition.IdOf(input.Role), definition => [Decide(definition, input, definer, roles, declared)], stop);
        return Role.Of(input.Role, new(declared, await session.Query<RoleDefinition>().ToListAsync(stop)));
    }

    public static PermissionsOfRoleDefined Decide(RoleDefinition? definition, DefinePermissionsOfRoleInput input, Actor definer, RolePermissions roles, DeclaredPermissions declared)
    {
        if (!Roles.IsName(input.Role))
            throw new Refusal("engage.role-name", "A role is named with lower case letters and digits, joined by single hyphens, at most 60 characters.", nameof(input.Role));
        foreach (var permission in input.Permissions) declared.Check(permission, nameof(input.Permissions));
        if (input.Role == Roles.Administrator)
        {
            roles.CheckInHand(definer, input.Role);
            if (!input.Permissions.Contains(IdentityPermissions.ManageRoles))
                throw new Refusal("engage.locked-out", $"Administrators keep {IdentityPermissions.ManageRoles}: without it nobody could grant anything any more. Leave it in.", nameof(input.Permissions));
        }
        if (!definer.IsAdministrator() && input.Permissions.Except(roles.Of(input.Role)).Any(added => !definer.May(added)))
            throw RolePermissions.NotInHand(nameof(input.Permissions));
        var permissions = input.Permissions.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        if (definition?.Permissions.SequenceEqual(permissions) is true)
            throw new Refusal("engage.role-unchanged", "The role allows just this already.", nameof(input.Permissions));
        return new(input.Role, permissions);
    }
}
