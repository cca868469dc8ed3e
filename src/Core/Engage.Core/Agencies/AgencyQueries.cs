using Marten;

namespace Engage.Agencies;

internal static class AgencyQueries
{
    /// <summary>The agency that this address belongs to.</summary>
    public static async Task<AgencyProfile> Agency(Agency agency, IQuerySession session, CancellationToken stop) =>
        await session.LoadAsync<AgencyProfile>(AgencyProfile.IdOf(agency.Slug), stop) ?? AgencyProfile.Undescribed(agency.Slug);

    /// <summary>The agencies of this deployment: what each says of itself in public. In no particular order.</summary>
    public static Task<Connection<AgencyProfile>> Agencies(Page page, IQuerySession session, CancellationToken stop) =>
        session.Query<AgencyProfile>().Where(agency => agency.AnyTenant()).ToConnection(page, Order.OldestFirst, agency => agency.Id, stop);
}
