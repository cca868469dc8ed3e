namespace Engage.Identity;

/// <summary>What an agency may be asked and told about actors, declared as a plugin does.</summary>
internal static class IdentityDeclarations
{
    public static void Declare(PluginBuilder plugin) => plugin
        .Event<RoleGranted>("role-granted").Event<RoleRevoked>("role-revoked").Event<PermissionsOfRoleDefined>("permissions-of-role-defined")
        .Projection<GrantProjection>().Projection<RoleDefinitionProjection>()
        .Index<Grant>(grant => grant.Index(each => each.ActorId))
        .Permission(IdentityPermissions.ManageRoles, "Grant and revoke roles, and say what each allows", Roles.Administrator)
        .Event<ApiKeyCreated>("api-key-created").Event<ApiKeyRotated>("api-key-rotated").Event<ApiKeyRevoked>("api-key-revoked")
        .Projection<ApiKeyProjection>()
        .Permission(IdentityPermissions.ManageApiKeys, "Create, rotate and revoke API keys", Roles.Administrator)
        .Query(typeof(ApiKeyQueries)).Extend<ApiKey>(typeof(ApiKeyExtensions))
        .Mutation(typeof(CreateApiKey)).Mutation(typeof(RotateApiKey)).Mutation(typeof(RevokeApiKey))
        .Event<ParticipationAllowed>("participation-allowed").Projection<ParticipationPolicyProjection>()
        .Permission(IdentityPermissions.ManageParticipation, "Say under what names people may take part", Roles.Administrator)
        .Query(typeof(ParticipationQueries)).Mutation(typeof(AllowParticipation))
        .Event<UnmaskingRequested>("unmasking-requested").Event<UnmaskingApproved>("unmasking-approved").Event<UnmaskingDeclined>("unmasking-declined")
        .Event<UnmaskingWithdrawn>("unmasking-withdrawn").Event<UnmaskedRead>("unmasked-read").Projection<UnmaskingProjection>()
        .Permission(IdentityPermissions.Unmask, "Find out, with a second person, who goes by a pseudonym", Roles.Administrator)
        .Query(typeof(UnmaskingQueries))
        .Mutation(typeof(RequestUnmasking)).Mutation(typeof(ApproveUnmasking)).Mutation(typeof(DeclineUnmasking)).Mutation(typeof(ReadUnmasked))
        .Query(typeof(ActorQueries)).Query(typeof(RoleQueries)).Query(typeof(WhyMayQuery))
        .Mutation(typeof(GrantRole)).Mutation(typeof(RevokeRole)).Mutation(typeof(DefinePermissionsOfRole));
}

internal static class IdentityPermissions
{
    public const string ManageRoles = "engage.manage-roles";
    public const string ManageApiKeys = "engage.manage-api-keys";
    public const string ManageParticipation = "engage.manage-participation";
    public const string Unmask = "engage.unmask";
}
