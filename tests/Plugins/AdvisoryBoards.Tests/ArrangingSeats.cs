using static Engage.Plugins.AdvisoryBoards.TestBoard;

namespace Engage.Plugins.AdvisoryBoards;

public sealed class ArrangingSeats
{
    private static readonly Guid Id = Guid.CreateVersion7(), Nominee = Guid.CreateVersion7();
    private static readonly Board Board = With().Serving(Id, Ann, new(2026, 1, 1)).After(Nominated(Nominee, Ben));
    private static readonly CreateSeatInput Input = new(Board.Id, " Seat 3 ", " students ", " School district ", 12, new(2026, 6, 30), false, " Attends school here. ", new(2026, 1, 1));

    private static Decided Creating(CreateSeatInput input, Board? board = null) => Given.State(board ?? Board).When(each => CreateSeat.Decide(each, input, Id, Today));

    private static Decided Abolishing(Board board, Guid seat, string reason = " Smaller. ", DateOnly? on = null) =>
        Given.State(board).When(each => AbolishSeat.Decide(each, new(each.Id, seat, reason, on), Today));

    private static Decided Dissolving(Board board, string reason = " Done. ", DateOnly? on = null) => Given.State(board).When(each => DissolveBoard.Decide(each, new(each.Id, reason, on), Today));

    [Fact]
    public void A_seat_is_created_for_somebody_who_advises_and_does_not_vote() =>
        Creating(Input).Then(new SeatCreated(Id, "Seat 3", "students", "School district", false, 12, new(2026, 6, 30), new(2026, 1, 1), "Attends school here."));

    [Fact]
    public void A_seat_that_cannot_be_is_refused()
    {
        foreach (var (input, code) in new (CreateSeatInput, string)[]
        {
            (Input with { Label = " " }, "engage.empty-text"), (Input with { Label = new('a', 81) }, "engage.text-too-long"),
            (Input with { Category = "" }, "engage.empty-text"), (Input with { Category = new('a', 81) }, "engage.text-too-long"),
            (Input with { AppointingAuthority = "" }, "engage.empty-text"), (Input with { AppointingAuthority = new('a', 201) }, "engage.text-too-long"),
            (Input with { Eligibility = "" }, "engage.empty-text"), (Input with { Eligibility = new('a', 1_001) }, "engage.text-too-long"),
            (Input with { TermMonths = 0 }, "advisory-boards.term-months"), (Input with { TermMonths = 601 }, "advisory-boards.term-months"),
            (Input with { FirstTermEnds = new(2026, 1, 1) }, "advisory-boards.first-term"), (Input with { FirstTermEnds = new(2076, 1, 2) }, "advisory-boards.first-term"),
            (Input with { On = Began.AddDays(-1) }, "advisory-boards.day"), (Input with { On = Today.AddDays(1), FirstTermEnds = new(2027, 1, 1) }, "advisory-boards.day")
        })
            Creating(input).ThenRefused(code);
        Creating(Input, Board.After(new BoardDissolved("R", Today.AddDays(-1)))).ThenRefused("advisory-boards.board-dissolved");
    }

    [Fact]
    public void A_board_has_a_hundred_seats_at_most()
    {
        var full = Board.After(Enumerable.Range(0, 98).Select(_ => Created(Guid.NewGuid(), new(2022, 12, 31))));
        Creating(Input, full).ThenRefused("advisory-boards.too-many-seats");
        Creating(Input, full.After(new SeatAbolished(OtherSeat, "R", Today))).Then(new SeatCreated(Id, "Seat 3", "students", "School district", false, 12, new(2026, 6, 30), new(2026, 1, 1), "Attends school here."));
    }

    [Fact]
    public void To_abolish_a_seat_ends_the_office_of_who_holds_it_and_the_nominations_for_it()
    {
        Abolishing(Board, Seat, on: new(2027, 1, 31)).Then(new SeatAbolished(Seat, "Smaller.", new(2027, 1, 31)), new NominationWithdrawn(Nominee, Personal.Of(Ben, "Smaller."), Today));
        var board = Board.After(new SeatAbolished(Seat, "R", Today));
        InOffice.Holds(board, board.Member(Id), Today).ShouldBeTrue();
        InOffice.Holds(board, board.Member(Id), Today.AddDays(1)).ShouldBeFalse();
        InOffice.RosterOn(board, Today).ShouldBe(new([new(Id, true)], 2));
        InOffice.RosterOn(board, Today.AddDays(1)).ShouldBe(new([], 1));
        InOffice.VacantSince(board, board.Seats[0], Today.AddDays(1)).ShouldBeNull();
    }

