using static Engage.Plugins.AdvisoryBoards.TestBoard;

namespace Engage.Plugins.AdvisoryBoards;

/// <summary>A seat was forfeited that was not: the member had been there, or excused.</summary>
public sealed class RestoringSeats
{
    private static readonly Guid Id = Guid.CreateVersion7(), Next = Guid.CreateVersion7();
    private static readonly DateOnly Lost = new(2026, 6, 1);

    // A term from 2026 to 2028.
    private static readonly Board Forfeited = With().Serving(Id, Ann, new(2026, 1, 1)).After(new OfficerElected(Id, BoardOffice.Chair, new(2026, 2, 1)), new SeatForfeited(Id, Lost, []));

    private static Decided Restoring(Board board, string reason = " She was there. ", DateOnly? on = null) =>
        Given.State(board).When(each => RestoreSeat.Decide(each, each.Member(Id), new(Id, reason, on), Today));

    [Fact]
    public void The_member_is_in_office_as_if_it_had_not_been_forfeited()
    {
        InOffice.On(Forfeited, Lost.AddDays(1)).ShouldBeEmpty();
        Restoring(Forfeited).Then(new SeatRestored(Id, Personal.Of(Ann, "She was there."), Today));
        var board = Forfeited.After(new SeatRestored(Id, Personal.Of(Ann, "She was there."), Today));
        InOffice.On(board, Lost.AddDays(1)).Single().Id.ShouldBe(Id);
        InOffice.On(board, Today).Single().Id.ShouldBe(Id);
        Officers.On(board, Today).Single().Office.ShouldBe(BoardOffice.Chair);
        MembershipStates.On(board, board.Member(Id), Today).ShouldBe(BoardMembershipState.Serving);
        InOffice.VacantSince(board, board.Seats[0], Today).ShouldBeNull();
        board.Member(Id).RestoredOn.ShouldBe(Today);
        board.Member(Id).ForfeitedFor.ShouldBeNull();
    }

    [Fact]
    public void Absences_before_do_not_forfeit_it_again()
    {
        Board Missing(Board board, params int[] months) => board.After(months.Select(month => Met(new(2026, month, 1)) with { Absent = [Id] }));
        var (rule, restored) = (new AbsenceRule(Consecutive: 3), new SeatRestored(Id, Personal.Of(Ann, "R"), new(2026, 6, 15)));
        var board = Missing(Missing(Forfeited, 4, 5, 6).After(restored), 7, 8);
        Absences.Forfeiting(board, board.Member(Id), rule, Today).ShouldBeEmpty();
        var again = Missing(board, 9);
        Absences.Forfeiting(again, again.Member(Id), rule, Today).Count.ShouldBe(3);
    }

    [Fact]
    public void What_was_not_forfeited_is_not_restored()
    {
        foreach (var board in new[] { With().Serving(Id, Ann, Began), With().After(Nominated(Id, Ann)), With().Serving(Id, Ann, Began).After(new MemberResigned(Id, Lost)) })
            Restoring(board).ThenRefused("advisory-boards.not-forfeited");
        Restoring(Forfeited.After(new SeatRestored(Id, Personal.Of(Ann, "R"), Today))).ThenRefused("advisory-boards.not-forfeited");
    }

    [Fact]
    public void A_seat_that_somebody_took_since_stays_theirs()
    {
        Restoring(Forfeited.Serving(Next, Ben, new(2026, 7, 1))).ThenRefused("advisory-boards.seat-taken");
        Restoring(Forfeited.Serving(Next, Ben, Today.AddDays(30))).ThenRefused("advisory-boards.seat-taken");
        Restoring(Forfeited.Serving(Next, Ben, new(2026, 7, 1)).After(new MemberResigned(Next, new(2026, 8, 1)))).ThenRefused("advisory-boards.seat-taken");
        // Who declined it did not take it, and who is nominated has not.
        Restoring(Forfeited.Serving(Next, Ben, new(2026, 7, 1)).After(new MemberResigned(Next, new(2026, 6, 30))).After(Nominated(Guid.NewGuid(), Ben)))
            .Then(new SeatRestored(Id, Personal.Of(Ann, "She was there."), Today));
    }

    [Fact]
    public void Nobody_is_restored_beside_another_seat_of_theirs() => Restoring(Forfeited.Serving(Next, Ann, new(2026, 7, 1), OtherSeat)).ThenRefused("advisory-boards.seated-already");

    [Fact]
    public void What_ended_since_takes_nobody_back()
    {
        Restoring(Forfeited.After(new BoardDissolved("R", Today.AddDays(-1)))).ThenRefused("advisory-boards.board-dissolved");
        Restoring(Forfeited.After(new SeatAbolished(Seat, "R", Today.AddDays(-1)))).ThenRefused("advisory-boards.seat-abolished");
    }

    [Fact]
    public void It_has_a_reason_and_a_day_after_the_seat_was_forfeited()
    {
        Restoring(Forfeited, " ").ThenRefused("engage.empty-text");
        Restoring(Forfeited, new('a', 2_001)).ThenRefused("engage.text-too-long");
        Restoring(Forfeited, on: Lost.AddDays(-1)).ThenRefused("advisory-boards.day");
        Restoring(Forfeited, on: Today.AddDays(1)).ThenRefused("advisory-boards.day");
        Restoring(Forfeited, on: Lost).Then(new SeatRestored(Id, Personal.Of(Ann, "She was there."), Lost));
    }
}
