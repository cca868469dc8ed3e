using Marten;

namespace Engage.Agencies;

/// <summary>A holiday to declare.</summary>
/// <param name="Date">The day on which the agency does not work, from 2000 to 2200.
/// Where a holiday on a weekend is made up for, declare the day that it is made up on.</param>
/// <param name="Name">What it is called, 1 to 200 characters.</param>
internal sealed record AgencyHolidayInput(DateOnly Date, string Name);

/// <summary>The holidays to declare.</summary>
/// <param name="Holidays">1 to 100 of them, each on another day. One on a day that is a holiday already gives it another name.</param>
internal sealed record DeclareHolidaysInput(IReadOnlyList<AgencyHolidayInput> Holidays);

internal static class DeclareHolidays
{
    private const int AtOnce = 100;

    /// <summary>Adds holidays to the calendar of the agency that this address belongs to.</summary>
    [Requires(AgencyPermissions.Describe)]
    public static Task<BusinessCalendar> Handle(DeclareHolidaysInput input, Agency agency, IDocumentSession session, CancellationToken stop) =>
        session.ChangeWorkingDays(agency, days => Decide(days, input), stop);

    public static IEnumerable<object> Decide(WorkingDays days, DeclareHolidaysInput input)
    {
        if (input.Holidays.Count is < 1 or > AtOnce) throw Wrong($"From 1 to {AtOnce} holidays are declared at once; there are {input.Holidays.Count:N0}.");
        Holiday[] declared = [.. input.Holidays.Select(each =>
            new Holiday(WorkingDays.CheckedDate(each.Date, nameof(input.Holidays)), Text.Checked(each.Name, nameof(input.Holidays), 200)))
            .OrderBy(each => each.Date)];
        foreach (var (date, times) in declared.CountBy(each => each.Date))
            if (times > 1) throw Wrong($"{date:yyyy-MM-dd} is declared {times} times. Name each day once.");
        if (declared.UnionBy(days.Holidays, each => each.Date).Count() > WorkingDays.MostHolidays)
            throw Wrong($"A calendar has at most {WorkingDays.MostHolidays:N0} holidays. Remove some that have passed.");
        Holiday[] changed = [.. declared.Except(days.Holidays)];
        if (changed.Length > 0) yield return new HolidaysDeclared(changed);

        static Refusal Wrong(string message) => new("engage.holidays", message, nameof(input.Holidays));
    }
}
