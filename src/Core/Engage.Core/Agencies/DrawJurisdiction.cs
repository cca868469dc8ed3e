using Marten;

namespace Engage.Agencies;

/// <summary>The area to draw.</summary>
/// <param name="Jurisdiction">
/// GeoJSON text: a Polygon or MultiPolygon in WGS 84, with closed rings that do not cross themselves, at most 10,000 points and 256 KiB. Send it as a
/// variable. Null takes the area back.
/// </param>
public sealed record DrawJurisdictionInput(string? Jurisdiction);

internal static class DrawJurisdiction
{
    /// <summary>Says which area the agency that this address belongs to is responsible for.</summary>
    [Requires(AgencyPermissions.Describe)]
    public static Task<AgencyProfile> Handle(DrawJurisdictionInput input, Agency agency, IDocumentSession session, CancellationToken stop) =>
        session.ChangeAgency(agency, profile => Decide(profile, input), stop);

    public static IEnumerable<object> Decide(AgencyProfile profile, DrawJurisdictionInput input)
    {
        var area = input.Jurisdiction is null ? null : Jurisdiction.Checked(input.Jurisdiction, nameof(input.Jurisdiction));
        if (area != profile.Jurisdiction) yield return new JurisdictionDrawn(area);
    }
}
