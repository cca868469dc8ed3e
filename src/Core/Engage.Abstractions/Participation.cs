namespace Engage;

/// <summary>Under what name somebody takes part.</summary>
public enum Participation
{
    /// <summary>Under their own name.</summary>
    Name,

    /// <summary>Under a name that stands for them everywhere in the agency, and tells nobody who they are.</summary>
    Pseudonym,

    /// <summary>Under a name that stands for them in one thread only: nobody can tell that two in different threads are one person.</summary>
    ThreadPseudonym,

    /// <summary>Under no name. Nobody can ever find out who it was, the agency included.</summary>
    Anonymous
}

/// <summary>Lets the caller act under another name than their own, where the agency allows it. Take it as a parameter of a use case.</summary>
public interface IParticipants
{
    /// <summary>
    /// Who the caller is for what is being done. From here on the session's events name the participant in place of the actor, and carry a correlation id
    /// that stands in no log. Whether the caller may do it at all is still asked of the caller themselves, by <see cref="RequiresAttribute"/>.
    /// </summary>
    /// <param name="tier">Under what name the caller wants to act.</param>
    /// <param name="permission">The permission for what is being done: the agency allows tiers by it.</param>
    /// <param name="thread">What a <see cref="Participation.ThreadPseudonym"/> is for: the topic, the report.</param>
    /// <param name="stop">Ends the query early.</param>
    /// <exception cref="Refusal"><c>engage.participation-not-allowed</c>: the agency does not allow this tier for this.</exception>
    Task<Participant> As(Participation tier, string permission, Guid? thread, CancellationToken stop);

    /// <summary>
    /// Who the caller is as the author of something that they wrote before, so that they can go on under the name they wrote it under: the session's events
    /// then name it, as after <see cref="As"/>. Null where they did not write it, or wrote it anonymously, which nobody can ever tell.
    /// </summary>
    /// <param name="written">What was written.</param>
    /// <param name="thread">The thread that it stands in.</param>
    /// <param name="stop">Ends the query early.</param>
    Task<Participant?> AsAuthor(Personal written, Guid? thread, CancellationToken stop);

    /// <summary>
    /// Who the caller is where nobody is to know what they did, not even two persons who unmask: a secret ballot. The id is the same each time in one thread,
    /// a keyed hash that leads back to nobody, and the session's events name it, as after <see cref="As"/>.
    /// </summary>
    /// <param name="thread">What is voted on.</param>
    /// <param name="stop">Ends the query early.</param>
    Task<Participant> Secretly(Guid thread, CancellationToken stop);

    /// <summary>The ids that the caller's words may stand under in a thread, to find which of them are theirs; none where nobody is known. Nothing is acted on.</summary>
    /// <param name="thread">The thread, or null for what the whole agency shares.</param>
    /// <param name="stop">Ends the query early.</param>
    Task<IReadOnlyList<ActorId>> Selves(Guid? thread, CancellationToken stop);

    /// <summary>The id that <see cref="Secretly"/> would give the caller, to show them what they did; null where nobody is known. Nothing is acted on.</summary>
    /// <param name="thread">What is voted on.</param>
    /// <param name="stop">Ends the query early.</param>
    Task<ActorId?> Ballot(Guid thread, CancellationToken stop);

    /// <summary>
    /// The number of somebody without an account in a secret ballot, for whoever enters their vote: the same each time in one thread, and none that anybody with an
    /// account has, whatever id is asked for. Nothing is acted on.
    /// </summary>
    /// <param name="person">The id that stands for them.</param>
    /// <param name="thread">What is voted on.</param>
    /// <param name="stop">Ends the query early.</param>
    Task<ActorId> BallotOf(ActorId person, Guid thread, CancellationToken stop);
}

/// <summary>Who somebody is for what they do. Store this, and nothing of the actor, where the tier is not <see cref="Participation.Name"/>.</summary>
/// <param name="Id">The actor's id, or a UUID that stands for a pseudonym; for who is anonymous a new one each time.</param>
/// <param name="Name">What to show.</param>
/// <param name="Tier">Under what name they act.</param>
public sealed record Participant(ActorId Id, string Name, Participation Tier);