    [Fact]
    public void What_is_not_there_or_was_abolished_is_not_abolished()
    {
        Abolishing(Board, Guid.NewGuid()).ThenRefused("engage.not-found");
        Abolishing(Board.After(new SeatAbolished(Seat, "R", Today)), Seat).ThenRefused("advisory-boards.seat-abolished");
        Abolishing(Board.After(new BoardDissolved("R", Today.AddDays(-1))), Seat).ThenRefused("advisory-boards.board-dissolved");
        Abolishing(Board, Seat, " ").ThenRefused("engage.empty-text");
        Abolishing(Board, Seat, new('a', 2_001)).ThenRefused("engage.text-too-long");
        Abolishing(Board, Seat, on: Began.AddDays(-1)).ThenRefused("advisory-boards.day");
        Abolishing(Board, Seat, on: Today.AddYears(2).AddDays(1)).ThenRefused("advisory-boards.day");
    }

    [Fact]
    public void To_dissolve_a_board_ends_all_offices_and_nominations()
    {
        Dissolving(Board, on: new(2026, 12, 31)).Then(new BoardDissolved("Done.", new(2026, 12, 31)), new NominationWithdrawn(Nominee, Personal.Of(Ben, "Done."), Today));
        var board = Board.After(new BoardDissolved("R", Today));
        InOffice.On(board, Today).Single().Id.ShouldBe(Id);
        InOffice.On(board, Today.AddDays(1)).ShouldBeEmpty();
        Dissolving(board).ThenRefused("advisory-boards.board-dissolved");
        Dissolving(Board, "").ThenRefused("engage.empty-text");
        Dissolving(Board, new('a', 2_001)).ThenRefused("engage.text-too-long");
        Dissolving(Board, on: Began.AddDays(-1)).ThenRefused("advisory-boards.day");
    }

    [Fact]
    public void That_a_board_or_a_seat_will_end_changes_nothing_until_it_does()
    {
        var (ending, ended) = (Board.After(new BoardDissolved("R", Today)), Board.After(new BoardDissolved("R", Today.AddDays(-1))));
        Creating(Input, ending).Then(new SeatCreated(Id, "Seat 3", "students", "School district", false, 12, new(2026, 6, 30), new(2026, 1, 1), "Attends school here."));
        Abolishing(ending, Seat).Then(new SeatAbolished(Seat, "Smaller.", Today), new NominationWithdrawn(Nominee, Personal.Of(Ben, "Smaller."), Today));
        NominateMember.Decide(ending, new(Board.Id, Seat, "Cem", "Council"), Id, new("cem"), Today).On.ShouldBe(Today);
        NominateMember.Decide(Board.After(new SeatAbolished(Seat, "R", Today)), new(Board.Id, Seat, "Cem", "Council"), Id, new("cem"), Today).On.ShouldBe(Today);
        var rules = new BoardRulesInput(new(QuorumBasis.Seats), ChairVote.Always, 72, 24, []);
        AmendBoardRules.Decide(ending, new(Board.Id, rules, "Ordinance 2"), Today).On.ShouldBe(Today);
        Given.State(ended).When(each => AmendBoardRules.Decide(each, new(each.Id, rules, "Ordinance 2"), Today)).ThenRefused("advisory-boards.board-dissolved");
        // When it ends was decided once.
        Dissolving(Board.After(new BoardDissolved("R", Today.AddDays(9)))).ThenRefused("advisory-boards.board-dissolved");
        Abolishing(Board.After(new SeatAbolished(Seat, "R", Today.AddDays(9))), Seat).ThenRefused("advisory-boards.seat-abolished");
    }

    [Fact]
    public void A_vacancy_begins_with_the_seat_or_with_the_day_after_the_last_member()
    {
        InOffice.VacantSince(Board, Board.Seats[0], new(2024, 1, 1)).ShouldBe(Began);
        InOffice.VacantSince(Board, Board.Seats[0], Today).ShouldBeNull();
        InOffice.VacantSince(Board, Board.Seats[0], Began.AddDays(-1)).ShouldBeNull();
        InOffice.VacantSince(Board.After(new MemberResigned(Id, new(2026, 5, 31))), Board.Seats[0], Today).ShouldBe(new(2026, 6, 1));
    }
}
