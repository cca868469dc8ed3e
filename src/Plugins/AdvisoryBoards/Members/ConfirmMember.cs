namespace Engage.Plugins.AdvisoryBoards;

/// <summary>The nomination to confirm.</summary>
/// <param name="MembershipId">The nomination.</param>
/// <param name="ConfirmedBy">Who confirms, or the resolution that does, as it is cited, 1 to 300 characters.</param>
/// <param name="From">The first day in office; today where it is left out. After the last meeting that is over. The term ends with the seat's that it lies in.</param>
/// <param name="On">When they were confirmed; left out, today, or the first day in office where that is past.</param>
public sealed record ConfirmMemberInput(Guid MembershipId, string ConfirmedBy, DateOnly? From = null, DateOnly? On = null);

public static class ConfirmMember
{
    /// <summary>Confirms a nominee, who takes the seat on the first day in office. Whoever holds it over is out of office from that day on.</summary>
    [Requires(BoardPermissions.Appoint)]
    public static async Task<BoardMembership> Handle(ConfirmMemberInput input, IDocumentSession session, IAgencyCalendar calendar, TimeProvider clock, CancellationToken stop)
    {
        var today = await calendar.Today(clock, stop);
        return await session.ChangeMember(input.MembershipId, (board, member) => [Decide(board, member, input, today)], stop);
    }

    public static MemberConfirmed Decide(Board board, BoardMembership member, ConfirmMemberInput input, DateOnly today)
    {
        if (!member.IsNominated()) throw WithdrawNomination.NotNominated();
        var seat = InOffice.SeatOf(board, member);
        board.MustGoOn(today);
        seat.MustGoOn(today);
        var from = RecordedOn.First(board, input.From, today, member.NominatedOn, today.AddYears(2), nameof(input.From));
        board.MustGoOn(from);
        seat.MustGoOn(from);
        var on = RecordedOn.Past(input.On ?? (from < today ? from : today), today, member.NominatedOn, nameof(input.On));
        var ends = Terms.End(seat, from);
        Seating.Check(board, member, from, ends);
        TermLimits.Check(board, member.Person, seat, from, nameof(input.From));
        return new(member.Id, from, ends, Text.Checked(input.ConfirmedBy, nameof(input.ConfirmedBy), 300), on);
    }
}
