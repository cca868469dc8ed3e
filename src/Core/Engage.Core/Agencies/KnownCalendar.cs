using Marten;

namespace Engage.Agencies;

internal sealed class KnownCalendar(IQuerySession session) : IAgencyCalendar
{
    public async Task<AgencyCalendar> Read(CancellationToken stop) => (await BusinessCalendar.Of(session, stop)).Counted();
}
