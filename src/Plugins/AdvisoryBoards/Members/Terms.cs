namespace Engage.Plugins.AdvisoryBoards;

/// <summary>The terms of a seat follow one upon another, whoever holds it and since when: who comes in the middle of one serves the rest of it.</summary>
public static class Terms
{
    /// <summary>The last day of the term that a day lies in.</summary>
    public static DateOnly End(BoardSeat seat, DateOnly day) => Ends(seat).First(end => end >= day);

    /// <summary>The first day of the term that ends on a day. The first term begins with the seat.</summary>
    public static DateOnly Begin(BoardSeat seat, DateOnly end) =>
        Ends(seat).TakeWhile(each => each < end).Select(each => each.AddDays(1)).LastOrDefault(seat.CreatedOn);

    // Counted from the first term each time, and to the end of the month where that one ends with a month: 30 June and half a year is 31 December.
    private static IEnumerable<DateOnly> Ends(BoardSeat seat)
    {
        var withMonth = seat.FirstTermEnds.AddDays(1).Day == 1;
        for (var months = 0; ; months += seat.TermMonths)
        {
            var end = seat.FirstTermEnds.AddMonths(months);
            yield return withMonth ? new(end.Year, end.Month, DateTime.DaysInMonth(end.Year, end.Month)) : end;
        }
    }
}
