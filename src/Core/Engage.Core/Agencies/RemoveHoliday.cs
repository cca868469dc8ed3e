using Marten;

namespace Engage.Agencies;

/// <summary>The holiday to remove.</summary>
/// <param name="Date">Its day.</param>
internal sealed record RemoveHolidayInput(DateOnly Date);

internal static class RemoveHoliday
{
    /// <summary>Takes a holiday out of the calendar of the agency that this address belongs to.</summary>
    [Requires(AgencyPermissions.Describe)]
    public static Task<BusinessCalendar> Handle(RemoveHolidayInput input, Agency agency, IDocumentSession session, CancellationToken stop) =>
        session.ChangeWorkingDays(agency, days => Decide(days, input), stop);

    public static IEnumerable<object> Decide(WorkingDays days, RemoveHolidayInput input)
    {
        if (days.Holidays.All(holiday => holiday.Date != input.Date))
            throw new Refusal("engage.not-found", "There is no holiday on this day. Query the calendar's holidays.", nameof(input.Date));
        yield return new HolidayRemoved(input.Date);
    }
}
