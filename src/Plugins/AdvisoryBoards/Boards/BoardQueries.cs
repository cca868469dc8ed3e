using System.Runtime.CompilerServices;

namespace Engage.Plugins.AdvisoryBoards;

/// <summary>Which boards a list holds; what is left out does not narrow it.</summary>
/// <param name="Kind">Only boards of this kind.</param>
/// <param name="Dissolved">Only boards whose last day is over, or only those that go on.</param>
public sealed record BoardFilter(BoardKind? Kind = null, bool? Dissolved = null);

public static class BoardQueries
{
    /// <summary>One board, or null where there is none.</summary>
    /// <param name="id">The board's id.</param>
    public static Task<Board?> Board(Guid id, IQuerySession session, CancellationToken stop) => session.LoadAsync<Board>(id, stop);

    /// <summary>The boards of the agency.</summary>
    /// <param name="where">Which of them.</param>
    /// <param name="order">In which order.</param>
    public static async Task<Connection<Board>> Boards(
        Page page, BoardFilter? where, IQuerySession session, IAgencyCalendar calendar, TimeProvider clock, CancellationToken stop,
        Order order = Order.OldestFirst)
    {
        var today = await calendar.Today(clock, stop);
        IQueryable<Board> boards = session.Query<Board>();
        if (where?.Kind is { } kind) boards = boards.Where(board => board.Kind == kind);
        if (where?.Dissolved is { } dissolved)
            boards = dissolved ? boards.Where(board => board.DissolvedOn < today)
                : boards.Where(board => board.DissolvedOn == null || board.DissolvedOn >= today);
        return await boards.ToConnection(page, order, board => board.Id, stop);
    }

    /// <summary>One person's time in one seat of a board, or null where there is none.</summary>
    /// <param name="id">The membership's id.</param>
    public static Task<BoardMembership?> BoardMember(Guid id, IQuerySession session, CancellationToken stop) => session.LoadAsync<BoardMembership>(id, stop);
}

public static class BoardSubscriptions
{
    /// <summary>A board, as it is each time after something of it changed: its rules, its seats, its members, its officers, its register of interests.</summary>
    /// <param name="boardId">The board.</param>
    public static async IAsyncEnumerable<Board> BoardChanged(Guid boardId, IEventFeed feed, IQuerySession session, [EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (var change in feed.Of<IBoardEvent>(stop))
            if (change.StreamId == boardId && await session.LoadAsync<Board>(boardId, stop) is { } board)
                yield return board;
    }
}
