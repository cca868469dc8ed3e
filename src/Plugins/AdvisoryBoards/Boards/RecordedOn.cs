namespace Engage.Plugins.AdvisoryBoards;

/// <summary>The days that things are put on record for. Records are entered late, so a day may lie in the past; what somebody announced lies ahead.</summary>
internal static class RecordedOn
{
    private static readonly DateOnly Oldest = new(1800, 1, 1);

    /// <summary>The day on which something happened, today where nobody says.</summary>
    /// <param name="since">The first day on which it can have happened.</param>
    public static DateOnly Past(DateOnly? day, DateOnly today, DateOnly? since, string field) => Checked(day, today, since ?? Oldest, today, field);

    /// <summary>The day with which something begins or ends, which may be known as much as two years ahead.</summary>
    public static DateOnly Ahead(DateOnly? day, DateOnly today, DateOnly since, string field) => Checked(day, today, since, today.AddYears(2), field);

    /// <summary>
    /// The last day of a seat, an office or a board. Not before the last meeting that is over: who sat at it, and how many it took, is what its votes stand on,
    /// and stays as it was.
    /// </summary>
    public static DateOnly Last(Board board, DateOnly? day, DateOnly today, DateOnly since, string field) =>
        Ahead(day, today, board.LastMet() is { } met && met > since ? met : since, field);

    /// <summary>The first day of rules, a seat or an office: for the same reason after the last meeting that is over.</summary>
    /// <param name="until">The last day that it can be, or that after the meeting.</param>
    public static DateOnly First(Board board, DateOnly? day, DateOnly today, DateOnly since, DateOnly until, string field)
    {
        var first = board.LastMet() is { } met && met >= since ? met.AddDays(1) : since;
        return Checked(day, today, first, until < first ? first : until, field);
    }

    private static DateOnly Checked(DateOnly? day, DateOnly today, DateOnly since, DateOnly until, string field)
    {
        var on = day ?? (today < since ? since : today);
        if (on < since || on > until)
            throw new Refusal(
                "advisory-boards.day",
                $"This day cannot be. Name one from {since:yyyy-MM-dd} to {until:yyyy-MM-dd}.", field);
        return on;
    }
}
