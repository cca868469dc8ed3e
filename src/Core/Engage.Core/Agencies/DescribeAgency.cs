using Marten;

namespace Engage.Agencies;

/// <summary>What changes of an agency's description. What is left out stays as it is.</summary>
/// <param name="Languages">The languages that it answers in, as BCP 47 tags, at least one; the first is the one it uses by default.</param>
/// <param name="TimeZone">The time zone of its clocks, by its IANA name: <c>America/New_York</c>.</param>
/// <param name="Contact">How people reach it, all of it anew.</param>
public sealed record DescribeAgencyInput(IReadOnlyList<string>? Languages = null, string? TimeZone = null, AgencyContactInput? Contact = null);

internal static class DescribeAgency
{
    /// <summary>Changes the languages, the time zone or the contact of the agency that this address belongs to.</summary>
    [Requires(AgencyPermissions.Describe)]
    public static Task<AgencyProfile> Handle(DescribeAgencyInput input, Agency agency, IDocumentSession session, CancellationToken stop) =>
        session.ChangeAgency(agency, profile => Decide(profile, input), stop);

    public static IEnumerable<object> Decide(AgencyProfile profile, DescribeAgencyInput input)
    {
        var described = new AgencyDescribed(
            input.Languages is { } languages ? LanguageTag.Checked(languages, nameof(input.Languages)) : profile.Languages,
            input.TimeZone is { } zone ? IanaTimeZone.Checked(zone, nameof(input.TimeZone)) : profile.TimeZone,
            input.Contact is { } contact ? PublicContact.Checked(contact, nameof(input.Contact)) : profile.Contact);
        if (!described.Languages.SequenceEqual(profile.Languages) || described.TimeZone != profile.TimeZone || described.Contact != profile.Contact) yield return described;
    }
}
