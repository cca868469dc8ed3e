namespace Engage;

/// <summary>The clocks and the working days of an agency: what deadlines are counted by.</summary>
/// <param name="TimeZone">The time zone of its clocks.</param>
/// <param name="Weekend">The days of the week on which it does not work.</param>
/// <param name="Holidays">The other days on which it does not work, in their order.</param>
public sealed record AgencyCalendar(TimeZoneInfo TimeZone, IReadOnlyList<DayOfWeek> Weekend, IReadOnlyList<Holiday> Holidays)
{
    /// <summary>The day that it is at a moment, by the agency's clocks.</summary>
    public DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, TimeZone).DateTime);

    /// <summary>Whether the agency works on a day.</summary>
    public bool IsBusinessDay(DateOnly day) => !Weekend.Contains(day.DayOfWeek) && Holidays.All(holiday => holiday.Date != day);

    /// <summary>The business day that is so many business days after a day: the day itself does not count, and the last one does.</summary>
    /// <param name="from">The day that something happened on.</param>
    /// <param name="days">How many business days, from 1.</param>
    public DateOnly AddBusinessDays(DateOnly from, int days)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        var day = from;
        while (days > 0)
        {
            day = day.AddDays(1);
            if (IsBusinessDay(day)) days--;
        }
        return day;
    }

    /// <summary>How many business days lie after <paramref name="from"/>, up to and with <paramref name="until"/>; 0 where it is no later.</summary>
    public int BusinessDaysBetween(DateOnly from, DateOnly until)
    {
        var days = 0;
        for (var day = from.AddDays(1); day <= until; day = day.AddDays(1))
        {
            if (IsBusinessDay(day)) days++;
        }
        return days;
    }
}

/// <summary>A day on which an agency does not work.</summary>
/// <param name="Date">The day.</param>
/// <param name="Name">What it is called.</param>
public sealed record Holiday(DateOnly Date, string Name);

/// <summary>Reads the calendar of the request's agency. Take it as a parameter.</summary>
public interface IAgencyCalendar
{
    /// <summary>The calendar as it is now.</summary>
    Task<AgencyCalendar> Read(CancellationToken stop);
}
