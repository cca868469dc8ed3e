namespace Engage.Identity;

/// <summary>What an agency may be asked and told about actors, declared as a plugin does.</summary>
internal static class IdentityDeclarations
{
    public static void Declare(PluginBuilder plugin) => plugin
        .Event<RoleGranted>("role-granted").Event<RoleRevoked>("role-revoked").Event<PermissionsOfRoleDefined>("permissions-of-role-defined")
        .Projection<GrantProjection>().Projection<RoleDefinitionProjection>()
        .Index<Grant>(grant => grant.Index(each => each.ActorId))
        .Permission(IdentityPermissions.ManageRoles, "Grant and revoke roles, and say what each allows", Roles.Administrator)
        .Query(typeof(ActorQueries)).Query(typeof(RoleQueries)).Query(typeof(WhyMayQuery))
        .Mutation(typeof(GrantRole)).Mutation(typeof(RevokeRole)).Mutation(typeof(DefinePermissionsOfRole));
}

internal static class IdentityPermissions
{
    public const string ManageRoles = "engage.manage-roles";
    public const string Audit = "engage.audit";
}
