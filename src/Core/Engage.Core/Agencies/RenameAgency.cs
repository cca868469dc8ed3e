using Marten;

namespace Engage.Agencies;

/// <summary>The agency's new name.</summary>
/// <param name="Name">What people call it from now on, 1 to 200 characters. Its slug stays.</param>
public sealed record RenameAgencyInput(string Name);

internal static class RenameAgency
{
    /// <summary>Gives the agency that this address belongs to another name.</summary>
    [Requires(AgencyPermissions.Describe)]
    public static Task<AgencyProfile> Handle(RenameAgencyInput input, Agency agency, IDocumentSession session, CancellationToken stop) =>
        session.ChangeAgency(agency, profile => Decide(profile, input), stop);

    public static IEnumerable<object> Decide(AgencyProfile profile, RenameAgencyInput input)
    {
        var name = Text.Checked(input.Name, nameof(input.Name), 200);
        if (name != profile.Name) yield return new AgencyRenamed(name);
    }
}
