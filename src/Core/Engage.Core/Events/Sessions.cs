using Engage.GraphQL;
using Marten;

namespace Engage.Events;

/// <summary>
/// Opens the sessions of a request: in its agency, with its actor, its cause and its correlation id on every event. Scoped.
/// </summary>
internal sealed class Sessions(IDocumentStore store, RequestContext request) : ISessionFactory
{
    public IQuerySession QuerySession() => store.QuerySession(request.Agency.Slug);

    public IDocumentSession OpenSession()
    {
        var session = store.LightweightSession(request.Agency.Slug);
        session.LastModifiedBy = request.Author;
        session.CorrelationId = request.EventCorrelationId;
        session.CausationId = request.Cause;
        request.Claim?.WriteIn(session);
        return session;
    }
}
