namespace Engage.Plugins.AdvisoryBoards;

internal static class ChangingBoards
{
    /// <summary>Appends what is decided of a board. Where another writer was faster, nothing is written.</summary>
    public static async Task<Board> ChangeBoard(this IDocumentSession session, Guid boardId, Func<Board, IEnumerable<object>> decide, CancellationToken stop)
    {
        await session.Change<Board>(boardId, board => decide(board ?? throw Refusal.NotFound("board", nameof(boardId))), stop);
        return (await session.LoadAsync<Board>(boardId, stop))!;
    }

    /// <summary>Appends what is decided of one person's time in a seat, which stands in its board's stream.</summary>
    public static async Task<BoardMembership> ChangeMember(this IDocumentSession session, Guid membershipId, Func<Board, BoardMembership, IEnumerable<object>> decide, CancellationToken stop)
    {
        var boardId = (await session.LoadAsync<BoardMembership>(membershipId, stop))?.BoardId ?? throw NoMember();
        await session.ChangeBoard(boardId, board => decide(board, board.Memberships.FirstOrDefault(each => each.Id == membershipId) ?? throw NoMember()), stop);
        return (await session.LoadAsync<BoardMembership>(membershipId, stop))!;

        static Refusal NoMember() => Refusal.NotFound("member", nameof(membershipId));
    }

    public static Refusal Unchanged() => new("advisory-boards.unchanged", "It is so already.");
}
