namespace Engage.Plugins.AdvisoryBoards;

/// <summary>The role that somebody answers a board in. It is kept with what they say, so it stays what it was when they lose the role.</summary>
public static class RespondingRole
{
    // They speak for the community or for the board, never for whom the board asks.
    private static readonly IReadOnlyList<string> OfTheOtherSide = [Roles.Resident, Roles.CommunityLeader, Roles.BoardMember];

    public static string Checked(string role, Actor actor) => actor.Roles.Contains(role) && !OfTheOtherSide.Contains(role)
        ? role
        : throw new Refusal(
            "advisory-boards.role-not-held", "Name a role that you hold now, and that answers for the agency or its office, such as staff or officer; 'me' says which you hold.", "inRole");
}
