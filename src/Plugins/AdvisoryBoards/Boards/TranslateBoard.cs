namespace Engage.Plugins.AdvisoryBoards;

/// <summary>A board in another language.</summary>
/// <param name="BoardId">The board.</param>
/// <param name="Language">The language, a tag of BCP 47.</param>
/// <param name="Name">Its name in it, 1 to 200 characters.</param>
/// <param name="Purpose">What it is for, in it, 1 to 5,000 characters.</param>
/// <param name="Status">How the translation came about.</param>
/// <param name="Of">Of which words it is a translation: the board's <c>textVersion</c> when you read it. Refused where its words were changed since.</param>
public sealed record TranslateBoardInput(Guid BoardId, string Language, string Name, string Purpose, TranslationStatus Status, int? Of = null);

public static class TranslateBoard
{
    /// <summary>Translates what a board is called and what it is for, or translates it anew.</summary>
    [Requires(BoardPermissions.Translate)]
    public static async Task<Board> Handle(TranslateBoardInput input, IDocumentSession session, CancellationToken stop) =>
        await session.ChangeBoard(input.BoardId, board => [Decide(board, input)], stop);

    public static BoardTranslated Decide(Board board, TranslateBoardInput input)
    {
        if (input.Of is { } of && of != BoardExtensions.TextVersion(board)) throw Refusal.Conflict();
        return new(
            board.Name.ToTranslateInto(input.Language, nameof(input.Language)), Text.Checked(input.Name, nameof(input.Name), 200),
            Text.Checked(input.Purpose, nameof(input.Purpose), 5_000), input.Status);
    }
}
