namespace Engage;

/// <summary>The clocks and the working days of an agency: what deadlines are counted by. Pure: the same calendar always counts the same.</summary>
/// <param name="TimeZone">The time zone of its clocks.</param>
/// <param name="Weekend">The days of the week on which it does not work, at most six.</param>
/// <param name="Holidays">The other days on which it does not work, in their order.</param>
public sealed record AgencyCalendar(TimeZoneInfo TimeZone, IReadOnlyList<DayOfWeek> Weekend, IReadOnlyList<Holiday> Holidays)
{
    /// <summary>The days of the week on which it does not work.</summary>
    /// <exception cref="ArgumentException">They are all seven: a deadline of such an agency would never come.</exception>
    public IReadOnlyList<DayOfWeek> Weekend { get; init => field = Checked(value); } = Checked(Weekend);

    /// <summary>How many business days are counted at once, at most: about fourteen years of them.</summary>
    public const int MostDays = 3_660;

    /// <summary>The day that it is at a moment, by the agency's clocks.</summary>
    public DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, TimeZone).DateTime);

    /// <summary>Whether the agency works on a day.</summary>
    public bool IsBusinessDay(DateOnly day) => !Weekend.Contains(day.DayOfWeek) && Holidays.All(holiday => holiday.Date != day);

    /// <summary>The business day that is so many business days after a day: the day itself does not count, and the last one does.</summary>
    /// <param name="from">The day that something happened on.</param>
    /// <param name="days">How many business days, 1 to <see cref="MostDays"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">They are more or fewer, or end where days cannot be written any more.</exception>
    public DateOnly AddBusinessDays(DateOnly from, int days)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(days, MostDays);
        var holidays = Holidays.Select(holiday => holiday.Date).ToHashSet();
        var day = from;
        while (days > 0)
        {
            day = day.AddDays(1);
            if (!Weekend.Contains(day.DayOfWeek) && !holidays.Contains(day)) days--;
        }
        return day;
    }

    /// <summary><see cref="AddBusinessDays"/>, to be shown with how it came about.</summary>
    /// <inheritdoc cref="AddBusinessDays"/>
    public BusinessDayCount Explain(DateOnly from, int days) => new(this, from, days, AddBusinessDays(from, days));

    /// <summary>How many business days lie after <paramref name="from"/>, up to and with <paramref name="until"/>; 0 where it is no later.</summary>
    public int BusinessDaysBetween(DateOnly from, DateOnly until)
    {
        if (until <= from) return 0;
        var days = until.DayNumber - from.DayNumber;
        var worked = Enum.GetValues<DayOfWeek>().Except(Weekend).ToList();
        var weekdays = days / 7 * worked.Count + Enumerable.Range(1, days % 7).Count(more => worked.Contains(from.AddDays(more).DayOfWeek));
        return weekdays - Holidays.Select(holiday => holiday.Date).Distinct().Count(day => day > from && day <= until && worked.Contains(day.DayOfWeek));
    }

    /// <summary>The days after <paramref name="from"/>, up to and with <paramref name="until"/>, on which the agency does not work, and why.</summary>
    public IEnumerable<SkippedDay> SkippedBetween(DateOnly from, DateOnly until)
    {
        var holidays = Holidays.ToLookup(holiday => holiday.Date, holiday => holiday.Name);
        for (var number = from.DayNumber + 1; number <= until.DayNumber; number++)
        {
            var day = DateOnly.FromDayNumber(number);
            var (weekend, holiday) = (Weekend.Contains(day.DayOfWeek), holidays[day].FirstOrDefault());
            if (weekend || holiday is not null) yield return new(day, weekend, holiday);
        }
    }

    private static IReadOnlyList<DayOfWeek> Checked(IReadOnlyList<DayOfWeek> weekend) =>
        weekend.Distinct().Count() < 7 ? weekend : throw new ArgumentException("An agency works on one day of the week at least.", nameof(weekend));
}

/// <summary>A day on which an agency does not work.</summary>
/// <param name="Date">The day.</param>
/// <param name="Name">What it is called.</param>
public sealed record Holiday(DateOnly Date, string Name);

/// <summary>How the business days from a day to a deadline were counted.</summary>
/// <param name="Calendar">What they were counted by.</param>
/// <param name="From">The day that they are counted from. It does not count itself.</param>
/// <param name="Days">How many business days were counted.</param>
/// <param name="Until">The last of them: the deadline.</param>
public sealed record BusinessDayCount([property: Unpublished] AgencyCalendar Calendar, DateOnly From, int Days, DateOnly Until)
{
    /// <summary>The days on the way that did not count, in their order. Found when they are read.</summary>
    [Unpublished]
    public IEnumerable<SkippedDay> Skipped => Calendar.SkippedBetween(From, Until);
}

/// <summary>A day that does not count as a business day.</summary>
/// <param name="Date">The day.</param>
/// <param name="Weekend">Whether it is of the weekend.</param>
/// <param name="Holiday">What it is called, where it is a holiday, on a weekend or not.</param>
public sealed record SkippedDay(DateOnly Date, bool Weekend, string? Holiday);

/// <summary>Reads the calendar of the request's agency. Take it as a parameter.</summary>
public interface IAgencyCalendar
{
    /// <summary>The calendar as it is now.</summary>
    Task<AgencyCalendar> Read(CancellationToken stop);
}

/// <summary>What is asked of the calendar most.</summary>
public static class AgencyDays
{
    /// <summary>The day that it is now, by the agency's clocks.</summary>
    public static async Task<DateOnly> Today(this IAgencyCalendar calendar, TimeProvider clock, CancellationToken stop) =>
        (await calendar.Read(stop)).DayOf(clock.GetUtcNow());
}
