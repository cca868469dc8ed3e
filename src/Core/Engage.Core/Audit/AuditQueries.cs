namespace Engage.Audit;

internal static class AuditQueries
{
    /// <summary>What happened in one stream: who did what, when, and caused by what. For auditors.</summary>
    /// <param name="streamId">The stream; a thing that events made has its stream's id.</param>
    /// <param name="page">Which page.</param>
    /// <param name="agency">The agency.</param>
    /// <param name="log">The log.</param>
    /// <param name="stop">Ends the query early.</param>
    /// <param name="order">How the list is ordered.</param>
    [Requires(AuditPermissions.Audit)]
    public static Task<Connection<AuditedEvent>> History(Guid streamId, Page page, Agency agency, AuditLog log, CancellationToken stop, Order order = Order.OldestFirst) =>
        log.Page(agency.Slug, new(Stream: streamId), page, order, stop);

    /// <summary>What happened in the agency: who did what, when, and caused by what. For auditors.</summary>
    /// <param name="page">Which page.</param>
    /// <param name="agency">The agency.</param>
    /// <param name="log">The log.</param>
    /// <param name="stop">Ends the query early.</param>
    /// <param name="where">Which events; all where it is left out.</param>
    /// <param name="order">How the list is ordered.</param>
    [Requires(AuditPermissions.Audit)]
    public static Task<Connection<AuditedEvent>> Events(
        Page page, Agency agency, AuditLog log, CancellationToken stop, EventFilter? where = null, Order order = Order.NewestFirst) =>
        log.Page(agency.Slug, where ?? new(), page, order, stop);
}
