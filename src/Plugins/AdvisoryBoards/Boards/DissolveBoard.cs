namespace Engage.Plugins.AdvisoryBoards;

/// <summary>The board to dissolve.</summary>
/// <param name="BoardId">The board.</param>
/// <param name="Reason">Why, 1 to 2,000 characters.</param>
/// <param name="On">Its last day; today where it is left out. Not before its last meeting that is over.</param>
public sealed record DissolveBoardInput(Guid BoardId, string Reason, DateOnly? On = null);

public static class DissolveBoard
{
    /// <summary>Dissolves a board. Its members are out of office after its last day, and who was nominated is not any more. What it did stays to be read.</summary>
    [Requires(BoardPermissions.ManageBoards)]
    public static async Task<Board> Handle(DissolveBoardInput input, IDocumentSession session, IAgencyCalendar calendar, TimeProvider clock, CancellationToken stop)
    {
        var today = await calendar.Today(clock, stop);
        return await session.ChangeBoard(input.BoardId, board => Decide(board, input, today), stop);
    }

    public static IEnumerable<object> Decide(Board board, DissolveBoardInput input, DateOnly today)
    {
        if (board.DissolvedOn is not null) throw board.Dissolved();
        var reason = Text.Checked(input.Reason, nameof(input.Reason), 2_000);
        yield return new BoardDissolved(reason, RecordedOn.Last(board, input.On, today, board.EstablishedOn, nameof(input.On)));
        foreach (var nominee in board.Memberships.Where(each => each.IsNominated()))
            yield return new NominationWithdrawn(nominee.Id, Personal.Of(nominee.Person, reason), today);
    }
}
