using static Engage.Plugins.AdvisoryBoards.TestBoard;

namespace Engage.Plugins.AdvisoryBoards;

/// <summary>No two people in one seat at one time, and no person in two.</summary>
public sealed class FillingSeats
{
    private static readonly Guid Held = Guid.CreateVersion7(), Next = Guid.CreateVersion7();

    // Ann's term goes from 2020 to the end of 2022.
    private static readonly Board Board = With().Serving(Held, Ann, Began);

    private static Decided Confirming(Board board, ActorId person, DateOnly? from, Guid? seat = null, DateOnly? today = null) => Given.State(board.After(Nominated(Next, person, seat)))
        .When(each => ConfirmMember.Decide(each, each.Member(Next), new(Next, " Resolution 2 ", from), today ?? Today));

    [Theory]
    [InlineData("2020-01-01")]
    [InlineData("2021-06-01")]
    [InlineData("2022-12-31")]
    public void Nobody_takes_a_seat_in_which_somebodys_term_goes_on(string from) => Confirming(Board, Ben, DateOnly.Parse(from, null)).ThenRefused("advisory-boards.seat-taken");

    [Fact]
    public void A_successor_follows_on_the_day_after_and_replaces_who_holds_over_later() => Assert.All<DateOnly>([new(2023, 1, 1), new(2024, 8, 1)], from =>
        Confirming(Board, Ben, from).Then(new MemberConfirmed(Next, from, new(2025, 12, 31), "Resolution 2", from)));

    [Fact]
    public void A_seat_that_was_left_is_free_for_the_rest_of_the_term() => Confirming(Board.After(new MemberResigned(Held, new(2021, 3, 31))), Ben, new(2021, 4, 1))
        .Then(new MemberConfirmed(Next, new(2021, 4, 1), new(2022, 12, 31), "Resolution 2", new(2021, 4, 1)));

    [Fact]
    public void On_the_last_day_of_who_left_it_is_not() => Confirming(Board.After(new MemberResigned(Held, new(2021, 3, 31))), Ben, new(2021, 3, 31)).ThenRefused("advisory-boards.seat-taken");

    [Fact]
    public void A_term_that_is_put_on_record_late_does_not_run_into_the_next_one() =>
        Confirming(With().Serving(Held, Ann, new(2021, 6, 1)), Ben, Began).ThenRefused("advisory-boards.seat-taken");

    [Fact]
    public void Nobody_has_two_seats_at_a_time()
    {
        Confirming(Board, Ann, new(2021, 1, 1), OtherSeat).ThenRefused("advisory-boards.seated-already");
        Confirming(Board, Ann, new(2022, 12, 31), OtherSeat).ThenRefused("advisory-boards.seated-already");
        Confirming(Board, Ben, new(2021, 1, 1), OtherSeat).Then(new MemberConfirmed(Next, new(2021, 1, 1), new(2023, 12, 31), "Resolution 2", new(2021, 1, 1)));
        Confirming(Board, Ann, new(2023, 2, 1), OtherSeat).Then(new MemberConfirmed(Next, new(2023, 2, 1), new(2023, 12, 31), "Resolution 2", new(2023, 2, 1)));
    }

    [Fact]
    public void Without_a_day_it_is_today_and_a_day_ahead_was_decided_today()
    {
        Confirming(Board, Ben, null).Then(new MemberConfirmed(Next, Today, new(2028, 12, 31), "Resolution 2", Today));
        Confirming(Board, Ben, new(2027, 1, 1)).Then(new MemberConfirmed(Next, new(2027, 1, 1), new(2028, 12, 31), "Resolution 2", Today));
    }

    [Theory]
    [InlineData("2019-12-31")]
    [InlineData("2028-11-24")]
    public void A_day_before_the_nomination_or_more_than_two_years_ahead_is_refused(string from) => Confirming(With(), Ben, DateOnly.Parse(from, null)).ThenRefused("advisory-boards.day");

    [Fact]
    public void Only_a_nomination_that_waits_is_confirmed_or_withdrawn()
    {
        foreach (var over in new[] { Board, With().After(Nominated(Held, Ann), new NominationWithdrawn(Held, Personal.Of(Ann, "R"), Began)) })
        {
            Given.State(over).When(board => ConfirmMember.Decide(board, board.Member(Held), new(Held, "R"), Today)).ThenRefused("advisory-boards.not-nominated");
            Given.State(over).When(board => WithdrawNomination.Decide(board.Member(Held), new(Held, "R"), Today)).ThenRefused("advisory-boards.not-nominated");
        }
        Given.State(With().After(Nominated(Held, Ann))).When(board => WithdrawNomination.Decide(board.Member(Held), new(Held, " Moved away. ", new(2020, 2, 1)), Today))
            .Then(new NominationWithdrawn(Held, Personal.Of(Ann, "Moved away."), new(2020, 2, 1)));
        Given.State(With().After(Nominated(Held, Ann))).When(board => WithdrawNomination.Decide(board.Member(Held), new(Held, "R", Today.AddDays(1)), Today)).ThenRefused("advisory-boards.day");
    }

    [Fact]
    public void Nobody_takes_a_seat_that_was_abolished_or_one_of_a_board_that_was_dissolved()
    {
        Confirming(With().After(new SeatAbolished(Seat, "R", Today.AddDays(-1))), Ben, Began).ThenRefused("advisory-boards.seat-abolished");
        Confirming(With().After(new BoardDissolved("R", Today.AddDays(-1))), Ben, Began).ThenRefused("advisory-boards.board-dissolved");
    }

    [Fact]
    public void A_seat_that_will_end_is_filled_until_then()
    {
        foreach (var (board, code) in new[]
        {
            (With().After(new SeatAbolished(Seat, "R", Today.AddDays(9))), "advisory-boards.seat-abolished"), (With().After(new BoardDissolved("R", Today.AddDays(9))), "advisory-boards.board-dissolved")
        })
        {
            Confirming(board, Ben, Today.AddDays(9)).Then(new MemberConfirmed(Next, Today.AddDays(9), new(2028, 12, 31), "Resolution 2", Today));
            Confirming(board, Ben, Today.AddDays(10)).ThenRefused(code);
        }
    }
}
