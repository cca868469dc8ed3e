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
