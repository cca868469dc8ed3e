using JasperFx.Events;
using Marten.Events.Aggregation;

namespace Engage.Agencies;

/// <summary>What an agency says of itself.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Slug">Its name in addresses: <c>/agencies/{slug}/graphql</c>. It never changes.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Languages">The languages that it answers in, as BCP 47 tags; the first is the one it uses by default.</param>
/// <param name="TimeZone">The time zone of its clocks, by its IANA name.</param>
/// <param name="Contact">How people reach it.</param>
/// <param name="Jurisdiction">The area that it is responsible for, as GeoJSON text: a Polygon or MultiPolygon in WGS 84. Null until it is drawn.</param>
public sealed record AgencyProfile(
    Guid Id, string Slug, string Name, IReadOnlyList<string> Languages, string TimeZone, AgencyContact Contact, string? Jurisdiction = null)
{
    /// <summary>The one stream of an agency's profile, in the agency itself.</summary>
    public static Guid IdOf(string slug) => StreamId.Of("agency", slug);

    /// <summary>The default agency of a deployment before anybody described it.</summary>
    internal static AgencyProfile Undescribed(string slug) => new(IdOf(slug), slug, slug, ["en"], "Etc/UTC", new());
}

/// <summary>How people reach an agency. Public.</summary>
/// <param name="Email">Its e-mail address.</param>
/// <param name="Phone">Its telephone number.</param>
/// <param name="Url">Its web site.</param>
/// <param name="Address">Its postal address, in lines.</param>
public sealed record AgencyContact(string? Email = null, string? Phone = null, string? Url = null, string? Address = null);

internal sealed partial class AgencyProjection : SingleStreamProjection<AgencyProfile, Guid>
{
    public static AgencyProfile Create(IEvent<AgencyCreated> e) => new(e.StreamId, e.Data.Slug, e.Data.Name, e.Data.Languages, e.Data.TimeZone, e.Data.Contact);

    public static AgencyProfile Apply(AgencyRenamed e, AgencyProfile agency) => agency with { Name = e.Name };

    public static AgencyProfile Apply(AgencyDescribed e, AgencyProfile agency) => agency with { Languages = e.Languages, TimeZone = e.TimeZone, Contact = e.Contact };

    public static AgencyProfile Apply(JurisdictionDrawn e, AgencyProfile agency) => agency with { Jurisdiction = e.Jurisdiction };
}
