using Engage.Audit;

namespace Engage.Privacy;

/// <summary>What the core declares of personal data.</summary>
internal static class PrivacyDeclarations
{
    public static void Declare(PluginBuilder plugin) => plugin
        .Event<SubjectErased>("subject-erased").Event<PersonalDataExpired>("personal-data-expired").Event<PersonalDataRead>("personal-data-read")
        .Permission(PrivacyPermissions.Erase, "Erase a person", Roles.Administrator)
        .Permission(PrivacyPermissions.ReadPersonal, "Read what is personal of others in the log and in exports", Roles.Auditor)
        .Query(typeof(RetentionQueries)).Query(typeof(ErasureQueries))
        .Mutation(typeof(EraseSubject)).Mutation(typeof(ExportSubject));
}
