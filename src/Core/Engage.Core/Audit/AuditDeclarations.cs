namespace Engage.Audit;

internal static class AuditPermissions
{
    public const string Audit = "engage.audit";

    public const string ReadPersonal = "engage.read-personal";
}

/// <summary>What the core has for auditors, declared as a plugin does.</summary>
internal static class AuditDeclarations
{
    public static void Declare(PluginBuilder plugin) => plugin
        .Event<PersonalDataRead>("personal-data-read")
        .Permission(AuditPermissions.Audit, "Read the whole log, without what is personal in it", Roles.Auditor)
        .Permission(AuditPermissions.ReadPersonal, "Read what is personal in the log, for a reason that is recorded")
        .Query(typeof(AuditQueries)).Mutation(typeof(ReadPersonal));
}
