namespace Engage.Identity;

/// <summary>Who callers are, and what they may do in an agency. A singleton.</summary>
public abstract class Actors
{
    /// <summary>The actor who holds a token. Refused with engage.erased while it is too soon after they were erased.</summary>
    public abstract ValueTask<Actor> Of(Agency agency, TokenHolder holder, CancellationToken stop);

    /// <summary>The program that sent an API key; null where the key counts for nothing in this agency.</summary>
    public abstract ValueTask<ProgramCaller?> OfApiKey(Agency agency, string key, CancellationToken stop);

    /// <summary>
    /// The same actor with the roles and permissions that hold by now: of somebody who has been connected for a while. Answers from memory as a rule.
    /// </summary>
    public abstract ValueTask<Actor> Now(Agency agency, Actor actor, CancellationToken stop);
}

/// <summary>What a token says whose signature, issuer, audience and times were found good.</summary>
/// <param name="Issuer">Who issued it.</param>
/// <param name="Subject">Its holder, as the issuer calls them.</param>
/// <param name="Name">What the holder goes by.</param>
/// <param name="Roles">Their roles, by our names. Those that the agency does not know count for nothing.</param>
/// <param name="Permissions">What it allows directly, beside the roles.</param>
public sealed record TokenHolder(string Issuer, string Subject, string Name, IReadOnlyList<string> Roles, IReadOnlyList<string> Permissions);

/// <summary>A program that sent an API key.</summary>
/// <param name="Actor">The program.</param>
/// <param name="Until">When its key expires.</param>
public sealed record ProgramCaller(Actor Actor, DateTimeOffset Until);
