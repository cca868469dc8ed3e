namespace Engage.Plugins.AdvisoryBoards;

/// <summary>The texts of a board in another language.</summary>
/// <param name="Language">The language, a tag of BCP 47.</param>
/// <param name="Name">The name.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="Status">How the translation came about.</param>
/// <param name="Outdated">Whether one of the originals was changed since.</param>
public sealed record BoardTranslation(string Language, string Name, string Purpose, TranslationStatus Status, bool Outdated);

public static class BoardExtensions
{
    /// <summary>Its name.</summary>
    /// <param name="language">The language to read it in, a tag of BCP 47: de-AT finds a translation into de-AT, or else into de. Without it, and where none is found, the original.</param>
    public static string Name(Board board, string? language = null) => board.Name.In(language);

    /// <summary>What it is for.</summary>
    /// <param name="language">The language to read it in, as with the name.</param>
    public static string Purpose(Board board, string? language = null) => board.Purpose.In(language);

    /// <summary>A number that grows whenever its name or its purpose is changed, for translators to say which words they translated.</summary>
    public static int TextVersion(Board board) => board.Name.Version + board.Purpose.Version - 1;

    /// <summary>The languages that it was translated into.</summary>
    public static IReadOnlyList<BoardTranslation> Translations(Board board) => [.. board.Name.Translations.Select(name =>
    {
        var purpose = board.Purpose.Translations.Single(each => each.Language == name.Language);
        return new BoardTranslation(name.Language, name.Text, purpose.Text, name.Status, board.Name.IsOutdated(name) || board.Purpose.IsOutdated(purpose));
    })];

    /// <summary>The rules on a day, with the ordinance that established the board with them or what changed them.</summary>
    /// <param name="date">The day.</param>
    public static RulesInForce RulesOn(Board board, DateOnly date) => InOffice.InForceOn(board, date);

    /// <summary>All rules that the board ever had, the oldest first.</summary>
    public static Connection<RulesInForce> RulesHistory(Board board, Page page)
    {
        var history = board.RulesInForce().ToList();
        return history.ToConnection(page, rules => StreamId.Of(board.Id.ToString(), $"{history.IndexOf(rules)}"));
    }

    /// <summary>How many voting members it takes to do business.</summary>
    /// <param name="asOf">On which day; today where it is left out.</param>
    public static async Task<int> QuorumRequired(Board board, IAgencyCalendar calendar, TimeProvider clock, CancellationToken stop, DateOnly? asOf = null) =>
        InOffice.RosterOn(board, asOf ?? await calendar.Today(clock, stop)).Required;

    /// <summary>Its seats, those too that were abolished, in the order in which they were created.</summary>
    public static Connection<BoardSeat> Seats(Board board, Page page) => board.Seats.ToConnection(page, seat => seat.Id);

    /// <summary>The seats that nobody holds on a day.</summary>
    /// <param name="asOf">The day; today where it is left out.</param>
    public static async Task<Connection<BoardSeat>> Vacancies(Board board, Page page, IAgencyCalendar calendar, TimeProvider clock, CancellationToken stop, DateOnly? asOf = null)
    {
        var day = asOf ?? await calendar.Today(clock, stop);
        var held = InOffice.On(board, day).Select(member => member.SeatId).ToHashSet();
        return InOffice.SeatsOn(board, day).Where(seat => !held.Contains(seat.Id)).ToList().ToConnection(page, seat => seat.Id);
    }
}
