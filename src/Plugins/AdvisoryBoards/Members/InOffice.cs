namespace Engage.Plugins.AdvisoryBoards;

/// <summary>Who holds which seat of a board on a day, and what quorum that makes.</summary>
public static class InOffice
{
    public static IEnumerable<BoardMembership> On(Board board, DateOnly day) => board.Memberships.Where(member => Holds(board, member, day));

    /// <summary>Whether somebody is in office: within their term, or holding over.</summary>
    public static bool Holds(Board board, BoardMembership member, DateOnly day) => day >= member.From && !(day > Until(board, member));

    /// <summary>Whether somebody took the seat that they were confirmed for, or will: who declined before their first day did not.</summary>
    public static bool Took(Board board, BoardMembership member) =>
        member.From is { } from && !(from > member.EndedOn) && !(from > board.DissolvedOn) && !(from > SeatOf(board, member).AbolishedOn);

    /// <summary>The last day in office of who was confirmed; null where nobody knows it yet, since they will hold over.</summary>
    public static DateOnly? Until(Board board, BoardMembership member) =>
        new[] { member.EndedOn, board.DissolvedOn, SeatOf(board, member).AbolishedOn, HeldOverUntil(board, member) }.Min();

    /// <summary>
    /// A member whose term ended stays until a successor takes the seat, where the rules say so and for as long as they do. Nobody sits in two seats: who takes another one
    /// leaves this one.
    /// </summary>
    private static DateOnly? HeldOverUntil(Board board, BoardMembership member)
    {
        if (member.TermEnds is not { } ends) return null;
        var successor = board.Memberships.Where(other => other.From > member.From && (other.SeatId == member.SeatId || other.Person == member.Person) && Took(board, other)).Min(other => other.From);
        var barred = board.RulesInForce().Where(each => !each.Rules.HoldOver && !(each.Until <= ends) && !(each.Until < each.From)).Min(each => (DateOnly?)each.From);
        var last = new[] { successor, barred }.Min()?.AddDays(-1);
        return last < ends ? ends : last;
    }

    /// <summary>The rules that held on a day.</summary>
    public static BoardRules RulesOn(Board board, DateOnly day) => InForceOn(board, day).Rules;

    /// <summary>The same, with what made them. Before the board was established its first ones.</summary>
    internal static RulesInForce InForceOn(Board board, DateOnly day) => board.RulesInForce().First(each => !(day > each.Until));

    /// <summary>The seats that there are on a day.</summary>
    public static IEnumerable<BoardSeat> SeatsOn(Board board, DateOnly day) =>
        board.Seats.Where(seat => seat.CreatedOn <= day && !(day > seat.AbolishedOn) && !(day > board.DissolvedOn));

    /// <summary>Since when nobody holds a seat; null where somebody does, and where there is no such seat on that day.</summary>
    public static DateOnly? VacantSince(Board board, BoardSeat seat, DateOnly day)
    {
        var holders = board.Memberships.Where(member => member.SeatId == seat.Id && member.From <= day && Took(board, member)).ToList();
        if (!SeatsOn(board, day).Contains(seat) || holders.Any(member => Holds(board, member, day))) return null;
        return holders.Select(member => Until(board, member)!.Value.AddDays(1)).Append(seat.CreatedOn).Max();
    }

    internal static BoardSeat SeatOf(Board board, BoardMembership member) => board.Seats.Single(seat => seat.Id == member.SeatId);

    /// <summary>Those who sit at a meeting, and how many of the voting ones it takes to do business.</summary>
    public static Roster RosterOn(Board board, DateOnly day)
    {
        var seats = SeatsOn(board, day).ToDictionary(seat => seat.Id);
        var members = On(board, day).Select(member => new Seated(member.Id, seats[member.SeatId].Votes)).ToList();
        var rule = RulesOn(board, day).Quorum;
        return new(members, rule.Basis switch
        {
            QuorumBasis.Number => rule.Number!.Value,
            QuorumBasis.Seats => seats.Values.Count(seat => seat.Votes) / 2 + 1,
            _ => members.Count(member => member.Votes) / 2 + 1
        });
    }
}
