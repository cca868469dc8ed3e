namespace Engage.Plugins.AdvisoryBoards;

/// <summary>The seat to create.</summary>
/// <param name="BoardId">The board.</param>
/// <param name="Label">What it is called: «Seat 3». 1 to 80 characters.</param>
/// <param name="Category">Whom it is for: residents, business owners, students. 1 to 80 characters.</param>
/// <param name="AppointingAuthority">Who appoints its member, 1 to 200 characters.</param>
/// <param name="TermMonths">How long its terms are, 1 to 600 months.</param>
/// <param name="FirstTermEnds">The last day of its first term, by which the terms of seats are staggered. At most 50 years after <paramref name="On"/>.</param>
/// <param name="Votes">Whether its member votes, and counts towards a quorum. An advisor's does not.</param>
/// <param name="Eligibility">Who may hold it, in words, 1 to 1,000 characters; left out where anybody may.</param>
/// <param name="On">Since when there is one; today where it is left out. After the last meeting of the board that is over.</param>
public sealed record CreateSeatInput(
    Guid BoardId, string Label, string Category, string AppointingAuthority, int TermMonths, DateOnly FirstTermEnds, bool Votes = true, string? Eligibility = null, DateOnly? On = null);

public static class CreateSeat
{
    private const int Most = 100;

    /// <summary>Creates a seat of a board. Where its rules say how many terms may end together, its first term has to end apart from theirs.</summary>
    [Requires(BoardPermissions.ManageBoards)]
    public static async Task<BoardSeat> Handle(CreateSeatInput input, IDocumentSession session, IAgencyCalendar calendar, TimeProvider clock, CancellationToken stop)
    {
        var (id, today) = (StreamId.New(clock), await calendar.Today(clock, stop));
        var board = await session.ChangeBoard(input.BoardId, board => [Decide(board, input, id, today)], stop);
        return board.Seats.Single(seat => seat.Id == id);
    }

    public static SeatCreated Decide(Board board, CreateSeatInput input, Guid id, DateOnly today)
    {
        board.MustGoOn(today);
        var on = RecordedOn.First(board, input.On, today, board.EstablishedOn, today, nameof(input.On));
        if (input.TermMonths is < 1 or > 600) throw new Refusal("advisory-boards.term-months", "A term is 1 to 600 months.", nameof(input.TermMonths));
        if (input.FirstTermEnds <= on || input.FirstTermEnds > on.AddYears(50))
            throw new Refusal(
                "advisory-boards.first-term",
                "The first term ends after the day on which the seat is created, and at most 50 years later.", nameof(input.FirstTermEnds));
        if (board.Seats.Count(seat => seat.AbolishedOn is null) >= Most)
            throw new Refusal(
                "advisory-boards.too-many-seats",
                $"A board has {Most} seats at most. Abolish one that is not needed.");
        var created = new SeatCreated(
            id, Text.Checked(input.Label, nameof(input.Label), 80), Text.Checked(input.Category, nameof(input.Category), 80),
            Text.Checked(input.AppointingAuthority, nameof(input.AppointingAuthority), 200), input.Votes, input.TermMonths, input.FirstTermEnds, on,
            input.Eligibility is { } eligibility ? Text.Checked(eligibility, nameof(input.Eligibility), 1_000) : null);
        Staggering.Check(board, created);
        return created;
    }
}
