using CsCheck;

namespace Engage.Plugins.AdvisoryBoards;

/// <summary>Whatever is put on record, in whatever order and however late: never two people in one seat on one day, and never one person in two seats.</summary>
public sealed class KeepingOneHolderASeat
{
    private static readonly DateOnly Began = new(2020, 1, 1), Today = new(2026, 11, 23);
    private static readonly Actor Staff = new(new("sam"), "Sam", [], [BoardPermissions.Appoint]);
    private static readonly Guid[] Seats = [Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7()];

    private sealed record Step(int What, int Which, int Seat, int Day);

    private static readonly Gen<Step> Steps = Gen.Select(Gen.Int[0, 11], Gen.Int[0, 19], Gen.Int[0, 2], Gen.Int[0, 3000], (what, which, seat, day) => new Step(what, which, seat, day));

    [Fact]
    public void No_seat_ever_has_two_holders_and_nobody_two_seats() => Gen.Select(Steps.Array[20, 80], Gen.Bool, Gen.Int[1, 3]).Sample((steps, holdOver, limit) =>
    {
        var rules = TestBoard.Rules with { HoldOver = holdOver, TermLimit = new(limit, 6) };
        var board = TestBoard.With(rules) with { Seats = [] };
        board = board.After(Seats.Select((id, i) => TestBoard.Created(id, Began.AddMonths(6 + 5 * i), termMonths: 12 + 6 * i)));
        foreach (var step in steps)
        {
            try
            {
                board = board.After(Decided(board, step).ToList());
            }
            catch (Refusal)
            {
                // Most of what is tried makes no sense, and is to change nothing.
            }
        }
        for (var day = Began; day < Began.AddDays(4000); day = day.AddDays(1))
        {
            var there = InOffice.On(board, day).ToList();
            if (there.DistinctBy(member => member.SeatId).Count() != there.Count || there.DistinctBy(member => member.Person).Count() != there.Count) return false;
        }
        return true;
    }, iter: 50);

    private static IEnumerable<object> Decided(Board board, Step step)
    {
        var on = Began.AddDays(step.Day);
        var member = board.Memberships.Count == 0 ? null : board.Memberships[step.Which % board.Memberships.Count];
        return (step.What, member) switch
        {
            (0 or 1 or 2, _) or (_, null) => [NominateMember.Decide(
                board, new(board.Id, Seats[step.Seat], "N", "C", AccountId: Guid.Parse($"00000000-0000-4000-8000-{step.Which % 5:D12}"), On: Began), Guid.CreateVersion7(), Staff.Id, Today)],
            (3 or 4 or 5 or 6, _) => [ConfirmMember.Decide(board, member, new(member.Id, "R", on), Today)],
            (9, _) when step.Day < 100 => AbolishSeat.Decide(board, new(board.Id, Seats[step.Seat], "R", Today), Today),
            (7 or 9, _) => [ResignSeat.Decide(board, member, new(member.Id, on), Staff, Today)],
            (10, _) when member.End is null && InOffice.Holds(board, member, on) => [new SeatForfeited(member.Id, on, [])],
            (10 or 11, _) => [RestoreSeat.Decide(board, member, new(member.Id, "R"), Today)],
            _ => [new BoardRulesAmended(board.Rules with { HoldOver = !board.Rules.HoldOver }, "O", on > board.RulesFrom ? on : board.RulesFrom)]
        };
    }
}
