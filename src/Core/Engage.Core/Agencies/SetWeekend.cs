using Marten;

namespace Engage.Agencies;

/// <summary>The weekend to set.</summary>
/// <param name="Days">All days of the week on which the agency does not work, at most six; none where it works every day.</param>
internal sealed record SetWeekendInput(IReadOnlyList<AgencyWeekday> Days);

internal static class SetWeekend
{
    /// <summary>Says on which days of the week the agency that this address belongs to does not work.</summary>
    [Requires(AgencyPermissions.Describe)]
    public static Task<BusinessCalendar> Handle(SetWeekendInput input, Agency agency, IDocumentSession session, CancellationToken stop) =>
        session.ChangeWorkingDays(agency, days => Decide(days, input), stop);

    public static IEnumerable<object> Decide(WorkingDays days, SetWeekendInput input)
    {
        AgencyWeekday[] weekend = [.. input.Days.Distinct().Order()];
        if (weekend.Length == 7)
            throw new Refusal("engage.weekend", "An agency that works on no day meets no deadline. Leave out at least one day.", nameof(input.Days));
        if (!weekend.SequenceEqual(days.Weekend)) yield return new WeekendSet(weekend);
    }
}
