namespace Engage.GraphQL;

/// <summary>Who asks, and in which agency. Scoped: whoever opens the scope (the HTTP endpoint, the command line, a test) fills it in.</summary>
public sealed class RequestContext
{
    /// <summary>The agency that the request is for.</summary>
    public Agency Agency { get; set; } = new(Engage.Agency.Default);

    /// <summary>Who asks.</summary>
    public Actor Actor { get; set; } = Actor.Anonymous;

    /// <summary>Ties what the log, the events and the answer say of this request together.</summary>
    public string CorrelationId { get; set; } = Guid.NewGuid().ToString("N");

    /// <summary>The cursor that a subscription goes on behind; null where the request does not say, and the argument <c>after</c> counts.</summary>
    public string? After { get; set; }

    internal void CopyFrom(RequestContext other) => (Agency, Actor, CorrelationId) = (other.Agency, other.Actor, other.CorrelationId);
}
