namespace Engage.Plugins.AdvisoryBoards;

/// <summary>Other rules for a board.</summary>
/// <param name="BoardId">The board.</param>
/// <param name="Rules">How it works from then on: all of its rules, those too that stay.</param>
/// <param name="Authority">What changes them, as it is cited, 1 to 300 characters.</param>
/// <param name="On">The first day on which they hold; today where it is left out. Not before the rules they replace, and after the last meeting that is over.</param>
public sealed record AmendBoardRulesInput(Guid BoardId, BoardRulesInput Rules, string Authority, DateOnly? On = null);

public static class AmendBoardRules
{
    /// <summary>Changes how a board works, as an ordinance says. What was decided by the rules before stands.</summary>
    [Requires(BoardPermissions.ManageBoards)]
    public static async Task<Board> Handle(AmendBoardRulesInput input, IDocumentSession session, IAgencyCalendar calendar, TimeProvider clock, CancellationToken stop)
    {
        var today = await calendar.Today(clock, stop);
        return await session.ChangeBoard(input.BoardId, board => [Decide(board, input, today)], stop);
    }

    public static BoardRulesAmended Decide(Board board, AmendBoardRulesInput input, DateOnly today)
    {
        board.MustGoOn(today);
        return new(
            input.Rules.Checked(), Text.Checked(input.Authority, nameof(input.Authority), 300),
            RecordedOn.First(board, input.On, today, board.RulesFrom, today, nameof(input.On)));
    }
}
