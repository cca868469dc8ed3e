namespace Engage.Plugins.AdvisoryBoards;

/// <summary>How many terms in a row a person may serve on a board, in whichever of its seats.</summary>
public static class TermLimits
{
    /// <summary>
    /// Refuses one term in a row more than the rules allow. A term counts when more than half of its length was served, so that who served the short rest of another's term loses
    /// nothing by it. To hold over adds no term, and is no break either: a break begins when they left office.
    /// </summary>
    /// <param name="from">The first day of the term that they would serve.</param>
    public static void Check(Board board, ActorId person, BoardSeat seat, DateOnly from, string field)
    {
        if (InOffice.RulesOn(board, from).TermLimit is not { } limit) return;
        var (inARow, begun, free, ends) = (0, false, (DateOnly?)null, Terms.End(seat, from));
        var proposed = new Term(from, ends, IsMoreThanHalf(seat, from, ends, ends), true);
        foreach (var term in Served(board, person, from).Append(proposed).OrderBy(each => each.From))
        {
            if (term.From >= free)
            {
                if (begun) return;
                inARow = 0;
            }
            begun |= term.Proposed;
            if (term.Counts) inARow++;
            if (begun && inARow > limit.Terms)
                throw new Refusal(
                    "advisory-boards.term-limit",
                    $"They would have served more than {limit.Terms} terms in a row, which the rules of this board allow. They may serve again from {free:yyyy-MM-dd}, {limit.BreakMonths} months after they left office.", field);
            free = term.Last.AddDays(1).AddMonths(limit.BreakMonths);
        }
    }

    // What goes on when the proposed term begins ends the day before it. Of who holds over after that the last day is not known.
    private static IEnumerable<Term> Served(Board board, ActorId person, DateOnly from)
    {
        foreach (var member in board.Memberships.Where(each => each.Person == person && InOffice.Took(board, each)))
        {
            var until = InOffice.Until(board, member);
            var last = member.From < from && !(until < from) ? from.AddDays(-1) : until ?? member.TermEnds!.Value;
            yield return new(member.From!.Value, last, IsMoreThanHalf(InOffice.SeatOf(board, member), member.From!.Value, member.TermEnds!.Value, last), false);
        }
    }

    private static bool IsMoreThanHalf(BoardSeat seat, DateOnly from, DateOnly ends, DateOnly last)
    {
        var served = (last < ends ? last : ends).DayNumber - from.DayNumber + 1;
        return served * 2 > ends.DayNumber - Terms.Begin(seat, ends).DayNumber + 1;
    }

    private sealed record Term(DateOnly From, DateOnly Last, bool Counts, bool Proposed);
}
