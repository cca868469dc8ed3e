using static Engage.Plugins.AdvisoryBoards.TestBoard;

namespace Engage.Plugins.AdvisoryBoards;

/// <summary>Who stays in office after the term, and for how long.</summary>
public sealed class HoldingOver
{
    private static readonly Guid Before = Guid.CreateVersion7(), After = Guid.CreateVersion7();
    private static readonly DateOnly Ends = new(2022, 12, 31);

    // Until the end of 2022.
    private static Board Served(BoardRules? rules = null) => With(rules).Serving(Before, Ann, Began);

    private static BoardMembershipState StateOn(Board board, Guid id, string day) => MembershipStates.On(board, board.Member(id), DateOnly.Parse(day, null));

    [Fact]
    public void A_member_stays_until_a_successor_takes_the_seat()
    {
        var board = Served().Serving(After, Ben, new(2023, 5, 1));
        StateOn(board, Before, "2022-12-31").ShouldBe(BoardMembershipState.Serving);
        StateOn(board, Before, "2023-04-30").ShouldBe(BoardMembershipState.HeldOver);
        StateOn(board, Before, "2023-05-01").ShouldBe(BoardMembershipState.Expired);
        StateOn(board, After, "2023-05-01").ShouldBe(BoardMembershipState.Serving);
        InOffice.On(board, new(2023, 4, 30)).Single().Id.ShouldBe(Before);
        InOffice.On(board, new(2023, 5, 1)).Single().Id.ShouldBe(After);
    }

    [Fact]
    public void Where_the_rules_do_not_say_so_the_seat_is_vacant_with_the_end_of_the_term()
    {
        var board = Served(Rules with { HoldOver = false });
        InOffice.On(board, Ends).Count().ShouldBe(1);
        InOffice.On(board, Ends.AddDays(1)).ShouldBeEmpty();
        InOffice.VacantSince(board, board.Seats[0], new(2024, 1, 1)).ShouldBe(new(2023, 1, 1));
        StateOn(board, Before, "2023-01-01").ShouldBe(BoardMembershipState.Expired);
    }

    [Fact]
    public void Rules_that_end_it_end_it_for_good()
    {
        var board = Served().After(new BoardRulesAmended(Rules with { HoldOver = false }, "Ordinance 2", new(2024, 1, 1)), new BoardRulesAmended(Rules, "Ordinance 3", new(2025, 1, 1)));
        InOffice.Until(board, board.Member(Before)).ShouldBe(new(2023, 12, 31));
        InOffice.On(board, new(2025, 6, 1)).ShouldBeEmpty();
    }

    [Fact]
    public void Rules_that_allow_it_bring_nobody_back()
    {
        var board = Served(Rules with { HoldOver = false }).After(new BoardRulesAmended(Rules, "Ordinance 2", new(2024, 1, 1)));
        InOffice.On(board, new(2024, 6, 1)).ShouldBeEmpty();
    }

    [Fact]
    public void A_successor_who_declines_leaves_the_seat_to_who_holds_it_over()
    {
        var board = Served().Serving(After, Ben, new(2023, 5, 1)).After(new MemberResigned(After, new(2023, 4, 20)));
        InOffice.On(board, new(2023, 6, 1)).Single().Id.ShouldBe(Before);
        StateOn(board, After, "2023-04-19").ShouldBe(BoardMembershipState.Confirmed);
        StateOn(board, After, "2023-06-01").ShouldBe(BoardMembershipState.Resigned);
    }

    [Fact]
    public void Who_takes_another_seat_leaves_the_one_held_over()
    {
        var board = Served().Serving(After, Ann, new(2023, 5, 1), OtherSeat);
        InOffice.Until(board, board.Member(Before)).ShouldBe(new(2023, 4, 30));
    }

    [Fact]
    public void It_ends_with_the_seat_and_with_the_board_and_when_they_leave()
    {
        InOffice.Until(Served(), Served().Member(Before)).ShouldBeNull();
        foreach (var end in new object[] { new SeatAbolished(Seat, "R", new(2024, 1, 1)), new BoardDissolved("R", new(2024, 1, 1)), new MemberResigned(Before, new(2024, 1, 1)) })
        {
            var board = Served().After(end);
            InOffice.Until(board, board.Member(Before)).ShouldBe(new(2024, 1, 1), end.ToString());
            InOffice.Holds(board, board.Member(Before), new(2024, 1, 1)).ShouldBeTrue();
            InOffice.Holds(board, board.Member(Before), new(2024, 1, 2)).ShouldBeFalse();
        }
    }
}
