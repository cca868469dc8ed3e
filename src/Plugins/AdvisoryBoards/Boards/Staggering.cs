namespace Engage.Plugins.AdvisoryBoards;

/// <summary>Terms are staggered, so that never more members leave together than the ordinance allows: a board keeps those who know its business.</summary>
public static class Staggering
{
    /// <summary>Refuses a voting seat whose first term would end on a day on which as many terms of others end as may.</summary>
    public static void Check(Board board, SeatCreated seat)
    {
        if (!seat.Votes || InOffice.RulesOn(board, seat.On).MostTermsEndingTogether is not { } most) return;
        var together = board.Seats.Count(other => other.Votes && other.AbolishedOn is null && Terms.End(other, seat.FirstTermEnds) == seat.FirstTermEnds);
        if (together >= most)
            throw new Refusal(
                "advisory-boards.not-staggered",
                $"Terms of {together} voting seats end on {seat.FirstTermEnds:yyyy-MM-dd}, and no more may by the rules of this board. Let the first term end on another day.", "firstTermEnds");
    }
}
