namespace Engage.Plugins.AdvisoryBoards;

/// <summary>How to describe a board; what is left out stays as it is.</summary>
/// <param name="BoardId">The board.</param>
/// <param name="Name">Its name, 1 to 200 characters.</param>
/// <param name="Purpose">What it is for, 1 to 5,000 characters.</param>
/// <param name="Ordinance">What it was established by, as it is cited, 1 to 300 characters. What changes its rules belongs to <c>amendBoardRules</c>.</param>
/// <param name="Language">The language of the name and the purpose, a tag of BCP 47.</param>
public sealed record DescribeBoardInput(Guid BoardId, string? Name = null, string? Purpose = null, string? Ordinance = null, string? Language = null);

public static class DescribeBoard
{
    /// <summary>Renames a board, says anew what it is for, or corrects what it cites. What was translated stays, and is outdated until it is translated again.</summary>
    [Requires(BoardPermissions.ManageBoards)]
    public static async Task<Board> Handle(DescribeBoardInput input, IDocumentSession session, CancellationToken stop) =>
        await session.ChangeBoard(input.BoardId, board => [Decide(board, input)], stop);

    public static BoardDescribed Decide(Board board, DescribeBoardInput input)
    {
        var described = new BoardDescribed(
            input.Name is { } name ? Text.Checked(name, nameof(input.Name), 200) : null,
            input.Purpose is { } purpose ? Text.Checked(purpose, nameof(input.Purpose), 5_000) : null,
            input.Ordinance is { } ordinance ? Text.Checked(ordinance, nameof(input.Ordinance), 300) : null,
            input.Language is { } language ? LanguageTag.Checked(language, nameof(input.Language)) : null);
        if ((described.Name ?? board.Name.Text) == board.Name.Text && (described.Purpose ?? board.Purpose.Text) == board.Purpose.Text
            && (described.Ordinance ?? board.Ordinance) == board.Ordinance && (described.Language ?? board.Name.Language) == board.Name.Language)
            throw ChangingBoards.Unchanged();
        return described;
    }
}
