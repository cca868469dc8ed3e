namespace Engage.Plugins.AdvisoryBoards;

public static class BoardSeatExtensions
{
    /// <summary>Who holds it on a day; null where nobody does.</summary>
    /// <param name="asOf">The day; today where it is left out.</param>
    public static async Task<IReadOnlyList<BoardMembership?>> Holder(
        IReadOnlyList<BoardSeat> seats, IQuerySession session, IAgencyCalendar calendar, TimeProvider clock, CancellationToken stop, DateOnly? asOf = null)
    {
        var (boards, day) = (await session.BoardsOf(seats.Select(seat => seat.BoardId), stop), asOf ?? await calendar.Today(clock, stop));
        return [.. seats.Select(seat => InOffice.On(boards[seat.BoardId], day).FirstOrDefault(member => member.SeatId == seat.Id) is { } holder ? holder with { ShownOn = day } : null)];
    }

    /// <summary>Since when nobody holds it; null where somebody does, and where there is no such seat on that day.</summary>
    /// <param name="asOf">As of which day; today where it is left out.</param>
    public static async Task<IReadOnlyList<DateOnly?>> VacantSince(
        IReadOnlyList<BoardSeat> seats, IQuerySession session, IAgencyCalendar calendar, TimeProvider clock, CancellationToken stop, DateOnly? asOf = null)
    {
        var (boards, day) = (await session.BoardsOf(seats.Select(seat => seat.BoardId), stop), asOf ?? await calendar.Today(clock, stop));
        return [.. seats.Select(seat => InOffice.VacantSince(boards[seat.BoardId], seat, day))];
    }

    /// <summary>Everybody who was ever nominated for it, whatever became of it, in the order of their nominations.</summary>
    public static async Task<IReadOnlyList<Connection<BoardMembership>>> Memberships(IReadOnlyList<BoardSeat> seats, Page page, IQuerySession session, CancellationToken stop)
    {
        var boards = await session.BoardsOf(seats.Select(seat => seat.BoardId), stop);
        return [.. seats.Select(seat => boards[seat.BoardId].Memberships.Where(member => member.SeatId == seat.Id).ToList().ToConnection(page, member => member.Id))];
    }

    internal static async Task<Dictionary<Guid, Board>> BoardsOf(this IQuerySession session, IEnumerable<Guid> ids, CancellationToken stop) =>
        (await session.LoadManyAsync<Board>(stop, ids.Distinct().ToArray())).ToDictionary(board => board.Id);
}
