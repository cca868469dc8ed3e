namespace Engage.Plugins.AdvisoryBoards;

/// <summary>Whom to remove.</summary>
/// <param name="MembershipId">The member.</param>
/// <param name="Reason">Why, 1 to 2,000 characters. It is public.</param>
/// <param name="RemovedBy">Who removes them, or the resolution that does, as it is cited, 1 to 300 characters.</param>
/// <param name="On">The last day in office; today where it is left out. Not before the last meeting that is over.</param>
public sealed record RemoveMemberInput(Guid MembershipId, string Reason, string RemovedBy, DateOnly? On = null);

public static class RemoveMember
{
    /// <summary>Puts on record that a member was removed from office, why and by whom.</summary>
    [Requires(BoardPermissions.Appoint)]
    public static async Task<BoardMembership> Handle(RemoveMemberInput input, IDocumentSession session, IAgencyCalendar calendar, TimeProvider clock, CancellationToken stop)
    {
        var today = await calendar.Today(clock, stop);
        return await session.ChangeMember(input.MembershipId, (board, member) => [Decide(board, member, input, today)], stop);
    }

    public static MemberRemoved Decide(Board board, BoardMembership member, RemoveMemberInput input, DateOnly today) => new(
        member.Id, LeavingOffice.LastDay(board, member, input.On, today, member.NominatedOn),
        Personal.Of(member.Person, Text.Checked(input.Reason, nameof(input.Reason), 2_000)),
        Text.Checked(input.RemovedBy, nameof(input.RemovedBy), 300));
}
