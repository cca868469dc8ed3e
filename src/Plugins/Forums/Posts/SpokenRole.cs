namespace Engage.Plugins.Forums;

/// <summary>The roles that somebody can speak in: those that speak for something. It is kept with what they write, so it stays what it was when they lose the role.</summary>
public static class SpokenRole
{
    /// <summary>Who holds one of these speaks for others too.</summary>
    public static IReadOnlyList<string> Speaking { get; } = [.. HeldRole.OfTheAgency, Roles.BoardMember, Roles.CommunityLeader];

    /// <summary>Refuses who would change words that carry the badge of a role which they do not hold any more.</summary>
    public static void MustBeHeldStill(string? role, Actor actor)
    {
        if (role is not null && !actor.Roles.Contains(role))
            throw new Refusal("forums.role-not-held", $"This was written in the role {role}, whose badge stays with it. Only who holds the role now can change the words.");
    }

    /// <summary>The role, or a refusal where the author does not hold it, or does not write under their own name: few hold it, and it would tell who they are.</summary>
    public static string? Checked(string? role, Actor actor, Participant author)
    {
        if (role is null || (author.Tier is Participation.Name && actor.Roles.Contains(role) && Speaking.Contains(role))) return role;
        throw new Refusal("forums.role-not-held",
            $"To speak in a role you hold it now, and write under your own name. The roles to speak in are {string.Join(", ", Speaking)}; 'me' says which you hold.", "inRole");
    }
}
