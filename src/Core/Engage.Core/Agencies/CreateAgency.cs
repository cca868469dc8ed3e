using Marten;

namespace Engage.Agencies;

/// <summary>The agency to create.</summary>
/// <param name="Slug">Its name in addresses: 2 to 63 lower case letters, digits and single hyphens. It can never change.</param>
/// <param name="Name">What people call it, 1 to 200 characters.</param>
/// <param name="Languages">The languages that it answers in, as BCP 47 tags, at least one; the first is the one it uses by default.</param>
/// <param name="TimeZone">The time zone of its clocks, by its IANA name: <c>America/New_York</c>.</param>
/// <param name="Contact">How people reach it.</param>
/// <param name="Jurisdiction">The area that it is responsible for, as GeoJSON text: a Polygon or MultiPolygon in WGS 84.</param>
public sealed record CreateAgencyInput(
    string Slug, string Name, IReadOnlyList<string> Languages, string TimeZone, AgencyContactInput? Contact = null, string? Jurisdiction = null);

internal static class CreateAgency
{
    // What the host itself has under its address, or may come to have, and what people take for the deployment's own.
    private static readonly string[] Reserved =
        ["admin", "agencies", "agency", "api", "assets", "engage", "graphql", "health", "ledger", "login", "logout", "new", "null", "public", "static", "system", "undefined", "webhooks", "www"];

    /// <summary>Creates an agency, served at <c>/agencies/{slug}/graphql</c> from then on. In the deployment's default agency only.</summary>
    [Requires(AgencyPermissions.Manage)]
    public static async Task<AgencyProfile> Handle(CreateAgencyInput input, Agency agency, AgencyDirectory directory, IDocumentSession session, CancellationToken stop)
    {
        var taken = Agency.IsSlug(input.Slug) && await directory.Exists(input.Slug, stop);
        var events = Decide(input, taken, agency.Slug == directory.Default).ToArray();
        var elsewhere = session.ForTenant(input.Slug);
        elsewhere.Events.StartStream<AgencyProfile>(AgencyProfile.IdOf(input.Slug), events);
        await session.SaveChangesAsync(stop);
        return (await elsewhere.LoadAsync<AgencyProfile>(AgencyProfile.IdOf(input.Slug), stop))!;
    }

    public static IEnumerable<object> Decide(CreateAgencyInput input, bool taken, bool inDefaultAgency)
    {
        if (!inDefaultAgency) throw AgencyDirectory.DefaultOnly();
        if (!Agency.IsSlug(input.Slug))
            throw new Refusal("engage.agency-slug", "This is no agency's slug. Use 2 to 63 lower case letters, digits and single hyphens.", nameof(input.Slug));
        if (Reserved.Contains(input.Slug)) throw new Refusal("engage.agency-slug", $"'{input.Slug}' is reserved. Choose another slug.", nameof(input.Slug));
        if (taken) throw new Refusal("engage.agency-exists", $"There is an agency '{input.Slug}' already. Choose another slug.", nameof(input.Slug));
        yield return new AgencyCreated(
            input.Slug, Text.Checked(input.Name, nameof(input.Name), 200), LanguageTag.Checked(input.Languages, nameof(input.Languages)),
            IanaTimeZone.Checked(input.TimeZone, nameof(input.TimeZone)), PublicContact.Checked(input.Contact, nameof(input.Contact)));
        if (input.Jurisdiction is not null) yield return new JurisdictionDrawn(Jurisdiction.Checked(input.Jurisdiction, nameof(input.Jurisdiction)));
    }
}
