using Engage.GraphQL;
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

        return await Act(tier switch
        {
            Participation.Name => new Participant(actor.Id, actor.Name, tier),
            Participation.Anonymous => new(new(Guid.NewGuid().ToString()), Actor.Anonymous.Name, tier),
            _ => Under(await pseudonyms.Of(request.Agency, actor.Id.Value, tier is Participation.ThreadPseudonym ? thread : null, stop), tier)
        }, stop);
    }

    public async Task<Participant?> AsAuthor(Personal written, Guid? thread, CancellationToken stop) =>
        (await Names(thread, stop)).FirstOrDefault(name => name.Id == written.Subject) is { } author ? await Act(author, stop) : null;

    public async Task<Participant> Secretly(Guid thread, CancellationToken stop) =>
        await Act(Under(await pseudonyms.Secret(request.Agency, Known().Id.Value, thread, stop), Participation.ThreadPseudonym), stop);

    public async Task<IReadOnlyList<ActorId>> Selves(Guid? thread, CancellationToken stop) => [.. (await Names(thread, stop)).Select(name => name.Id)];

    public async Task<ActorId?> Ballot(Guid thread, CancellationToken stop) =>
        request.Actor.IsAnonymous ? null : new ActorId((await pseudonyms.Secret(request.Agency, request.Actor.Id.Value, thread, stop)).ToString());

    // No actor's id begins like this, so it tells nothing of the ballots of actors.
    public async Task<ActorId> BallotOf(ActorId person, Guid thread, CancellationToken stop) =>
        new((await pseudonyms.Secret(request.Agency, $"entered {person}", thread, stop)).ToString());

    private Actor Known() => request.Actor.IsAnonymous ? throw new Refusal("engage.unauthenticated", "To take part, send a token.") : request.Actor;

    private async Task<List<Participant>> Names(Guid? thread, CancellationToken stop)
    {
        var actor = request.Actor;
        if (actor.IsAnonymous) return [];
        var names = new List<Participant> { new(actor.Id, actor.Name, Participation.Name) };
        if (actor.Kind is ActorKind.Program) return names;
        names.Add(Under(await pseudonyms.Of(request.Agency, actor.Id.Value, thread: null, stop), Participation.Pseudonym));
        if (thread is not null) names.Add(Under(await pseudonyms.Of(request.Agency, actor.Id.Value, thread, stop), Participation.ThreadPseudonym));
        return names;
    }

    private async Task<Participant> Act(Participant participant, CancellationToken stop)
    {
        // Its row stands beside the event: whoever tries people with small keys would find whose it is.
        if (participant.Tier is not Participation.Name && request.KeyIsGuessable)
            throw new Refusal("engage.idempotency-key", "Who does not act under their name needs an idempotency key that nobody can guess. Send a random UUID.");
        if (participant.Tier is Participation.Pseudonym or Participation.ThreadPseudonym && request.Actor.Kind is ActorKind.Person)
            await Privacy.Selves.Act(session, Guid.Parse(request.Actor.Id.Value), stop);
        request.Act(participant);
        // The session may have been opened before anybody knew.
        (session.LastModifiedBy, session.CorrelationId) = (request.Author, request.EventCorrelationId);
        return participant;
    }

    private static Participant Under(Guid pseudonym, Participation tier) => new(new(pseudonym.ToString()), Pseudonyms.NameOf(pseudonym), tier);
}
