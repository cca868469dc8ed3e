namespace Engage.Agencies;

internal sealed record AgencyCreated(string Slug, string Name, IReadOnlyList<string> Languages, string TimeZone, AgencyContact Contact);

internal sealed record AgencyRenamed(string Name);

internal sealed record AgencyDescribed(IReadOnlyList<string> Languages, string TimeZone, AgencyContact Contact);

internal sealed record JurisdictionDrawn(string? Jurisdiction);
