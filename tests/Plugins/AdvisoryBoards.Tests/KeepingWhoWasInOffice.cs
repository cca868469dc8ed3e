using CsCheck;
using static Engage.Plugins.AdvisoryBoards.TestBoard;

namespace Engage.Plugins.AdvisoryBoards;

/// <summary>What a board decided stands on who sat at the meeting, and on how many it took. Once the meeting is over nothing that is put on record changes either.</summary>
public sealed class KeepingWhoWasInOffice
{
    private static readonly Guid Id = Guid.CreateVersion7(), Next = Guid.CreateVersion7();
    private static readonly DateOnly Day = new(2026, 6, 3);
    private static readonly Actor Staff = new(new("sam"), "Sam", [], [BoardPermissions.Appoint]);
    private static readonly BoardRulesInput Rules = new(new(QuorumBasis.Number, 9), ChairVote.Always, 72, 24, []);
    private static readonly CreateSeatInput NewSeat = new(Guid.Empty, "Seat 3", "students", "Council", 12, new(2027, 6, 30));

    // Holds over since the end of 2022; the board met.
    private static readonly Board Board = With().Serving(Id, Ann, Began).After(Nominated(Next, Ben), Met(new(2026, 5, 6)), Met(Day), Met(new(2026, 4, 8)));

    private static Decided On(Board board, Func<Board, object> decide) => Given.State(board).When(each => [decide(each)]);

    [Fact]
    public void Whoever_sat_at_a_meeting_did_not_leave_before_it()
    {
        On(Board, board => ResignSeat.Decide(board, board.Member(Id), new(Id, Day.AddDays(-1)), Staff, Today)).ThenRefused("advisory-boards.day");
        On(Board, board => ResignSeat.Decide(board, board.Member(Id), new(Id, Day), Staff, Today)).Then(new MemberResigned(Id, Day));
        On(Board, board => RemoveMember.Decide(board, board.Member(Id), new(Id, "R", "C", Day.AddDays(-1)), Today)).ThenRefused("advisory-boards.day");
        On(Board, board => RemoveMember.Decide(board, board.Member(Id), new(Id, "R", "C", Day), Today)).Then(new MemberRemoved(Id, Day, Personal.Of(Ann, "R"), "C"));
    }

    [Fact]
    public void A_successor_takes_the_seat_after_it()
    {
        On(Board, board => ConfirmMember.Decide(board, board.Member(Next), new(Next, "R", Day), Today)).ThenRefused("advisory-boards.day");
        On(Board, board => ConfirmMember.Decide(board, board.Member(Next), new(Next, "R", Day.AddDays(1)), Today)).Then(new MemberConfirmed(Next, Day.AddDays(1), new(2028, 12, 31), "R", Day.AddDays(1)));
    }

    [Fact]
    public void The_seats_and_the_board_were_there_until_it()
    {
        Given.State(Board).When(board => AbolishSeat.Decide(board, new(board.Id, OtherSeat, "R", Day.AddDays(-1)), Today)).ThenRefused("advisory-boards.day");
        Given.State(Board).When(board => AbolishSeat.Decide(board, new(board.Id, OtherSeat, "R", Day), Today)).Then(new SeatAbolished(OtherSeat, "R", Day));
        Given.State(Board).When(board => DissolveBoard.Decide(board, new(board.Id, "R", Day.AddDays(-1)), Today)).ThenRefused("advisory-boards.day");
        Given.State(Board).When(board => DissolveBoard.Decide(board, new(board.Id, "R", Day), Today)).Then(new BoardDissolved("R", Day), new NominationWithdrawn(Next, Personal.Of(Ben, "R"), Today));
        On(Board, board => CreateSeat.Decide(board, NewSeat with { On = Day }, Id, Today)).ThenRefused("advisory-boards.day");
        CreateSeat.Decide(Board, NewSeat with { On = Day.AddDays(1) }, Id, Today).On.ShouldBe(Day.AddDays(1));
    }

