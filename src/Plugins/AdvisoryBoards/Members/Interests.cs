namespace Engage.Plugins.AdvisoryBoards;

/// <summary>The register of interests.</summary>
public static class Interests
{
    /// <summary>What members who are in office on a day, or are to be, declared by then and did not end.</summary>
    public static IEnumerable<ConflictOfInterest> On(Board board, DateOnly day) =>
        board.Conflicts.Where(each => each.DeclaredOn <= day && !(day >= each.EndedOn) && IsConcerned(board, each, day));

    /// <summary>Whether the member is in office on a day, or was nominated or confirmed and is to be.</summary>
    internal static bool IsOfTheBoard(Board board, BoardMembership member, DateOnly day) =>
        MembershipStates.On(board, member, day) is BoardMembershipState.Nominated or BoardMembershipState.Confirmed or BoardMembershipState.Serving or BoardMembershipState.HeldOver;

    /// <summary>Refuses a day that the member themselves names: what they declare now was not declared before a vote that is over.</summary>
    internal static void MustBeToday(DateOnly? on, Actor actor, DateOnly today)
    {
        if (on is { } day && day != today && !actor.May(BoardPermissions.Clerk))
            throw new Refusal("advisory-boards.clerk-only", "Only the clerk says on which day an interest was declared or ended. Leave 'on' out.", nameof(on));
    }

    private static bool IsConcerned(Board board, ConflictOfInterest conflict, DateOnly day) =>
        IsOfTheBoard(board, board.Memberships.Single(each => each.Id == conflict.MembershipId), day);
}
