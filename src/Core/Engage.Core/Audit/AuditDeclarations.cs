namespace Engage.Audit;

/// <summary>What the core has for auditors, declared as a plugin does.</summary>
internal static class AuditDeclarations
{
    public static void Declare(PluginBuilder plugin) => plugin
        .Permission(AuditPermissions.Audit, "Read the whole log, without what is personal in it", Roles.Auditor)
        .Query(typeof(AuditQueries)).Mutation(typeof(ReadPersonal));
}

internal static class AuditPermissions
{
    public const string Audit = "engage.audit";
}
