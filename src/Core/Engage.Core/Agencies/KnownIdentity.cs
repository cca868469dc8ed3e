using Marten;

namespace Engage.Agencies;

internal sealed class KnownIdentity(IQuerySession session) : IAgencyIdentity
{
    public async Task<AgencyIdentity> Read(CancellationToken stop)
    {
        var profile = await AgencyQueries.Agency(new(session.TenantId), session, stop);
        return new(profile.Name, profile.Languages);
    }
}
