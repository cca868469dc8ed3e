namespace Engage.Plugins.AdvisoryBoards;

public static class BoardMembershipExtensions
{
    /// <summary>The board.</summary>
    public static async Task<IReadOnlyList<Board>> Board(IReadOnlyList<BoardMembership> members, IQuerySession session, CancellationToken stop)
    {
        var boards = await session.BoardsOf(members.Select(member => member.BoardId), stop);
        return [.. members.Select(member => boards[member.BoardId])];
    }

    /// <summary>The seat.</summary>
    public static async Task<IReadOnlyList<BoardSeat>> Seat(IReadOnlyList<BoardMembership> members, IQuerySession session, CancellationToken stop)
    {
        var boards = await session.BoardsOf(members.Select(member => member.BoardId), stop);
        return [.. members.Select(member => InOffice.SeatOf(boards[member.BoardId], member))];
    }

    /// <summary>How it stands on a day.</summary>
    /// <param name="asOf">The day; left out, that of the list that it is in, or today.</param>
    public static async Task<IReadOnlyList<BoardMembershipState>> State(
        IReadOnlyList<BoardMembership> members, IQuerySession session, IAgencyCalendar calendar, TimeProvider clock, CancellationToken stop, DateOnly? asOf = null)
    {
        var (boards, today) = (await session.BoardsOf(members.Select(member => member.BoardId), stop), await calendar.Today(clock, stop));
        return [.. members.Select(member => MembershipStates.On(boards[member.BoardId], member, asOf ?? member.ShownOn ?? today))];
    }

    /// <summary>The offices that they hold on a day.</summary>
    /// <param name="asOf">The day; left out, that of the list that it is in, or today.</param>
    public static async Task<IReadOnlyList<IReadOnlyList<BoardOfficer>>> Offices(
        IReadOnlyList<BoardMembership> members, IQuerySession session, IAgencyCalendar calendar, TimeProvider clock, CancellationToken stop, DateOnly? asOf = null)
    {
        var (boards, today) = (await session.BoardsOf(members.Select(member => member.BoardId), stop), await calendar.Today(clock, stop));
        return [.. members.Select(member =>
            (IReadOnlyList<BoardOfficer>)[.. Officers.On(boards[member.BoardId], asOf ?? member.ShownOn ?? today).Where(officer => officer.MembershipId == member.Id).OrderBy(officer => officer.Office)])];
    }

    /// <summary>The last day in office, the time held over included; null where it is not known yet, and where they never took office.</summary>
    public static async Task<IReadOnlyList<DateOnly?>> Until(IReadOnlyList<BoardMembership> members, IQuerySession session, CancellationToken stop)
    {
        var boards = await session.BoardsOf(members.Select(member => member.BoardId), stop);
        return [.. members.Select(member => InOffice.Took(boards[member.BoardId], member) ? InOffice.Until(boards[member.BoardId], member) : null)];
    }

    /// <summary>The id that <c>eraseSubject</c> takes for a member who was put on record without an account; null otherwise, and for who may not appoint members.</summary>
    public static string? Subject(BoardMembership member, Actor actor) =>
        actor.May(BoardPermissions.Appoint) && member.Person != member.Account ? member.Person.Value : null;
}

public static class BoardOfficerExtensions
{
    /// <summary>The member who holds it.</summary>
    public static async Task<IReadOnlyList<BoardMembership>> Member(IReadOnlyList<BoardOfficer> officers, IQuerySession session, CancellationToken stop) =>
        await session.MembersOf(officers.Select(officer => officer.MembershipId), stop);
}

public static class ConflictOfInterestExtensions
{
    /// <summary>The member whose interest it is.</summary>
    public static async Task<IReadOnlyList<BoardMembership>> Member(IReadOnlyList<ConflictOfInterest> conflicts, IQuerySession session, CancellationToken stop) =>
        await session.MembersOf(conflicts.Select(conflict => conflict.MembershipId), stop);
}

internal static class NamingMembers
{
    /// <summary>The members with these ids, in their order.</summary>
    public static async Task<IReadOnlyList<BoardMembership>> MembersOf(this IQuerySession session, IEnumerable<Guid> ids, CancellationToken stop)
    {
        var named = ids.ToList();
        var members = (await session.LoadManyAsync<BoardMembership>(stop, named.Distinct().ToArray())).ToDictionary(member => member.Id);
        return [.. named.Select(id => members[id])];
    }
}
