using Marten;

namespace Engage.Agencies;

internal static class ChangingAgencies
{
    /// <summary>Changes the profile of the agency of a session, and answers with it as it is then.</summary>
    public static async Task<AgencyProfile> ChangeAgency(
        this IDocumentSession session, Agency agency, Func<AgencyProfile, IEnumerable<object>> decide, CancellationToken stop)
    {
        var id = AgencyProfile.IdOf(agency.Slug);
        await session.Change<AgencyProfile>(id, profile => Events(profile, agency, decide), stop);
        return await session.LoadAsync<AgencyProfile>(id, stop) ?? AgencyProfile.Undescribed(agency.Slug);
    }

    // The default agency is there before its first event, which then says what it was taken to be.
    private static IEnumerable<object> Events(AgencyProfile? profile, Agency agency, Func<AgencyProfile, IEnumerable<object>> decide)
    {
        if (profile is not null) return decide(profile);
        var undescribed = AgencyProfile.Undescribed(agency.Slug);
        var events = decide(undescribed).ToList();
        return events.Count == 0 ? [] : [new AgencyCreated(undescribed.Slug, undescribed.Name, undescribed.Languages, undescribed.TimeZone, undescribed.Contact), .. events];
    }
}
