using Marten;

namespace Engage.Agencies;

/// <summary>A day of the week.</summary>
internal enum AgencyWeekday
{
    /// <summary>Monday.</summary>
    Monday,

    /// <summary>Tuesday.</summary>
    Tuesday,

    /// <summary>Wednesday.</summary>
    Wednesday,

    /// <summary>Thursday.</summary>
    Thursday,

    /// <summary>Friday.</summary>
    Friday,

    /// <summary>Saturday.</summary>
    Saturday,

    /// <summary>Sunday.</summary>
    Sunday
}

/// <summary>The clocks and the working days of an agency: what its deadlines are counted by.</summary>
/// <param name="TimeZone">The time zone of its clocks, by its IANA name. A day begins at midnight there.</param>
/// <param name="Weekend">The days of the week on which it does not work.</param>
internal sealed record BusinessCalendar(string TimeZone, IReadOnlyList<AgencyWeekday> Weekend, [property: Unpublished] IReadOnlyList<Holiday> Holidays)
{
    public static async Task<BusinessCalendar> Of(IQuerySession session, CancellationToken stop)
    {
        var profile = await session.LoadAsync<AgencyProfile>(AgencyProfile.IdOf(session.TenantId), stop) ?? AgencyProfile.Undescribed(session.TenantId);
        var id = WorkingDays.IdOf(session.TenantId);
        var days = await session.LoadAsync<WorkingDays>(id, stop) ?? WorkingDays.Undeclared(id);
        return new(profile.TimeZone, days.Weekend, days.Holidays);
    }

    /// <summary>What is counted by. It holds a time zone, and so cannot be kept for a repeat as the answers of mutations are.</summary>
    public AgencyCalendar Counted() => new(TimeZoneInfo.FindSystemTimeZoneById(TimeZone), [.. Weekend.Select(WorkingDays.DayOfWeek)], Holidays);
}

/// <summary>A day on which an agency does not work.</summary>
/// <param name="Date">The day.</param>
/// <param name="Name">What it is called.</param>
internal sealed record AgencyHoliday(DateOnly Date, string Name);

internal static class CalendarQueries
{
    /// <summary>The clocks and the working days of the agency that this address belongs to: what its deadlines are counted by.</summary>
    public static Task<BusinessCalendar> BusinessCalendar(IQuerySession session, CancellationToken stop) => Agencies.BusinessCalendar.Of(session, stop);
}

internal static class BusinessCalendarExtensions
{
    /// <summary>The days on which it does not work, beside those of the weekend, in their order.</summary>
    /// <param name="from">Only those on this day and later.</param>
    public static Connection<AgencyHoliday> Holidays(BusinessCalendar calendar, Page page, DateOnly? from)
    {
        var after = Connections.SequenceOf(page) ?? -1;
        return Connections.BySequence(
            [.. calendar.Holidays.Where(each => each.Date.DayNumber > after && !(each.Date < from)).Take(page.First + 1)
                .Select(each => new AgencyHoliday(each.Date, each.Name))],
            page, each => each.Date.DayNumber);
    }

    /// <summary>Whether the agency works on a day.</summary>
    /// <param name="date">The day.</param>
    public static bool IsBusinessDay(BusinessCalendar calendar, DateOnly date) => calendar.Counted().IsBusinessDay(date);

    /// <summary>The business day that is so many business days after a day, and how it was counted: the day itself does not count, and the last one does.</summary>
    /// <param name="from">The day that something happened on, from 2000 to 2200.</param>
    /// <param name="days">How many business days, 1 to 3,660.</param>
    public static BusinessDayCount AddBusinessDays(BusinessCalendar calendar, DateOnly from, int days)
    {
        if (days is < 1 or > AgencyCalendar.MostDays)
            throw new Refusal("engage.business-days", $"From 1 to {AgencyCalendar.MostDays:N0} business days are counted at once; {days:N0} were asked for.", nameof(days));
        return calendar.Counted().Explain(WorkingDays.CheckedDate(from, nameof(from)), days);
    }
}

internal static class BusinessDayCountExtensions
{
    /// <summary>The days on the way that did not count, and why, in their order.</summary>
    public static Connection<SkippedDay> Skipped(BusinessDayCount count, Page page)
    {
        // The next page begins where the one before ends, and counts nothing of that one again.
        var after = DateOnly.FromDayNumber((int)Math.Clamp(Connections.SequenceOf(page) ?? 0, count.From.DayNumber, count.Until.DayNumber));
        return Connections.BySequence([.. count.Calendar.SkippedBetween(after, count.Until).Take(page.First + 1)], page, day => day.Date.DayNumber);
    }
}
