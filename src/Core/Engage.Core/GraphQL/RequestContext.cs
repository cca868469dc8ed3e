using Engage.Idempotency;

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

    /// <summary>The cursor that a subscription goes on behind; null where the request does not say, and the argument <c>after</c> counts.</summary>
    public string? After { get; set; }

    /// <summary>Takes what a document costs, counted in fields of its answer, from the caller's share; false where too much of it is spent.</summary>
    internal Func<double, bool> Spend { get; set; } = static _ => true;

    /// <summary>The idempotency key of the whole request, if the caller sent one.</summary>
    internal string? IdempotencyKey { get; set; }

    /// <summary>Whether the caller's idempotency key has fewer than the 22 characters that 128 random bits take.</summary>
    internal bool KeyIsGuessable { get; set; }

    /// <summary>What causes the events of this scope: <c>mutation:openTopic</c>.</summary>
    internal string? Cause { get; set; }

    /// <summary>Whether the answer must not be kept for a repeat, however well it is encrypted.</summary>
    internal bool ForgetAnswer { get; set; }

    /// <summary>Writes the idempotency key of a mutation with its events; null where the caller sent none.</summary>
    internal Claim? Claim { get; set; }

    internal void CopyFrom(RequestContext other) =>
        (Agency, Actor, CorrelationId, IdempotencyKey) = (other.Agency, other.Actor, other.CorrelationId, other.IdempotencyKey);
}
