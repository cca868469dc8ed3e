namespace Engage.Plugins.AdvisoryBoards;

/// <summary>The seat to resign from.</summary>
/// <param name="MembershipId">The member.</param>
/// <param name="On">The last day in office; today where it is left out. An earlier one only by who may appoint, and not before the last meeting that is over.</param>
/// <param name="Reason">Why, in the member's own words, 1 to 2,000 characters, if they say. It is public.</param>
public sealed record ResignSeatInput(Guid MembershipId, DateOnly? On = null, string? Reason = null);

public static class ResignSeat
{
    /// <summary>Resigns from a seat, or declines it before the first day in office. Members do so by their own account; whoever may appoint puts on record what a member told them.</summary>
    [Requires(BoardPermissions.TakePart)]
    public static async Task<BoardMembership> Handle(ResignSeatInput input, Actor actor, IDocumentSession session, IAgencyCalendar calendar, TimeProvider clock, CancellationToken stop)
    {
        var today = await calendar.Today(clock, stop);
        return await session.ChangeMember(input.MembershipId, (board, member) => [Decide(board, member, input, actor, today)], stop);
    }

    public static MemberResigned Decide(Board board, BoardMembership member, ResignSeatInput input, Actor actor, DateOnly today)
    {
        member.MustBe(actor, BoardPermissions.Appoint);
        return new(
            member.Id, LeavingOffice.LastDay(board, member, input.On, today, actor.May(BoardPermissions.Appoint) ? member.NominatedOn : today),
            input.Reason is { } reason ? Personal.Of(member.Person, Text.Checked(reason, nameof(input.Reason), 2_000)) : null);
    }
}
