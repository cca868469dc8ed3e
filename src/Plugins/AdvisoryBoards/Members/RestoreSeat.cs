namespace Engage.Plugins.AdvisoryBoards;

/// <summary>The seat to restore.</summary>
/// <param name="MembershipId">The member who forfeited it.</param>
/// <param name="Reason">Why, 1 to 2,000 characters. It is public.</param>
/// <param name="On">When it was restored; today where it is left out.</param>
public sealed record RestoreSeatInput(Guid MembershipId, string Reason, DateOnly? On = null);

public static class RestoreSeat
{
    /// <summary>
    /// Restores a seat to who forfeited it by absences, where that was wrong: they were there, or excused. Their time in it goes on as if it had not been forfeited.
    /// The meetings in between stand as they were recorded, and absences up to the day on which it is restored count no more.
    /// </summary>
    [Requires(BoardPermissions.Appoint)]
    public static async Task<BoardMembership> Handle(
        RestoreSeatInput input, IDocumentSession session, IAgencyCalendar calendar, TimeProvider clock, CancellationToken stop)
    {
        var today = await calendar.Today(clock, stop);
        return await session.ChangeMember(input.MembershipId, (board, member) => [Decide(board, member, input, today)], stop);
    }

    public static SeatRestored Decide(Board board, BoardMembership member, RestoreSeatInput input, DateOnly today)
    {
        if (member.End is not MembershipEnd.Forfeited)
            throw new Refusal("advisory-boards.not-forfeited", "This member did not forfeit the seat, or it was restored.", nameof(input.MembershipId));
        board.MustGoOn(today);
        InOffice.SeatOf(board, member).MustGoOn(today);
        foreach (var other in board.Memberships.Where(each => each.From > member.EndedOn && InOffice.Took(board, each)))
        {
            if (other.SeatId == member.SeatId)
                throw new Refusal(
                    "advisory-boards.seat-taken",
                    $"Somebody was confirmed for this seat from {other.From:yyyy-MM-dd}. Nominate this member anew when a seat is free.",
                    nameof(input.MembershipId));
            if (other.Person == member.Person)
                throw new Refusal(
                    "advisory-boards.seated-already",
                    $"This person was confirmed for another seat of the board from {other.From:yyyy-MM-dd}. Nobody has two.", nameof(input.MembershipId));
        }
        return new(
            member.Id, Personal.Of(member.Person, Text.Checked(input.Reason, nameof(input.Reason), 2_000)),
            RecordedOn.Past(input.On, today, member.EndedOn, nameof(input.On)));
    }
}
