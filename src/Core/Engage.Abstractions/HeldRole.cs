namespace Engage;

/// <summary>The roles in which somebody speaks for the agency. One is kept with what they say, so it stays what it was when they lose the role.</summary>
public static class HeldRole
{
    /// <summary>Those roles. None that an agency adds is among them: it may be of a partner, or of whoever looks at the agency from outside.</summary>
    public static IReadOnlyList<string> OfTheAgency { get; } = [Roles.Staff, Roles.Officer, Roles.Moderator];

    /// <summary>The role; the refusal <c>engage.role-not-held</c> where nobody speaks for the agency in it, or they do not hold it now.</summary>
    /// <param name="role">The role that the caller names.</param>
    /// <param name="actor">Who speaks.</param>
    /// <param name="field">The field of the input that holds it.</param>
    public static string Checked(string role, Actor actor, string field) => OfTheAgency.Contains(role) && actor.Roles.Contains(role)
        ? role
        : throw new Refusal(
            "engage.role-not-held",
            $"Name a role that you hold now and speak for the agency in, of {string.Join(", ", OfTheAgency)}; 'me' says which you hold.", field);
}
