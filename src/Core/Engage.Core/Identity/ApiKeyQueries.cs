using Marten;

namespace Engage.Identity;

internal static class ApiKeyQueries
{
    /// <summary>The keys of this agency, the newest first, also those that expired or were revoked.</summary>
    [Requires(IdentityPermissions.ManageApiKeys)]
    public static Task<Connection<ApiKey>> ApiKeys(Page page, IQuerySession session, CancellationToken stop) =>
        session.Query<ApiKey>().ToConnection(page, Order.NewestFirst, key => key.Id, stop);
}

internal static class ApiKeyExtensions
{
    /// <summary>The day on which it was last sent, in UTC; null where it never was.</summary>
    public static Task<IReadOnlyList<DateOnly?>> LastUsedOn(IReadOnlyList<ApiKey> keys, Agency agency, ApiKeyUses uses, CancellationToken stop) =>
        uses.LastOf(agency, [.. keys.Select(key => key.Id)], stop);
}
