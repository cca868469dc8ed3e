using Engage.GraphQL;
using Engage.Privacy;
using Marten;

namespace Engage.Identity;

/// <summary>Under what names the caller of a request acts. Scoped, with the session of the request.</summary>
internal sealed class Participants(RequestContext request, IDocumentSession session, Access access, Pseudonyms pseudonyms) : IParticipants
{
    public async Task<Participant> As(Participation tier, string permission, Guid? thread, CancellationToken stop)
    {
        if (tier is Participation.ThreadPseudonym && thread is null) throw new ArgumentNullException(nameof(thread), "A pseudonym for a thread needs the thread.");
        var actor = request.Actor;
        var policy = await access.Participation(request.Agency, permission, stop);
        // A program has no name to hide, and whoever is behind it could not be found by two persons either.
        if (!policy.Tiers.Contains(tier) || (actor.Kind is ActorKind.Program && tier is not Participation.Name))
            throw new Refusal("engage.participation-not-allowed", $"This agency does not allow to do this as {(tier is Participation.ThreadPseudonym ? "THREAD_PSEUDONYM" : tier.ToString().ToUpperInvariant())}. The query 'participation' says what it allows.", "as");
        if (actor.IsAnonymous && tier is not Participation.Anonymous) throw new Refusal("engage.unauthenticated", "To act under a name, send a token.", "as");

        // Its row stands beside the event: whoever tries people with small keys would find whose it is.
        if (tier is not Participation.Name && request.KeyIsGuessable)
            throw new Refusal("engage.idempotency-key", "Who does not act under their name needs an idempotency key that nobody can guess. Send a random UUID.");

        if (tier is Participation.Pseudonym or Participation.ThreadPseudonym) await Selves.Act(session, Guid.Parse(actor.Id.Value), stop);
        var participant = tier switch
        {
            Participation.Name => new Participant(actor.Id, actor.Name, tier),
            Participation.Anonymous => new(new(Guid.NewGuid().ToString()), Actor.Anonymous.Name, tier),
            _ => Under(await pseudonyms.Of(request.Agency, actor.Id.Value, tier is Participation.ThreadPseudonym ? thread : null, stop), tier)
        };
        request.Act(participant);
        // The session may have been opened before anybody knew.
        (session.LastModifiedBy, session.CorrelationId) = (request.Author, request.EventCorrelationId);
        return participant;
    }

    private static Participant Under(Guid pseudonym, Participation tier) => new(new(pseudonym.ToString()), Pseudonyms.NameOf(pseudonym), tier);
}
