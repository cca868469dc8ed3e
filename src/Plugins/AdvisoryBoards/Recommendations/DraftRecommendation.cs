namespace Engage.Plugins.AdvisoryBoards;

/// <summary>The recommendation to draft.</summary>
/// <param name="BoardId">The board that is to issue it.</param>
/// <param name="Title">What is recommended, in a line of 1 to 200 characters.</param>
/// <param name="Text">All of it, in Markdown, 1 to 20,000 characters.</param>
/// <param name="Topic">What it is about, in a word or two, as the tracker groups it; 1 to 80 characters.</param>
/// <param name="To">Whom it is addressed to, by the name of the office; 1 to 200 characters.</param>
/// <param name="Evidence">What it rests on, up to 20 links.</param>
/// <param name="Supersedes">The recommendation of the same board whose place it takes once it is issued.</param>
/// <param name="Language">The language of the texts, a tag of BCP 47; without it the one that the agency uses by default.</param>
public sealed record DraftRecommendationInput(
    Guid BoardId, string Title, string Text, string Topic, string To, IReadOnlyList<EvidenceLinkInput>? Evidence = null, Guid? Supersedes = null, string? Language = null);

public static class DraftRecommendation
{
    /// <summary>Drafts a recommendation. Nobody reads it but the members of the board in office and the clerk, until the board issues it.</summary>
    [Requires(BoardPermissions.Recommend)]
    public static async Task<Recommendation> Handle(
        DraftRecommendationInput input, Actor actor, IDocumentSession session, IAgencyCalendar calendar, TimeProvider clock, CancellationToken stop)
    {
        var today = await calendar.Today(clock, stop);
        var board = await session.LoadAsync<Board>(input.BoardId, stop) ?? throw Refusal.NotFound("board", nameof(input.BoardId));
        var id = StreamId.New(clock);
        var old = input.Supersedes is { } supersedes ? await RecommendationReading.Recommendation(session, actor, supersedes, today, stop) : null;
        session.Events.StartStream<Recommendation>(id, Decide(board, RecommendationReading.SpeaksFor(board, actor, today), old, today, input));
        await session.SaveChangesAsync(stop);
        return (await session.LoadAsync<Recommendation>(id, stop))!;
    }

    public static RecommendationDrafted Decide(Board board, bool speaks, Recommendation? superseded, DateOnly today, DraftRecommendationInput input)
    {
        if (!speaks) throw BoardAct.NotOfTheBoard();
        BoardAct.MustStand(board, today);
        if (input.Supersedes is not null) MustBeSuperseded(superseded, board.Id);
        return new(
            board.Id, Text.Checked(input.Title, nameof(input.Title), 200), Text.Checked(input.Text, nameof(input.Text), 20_000), Text.Checked(input.Topic, nameof(input.Topic), 80),
            Text.Checked(input.To, nameof(input.To), 200), AdvisoryBoards.Evidence.Checked(input.Evidence, nameof(input.Evidence)), input.Supersedes,
            input.Language is { } language ? LanguageTag.Checked(language, nameof(input.Language)) : null);
    }

    /// <summary>Refuses a recommendation whose place another one of the board cannot take.</summary>
    internal static void MustBeSuperseded(Recommendation? old, Guid boardId)
    {
        if (old is null) throw Refusal.NotFound("recommendation", nameof(DraftRecommendationInput.Supersedes));
        if (old.BoardId != boardId)
            throw new Refusal(
                "advisory-boards.superseded-board", "A board supersedes its own recommendations only. This one is of another board.", nameof(DraftRecommendationInput.Supersedes));
        old.Must(RecommendationMove.Supersede, nameof(DraftRecommendationInput.Supersedes));
    }
}
