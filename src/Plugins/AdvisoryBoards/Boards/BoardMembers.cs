namespace Engage.Plugins.AdvisoryBoards;

/// <summary>Which of the people who ever were nominated for a board a list holds; what is left out does not narrow it.</summary>
/// <param name="State">Only those who stand so today.</param>
/// <param name="SeatId">Only those of this seat.</param>
public sealed record BoardMembershipFilter(BoardMembershipState? State = null, Guid? SeatId = null);

/// <summary>Who sits on a board, and who did on any past day.</summary>
public static class BoardMembers
{
    /// <summary>The members in office on a day, in the order of their seats.</summary>
    /// <param name="asOf">The day; today where it is left out. The fields of each member are shown as of it.</param>
    public static async Task<Connection<BoardMembership>> Members(Board board, Page page, IAgencyCalendar calendar, TimeProvider clock, CancellationToken stop, DateOnly? asOf = null)
    {
        var day = asOf ?? await calendar.Today(clock, stop);
        var members = InOffice.On(board, day).ToDictionary(member => member.SeatId);
        return board.Seats.Where(seat => members.ContainsKey(seat.Id)).Select(seat => members[seat.Id] with { ShownOn = day }).ToList().ToConnection(page, member => member.Id);
    }

    /// <summary>Everybody who was ever nominated for the board, whatever became of it, in the order of their nominations.</summary>
    /// <param name="where">Which of them.</param>
    public static async Task<Connection<BoardMembership>> Memberships(
        Board board, Page page, BoardMembershipFilter? where, IAgencyCalendar calendar, TimeProvider clock, CancellationToken stop)
    {
        var today = await calendar.Today(clock, stop);
        return board.Memberships.Where(member => (where?.SeatId is not { } seat || member.SeatId == seat) && (where?.State is not { } state || MembershipStates.On(board, member, today) == state))
            .ToList().ToConnection(page, member => member.Id);
    }

    /// <summary>The officers on a day.</summary>
    /// <param name="asOf">The day; today where it is left out.</param>
    public static async Task<Connection<BoardOfficer>> Officers(Board board, Page page, IAgencyCalendar calendar, TimeProvider clock, CancellationToken stop, DateOnly? asOf = null)
    {
        var day = asOf ?? await calendar.Today(clock, stop);
        return AdvisoryBoards.Officers.On(board, day).OrderBy(officer => officer.Office).ToList().ToConnection(page, officer => officer.Id);
    }

    /// <summary>The register of interests on a day: what members declared and did not end, while they are in office or are to be.</summary>
    /// <param name="asOf">The day; today where it is left out.</param>
    /// <param name="membershipId">Only the interests of this member.</param>
    public static async Task<Connection<ConflictOfInterest>> Conflicts(
        Board board, Page page, IAgencyCalendar calendar, TimeProvider clock, CancellationToken stop, DateOnly? asOf = null, Guid? membershipId = null)
    {
        var day = asOf ?? await calendar.Today(clock, stop);
        return Interests.On(board, day).Where(each => membershipId is null || each.MembershipId == membershipId).ToList().ToConnection(page, each => each.Id);
    }

    /// <summary>The members in office whose term ends by a day, or ended before, and whom nobody was confirmed to follow: seats to fill in time, the next first.</summary>
    /// <param name="until">The day.</param>
    public static async Task<Connection<BoardMembership>> TermsEnding(Board board, DateOnly until, Page page, IAgencyCalendar calendar, TimeProvider clock, CancellationToken stop) =>
        InOffice.On(board, await calendar.Today(clock, stop))
            .Where(member => member.TermEnds <= until && !board.Memberships.Any(other => other.SeatId == member.SeatId && other.From > member.From && InOffice.Took(board, other)))
            .OrderBy(member => member.TermEnds).ToList().ToConnection(page, member => member.Id);
}
