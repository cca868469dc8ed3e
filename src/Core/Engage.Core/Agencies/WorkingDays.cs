using JasperFx.Events;
using Marten;
using Marten.Events.Aggregation;

namespace Engage.Agencies;

internal sealed record WeekendSet(IReadOnlyList<AgencyWeekday> Days);

/// <param name="Holidays">Those that are new, and those that are called otherwise from now on.</param>
internal sealed record HolidaysDeclared(IReadOnlyList<Holiday> Holidays);

internal sealed record HolidayRemoved(DateOnly Date);

/// <summary>On which days an agency does not work.</summary>
internal sealed record WorkingDays(Guid Id, IReadOnlyList<AgencyWeekday> Weekend, IReadOnlyList<Holiday> Holidays)
{
    /// <summary>Twenty a year for a century; each time that a deadline is counted they are read.</summary>
    public const int MostHolidays = 2_000;

    public static Guid IdOf(string slug) => StreamId.Of("agency-calendar", slug);

    public static WorkingDays Undeclared(Guid id) => new(id, [AgencyWeekday.Saturday, AgencyWeekday.Sunday], []);

    public static DayOfWeek DayOfWeek(AgencyWeekday day) => (DayOfWeek)(((int)day + 1) % 7);

    public static DateOnly CheckedDate(DateOnly date, string field) => date.Year is >= 2000 and <= 2200
        ? date
        : throw new Refusal("engage.calendar-date", $"Calendars are kept from 2000 to 2200, and {date:yyyy-MM-dd} is not within. Correct the year.", field);
}

internal sealed partial class WorkingDaysProjection : SingleStreamProjection<WorkingDays, Guid>
{
    public static WorkingDays Create(IEvent<WeekendSet> e) => Apply(e.Data, WorkingDays.Undeclared(e.StreamId));

    public static WorkingDays Create(IEvent<HolidaysDeclared> e) => Apply(e.Data, WorkingDays.Undeclared(e.StreamId));

    public static WorkingDays Apply(WeekendSet e, WorkingDays days) => days with { Weekend = e.Days };

    public static WorkingDays Apply(HolidaysDeclared e, WorkingDays days) =>
        days with { Holidays = [.. e.Holidays.UnionBy(days.Holidays, holiday => holiday.Date).OrderBy(holiday => holiday.Date)] };

    public static WorkingDays Apply(HolidayRemoved e, WorkingDays days) => days with { Holidays = [.. days.Holidays.Where(holiday => holiday.Date != e.Date)] };
}

internal static class ChangingWorkingDays
{
    /// <summary>Changes the working days of the agency of a session, and answers with its calendar as it is then.</summary>
    public static async Task<BusinessCalendar> ChangeWorkingDays(
        this IDocumentSession session, Agency agency, Func<WorkingDays, IEnumerable<object>> decide, CancellationToken stop)
    {
        var id = WorkingDays.IdOf(agency.Slug);
        await session.Change<WorkingDays>(id, days => decide(days ?? WorkingDays.Undeclared(id)), stop);
        return await BusinessCalendar.Of(session, stop);
    }
}
