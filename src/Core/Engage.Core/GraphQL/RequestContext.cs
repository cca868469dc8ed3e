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

    /// <summary>Whom the events of this request name: the actor, or the name under which they act.</summary>
    internal string Author => Participant?.Id.Value ?? Actor.Id.Value;

    /// <summary>Under what name the actor acts, once a use case said so.</summary>
    internal Participant? Participant { get; private set; }

    /// <summary>The correlation id of the events. Where the actor goes by another name it stands in no log, so that nothing leads from the one to the other.</summary>
    internal string EventCorrelationId { get => field ?? CorrelationId; private set; }

    internal void Act(Participant participant) =>
        (Participant, EventCorrelationId) = (participant, participant.Tier is Participation.Name ? CorrelationId : Guid.NewGuid().ToString("N"));

    internal void CopyFrom(RequestContext other) => (Agency, Actor, CorrelationId) = (other.Agency, other.Actor, other.CorrelationId);
}
