namespace Engage.Plugins.AdvisoryBoards;

/// <summary>The seat to abolish.</summary>
/// <param name="BoardId">The board.</param>
/// <param name="SeatId">The seat.</param>
/// <param name="Reason">Why, 1 to 2,000 characters.</param>
/// <param name="On">Its last day; today where it is left out. Not before the last meeting that is over, nor before who holds it took office.</param>
public sealed record AbolishSeatInput(Guid BoardId, Guid SeatId, string Reason, DateOnly? On = null);

public static class AbolishSeat
{
    /// <summary>Abolishes a seat. Who holds it is out of office after its last day, and who was nominated for it is not any more.</summary>
    [Requires(BoardPermissions.ManageBoards)]
    public static async Task<BoardSeat> Handle(AbolishSeatInput input, IDocumentSession session, IAgencyCalendar calendar, TimeProvider clock, CancellationToken stop)
    {
        var today = await calendar.Today(clock, stop);
        var board = await session.ChangeBoard(input.BoardId, board => Decide(board, input, today), stop);
        return board.Seats.Single(seat => seat.Id == input.SeatId);
    }

    public static IEnumerable<object> Decide(Board board, AbolishSeatInput input, DateOnly today)
    {
        var seat = board.Seats.FirstOrDefault(each => each.Id == input.SeatId) ?? throw Refusal.NotFound("seat", nameof(input.SeatId));
        board.MustGoOn(today);
        if (seat.AbolishedOn is not null) throw seat.Abolished();
        var reason = Text.Checked(input.Reason, nameof(input.Reason), 2_000);
        var taken = board.Memberships.Where(each => each.SeatId == seat.Id && each.From <= today && InOffice.Took(board, each))
            .Select(each => each.From!.Value);
        yield return new SeatAbolished(seat.Id, reason, RecordedOn.Last(board, input.On, today, taken.Append(seat.CreatedOn).Max(), nameof(input.On)));
        foreach (var nominee in board.Memberships.Where(each => each.SeatId == seat.Id && each.IsNominated()))
            yield return new NominationWithdrawn(nominee.Id, Personal.Of(nominee.Person, reason), today);
    }
}
