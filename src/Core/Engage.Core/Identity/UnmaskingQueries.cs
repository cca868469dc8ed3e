using Marten;

namespace Engage.Identity;

internal static class UnmaskingQueries
{
    /// <summary>The requests to find out who goes by a pseudonym, the newest first.</summary>
    [Requires(IdentityPermissions.Unmask)]
    public static Task<Connection<Unmasking>> Unmaskings(Page page, IQuerySession session, CancellationToken stop) =>
        session.Query<Unmasking>().ToConnection(page, Order.NewestFirst, request => request.Id, stop);
}
