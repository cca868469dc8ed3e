namespace Engage.Plugins.AdvisoryBoards;

/// <summary>Who presides over a board and keeps its record.</summary>
public static class Officers
{
    /// <summary>The officers on a day. An office ends with the membership of who holds it.</summary>
    public static IEnumerable<BoardOfficer> On(Board board, DateOnly day) =>
        board.Officers.Select(officer => AsServed(board, officer)).Where(officer => officer.From <= day && !(day > officer.Until));

    /// <summary>The office with the last day on which it was held in truth.</summary>
    private static BoardOfficer AsServed(Board board, BoardOfficer officer) =>
        officer with { Until = new[] { officer.Until, InOffice.Until(board, board.Memberships.Single(each => each.Id == officer.MembershipId)) }.Min() };
}
