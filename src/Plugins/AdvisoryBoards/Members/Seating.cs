namespace Engage.Plugins.AdvisoryBoards;

/// <summary>No two people hold one seat at one time, and nobody holds two seats of a board.</summary>
public static class Seating
{
    /// <summary>Refuses a term that meets another one in the same seat, or of the same person. Who holds over only is replaced on the first day of the term.</summary>
    public static void Check(Board board, BoardMembership member, DateOnly from, DateOnly ends)
    {
        foreach (var other in board.Memberships.Where(each => each.Id != member.Id && InOffice.Took(board, each) && each.From <= ends && LastOfTerm(board, each) >= from))
        {
            if (other.SeatId == member.SeatId)
                throw new Refusal(
                    "advisory-boards.seat-taken",
                    $"Somebody's term in this seat goes from {other.From:yyyy-MM-dd} to {LastOfTerm(board, other):yyyy-MM-dd}. Let this one begin after it, or put on record first that it ended before.", "from");
            if (other.Person == member.Person)
                throw new Refusal(
                    "advisory-boards.seated-already",
                    $"This person has another seat of the board from {other.From:yyyy-MM-dd} to {LastOfTerm(board, other):yyyy-MM-dd}. Nobody has two: put on record first that they resigned from it.", "from");
        }
    }

    /// <summary>The last day of the term as it was served or will be, without the time held over.</summary>
    internal static DateOnly LastOfTerm(Board board, BoardMembership member)
    {
        var last = InOffice.Until(board, member) ?? member.TermEnds!.Value;
        return last < member.TermEnds ? last : member.TermEnds!.Value;
    }
}
