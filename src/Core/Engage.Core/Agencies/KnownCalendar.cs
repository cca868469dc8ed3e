using Marten;

namespace Engage.Agencies;

internal sealed class KnownCalendar(IQuerySession session) : IAgencyCalendar
{
    public async Task<AgencyCalendar> Read(CancellationToken stop)
    {
        var profile = await session.LoadAsync<AgencyProfile>(AgencyProfile.IdOf(session.TenantId), stop) ?? AgencyProfile.Undescribed(session.TenantId);
        return new(TimeZoneInfo.FindSystemTimeZoneById(profile.TimeZone), [DayOfWeek.Saturday, DayOfWeek.Sunday], []);
    }
}
