namespace Engage.Plugins.AdvisoryBoards;

/// <summary>Who holds which seat of a board on a day, and what quorum that makes.</summary>
public static class InOffice
{
    public static IEnumerable<BoardMembership> On(Board board, DateOnly day) => board.Memberships.Where(member => Holds(board, member, day));

    /// <summary>Whether somebody is in office: within their term, or holding over where nobody has taken the seat yet.</summary>
    public static bool Holds(Board board, BoardMembership member, DateOnly day)
    {
        if (day < member.From || member.From is not { } from || day > member.EndedOn || day > board.DissolvedOn) return false;
        if (day > board.Seats.Single(seat => seat.Id == member.SeatId).AbolishedOn) return false;
        return day <= member.TermEnds || (RulesOn(board, day).HoldOver && !board.Memberships.Any(other => other.SeatId == member.SeatId && other.From > from && other.From <= day));
    }

    /// <summary>The rules that held on a day.</summary>
    public static BoardRules RulesOn(Board board, DateOnly day) => board.PastRules.FirstOrDefault(past => day <= past.Until)?.Rules ?? board.Rules;

    /// <summary>Those who sit at a meeting, and how many of the voting ones it takes to do business.</summary>
    public static Roster RosterOn(Board board, DateOnly day)
    {
        var seats = board.Seats.Where(seat => seat.CreatedOn <= day && !(day > seat.AbolishedOn)).ToDictionary(seat => seat.Id);
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