    [Fact]
    public void Other_rules_hold_after_it()
    {
        On(Board, board => AmendBoardRules.Decide(board, new(board.Id, Rules, "O", Day), Today)).ThenRefused("advisory-boards.day");
        AmendBoardRules.Decide(Board, new(Board.Id, Rules, "O", Day.AddDays(1)), Today).On.ShouldBe(Day.AddDays(1));
    }

    [Fact]
    public void What_is_put_on_record_after_a_meeting_of_today_begins_tomorrow()
    {
        var (today, tomorrow) = (Board.After(Met(Today)), Today.AddDays(1));
        ConfirmMember.Decide(today, today.Member(Next), new(Next, "R"), Today).From.ShouldBe(tomorrow);
        AmendBoardRules.Decide(today, new(today.Id, Rules, "O"), Today).On.ShouldBe(tomorrow);
        On(today, board => AmendBoardRules.Decide(board, new(board.Id, Rules, "O", tomorrow.AddDays(1)), Today)).ThenRefused("advisory-boards.day");
        var created = CreateSeat.Decide(today, NewSeat, Guid.NewGuid(), Today);
        created.On.ShouldBe(tomorrow);
        NominateMember.Decide(today.After(created), new(Board.Id, created.SeatId, "Cem", "Council"), Guid.NewGuid(), new("cem"), Today).On.ShouldBe(Today);
        ResignSeat.Decide(today, today.Member(Id), new(Id), Staff, Today).On.ShouldBe(Today);
    }

    private sealed record Step(int What, int Which, int Day, bool Flag);

    [Fact]
    public void Whatever_is_put_on_record_the_roster_of_a_meeting_that_is_over_stays() =>
        Gen.Select(Gen.Int[0, 12], Gen.Int[0, 19], Gen.Int[0, 2600], Gen.Bool, (what, which, day, flag) => new Step(what, which, day, flag)).Array[20, 80].Sample(steps =>
        {
            var (board, met) = (With(TestBoard.Rules with { Quorum = new(QuorumBasis.Members) }), new List<(DateOnly Day, Roster Roster)>());
            foreach (var step in steps)
            {
                try
                {
                    var happened = Decided(board, step).ToList();
                    // A meeting that is put on record is held with those who are in office as far as anybody knows then.
                    if (happened is [AttendanceRecorded attended]) met.Add((attended.On, InOffice.RosterOn(board, attended.On)));
                    board = board.After(happened);
                }
                catch (Refusal)
                {
                    // Most of what is tried makes no sense, and is to change nothing.
                }
            }
            return met.All(each => InOffice.RosterOn(board, each.Day).Equals(each.Roster));
        }, iter: 300);

    private static IEnumerable<object> Decided(Board board, Step step)
    {
        var on = Began.AddDays(step.Day);
        var member = board.Memberships.Count == 0 ? null : board.Memberships[step.Which % board.Memberships.Count];
        var seat = board.Seats[step.Which % board.Seats.Count].Id;
        return (step.What, member) switch
        {
            (0 or 1 or 2, _) or (_, null) => [NominateMember.Decide(
                board, new(board.Id, seat, "N", "C", AccountId: Guid.Parse($"00000000-0000-4000-8000-{step.Which % 5:D12}"), On: Began), Guid.CreateVersion7(), Staff.Id, Today)],
            (3 or 4 or 5, _) => [ConfirmMember.Decide(board, member, new(member.Id, "R", on), Today)],
            (6, _) => [ResignSeat.Decide(board, member, new(member.Id, on), Staff, Today)],
            (7, _) => [RemoveMember.Decide(board, member, new(member.Id, "R", "C", on), Today)],
            (8, _) => [CreateSeat.Decide(board, NewSeat with { On = on, FirstTermEnds = on.AddYears(1) }, Guid.CreateVersion7(), Today)],
            (9, _) when step.Which == 0 => DissolveBoard.Decide(board, new(board.Id, "R", on), Today),
            (9, _) => AbolishSeat.Decide(board, new(board.Id, seat, "R", on), Today),
            (10, _) => [AmendBoardRules.Decide(board, new(board.Id, Rules with { HoldOver = step.Flag, Quorum = new(step.Flag ? QuorumBasis.Seats : QuorumBasis.Members) }, "O", on), Today)],
            _ => [Met(on)]
        };
    }
}
