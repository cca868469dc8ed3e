namespace Engage.Plugins.AdvisoryBoards;

/// <summary>The board to establish.</summary>
/// <param name="Name">Its name, 1 to 200 characters.</param>
/// <param name="Kind">What kind of board it is.</param>
/// <param name="Purpose">What it is for, 1 to 5,000 characters.</param>
/// <param name="Ordinance">What establishes it, as it is cited: «Ordinance 2024-17, section 3.50». 1 to 300 characters.</param>
/// <param name="Rules">How it works.</param>
/// <param name="On">Since when there is one; today where it is left out.</param>
/// <param name="Language">The language of the name and the purpose, a tag of BCP 47; without it the one that the agency uses by default.</param>
public sealed record EstablishBoardInput(string Name, BoardKind Kind, string Purpose, string Ordinance, BoardRulesInput Rules, DateOnly? On = null, string? Language = null);

public static class EstablishBoard
{
    /// <summary>Establishes a board, with the rules of its ordinance.</summary>
    [Requires(BoardPermissions.ManageBoards)]
    public static async Task<Board> Handle(EstablishBoardInput input, IDocumentSession session, IAgencyCalendar calendar, TimeProvider clock, CancellationToken stop)
    {
        var id = StreamId.New(clock);
        session.Events.StartStream<Board>(id, Decide(input, await calendar.Today(clock, stop)));
        await session.SaveChangesAsync(stop);
        return (await session.LoadAsync<Board>(id, stop))!;
    }

    public static BoardEstablished Decide(EstablishBoardInput input, DateOnly today) => new(
        Text.Checked(input.Name, nameof(input.Name), 200), input.Kind, Text.Checked(input.Purpose, nameof(input.Purpose), 5_000), Text.Checked(input.Ordinance, nameof(input.Ordinance), 300),
        input.Rules.Checked(), RecordedOn.Past(input.On, today, null, nameof(input.On)), input.Language is { } language ? LanguageTag.Checked(language, nameof(input.Language)) : null);
}
