namespace Engage.Plugins.AdvisoryBoards;

/// <summary>What whom a recommendation is addressed to owes the board, each by a day.</summary>
public enum RecommendationDuty
{
    /// <summary>To say that it came.</summary>
    Acknowledge,

    /// <summary>To respond.</summary>
    Respond,

    /// <summary>To report that it was implemented, by the first day that a response named since it was last declined.</summary>
    Report
}

/// <summary>Something that is overdue.</summary>
/// <param name="Duty">What was owed.</param>
/// <param name="DueOn">Its last day; it is overdue since the day after.</param>
/// <param name="BusinessDays">How many business days it is overdue.</param>
/// <param name="CalendarDays">How many days it is overdue.</param>
public sealed record OverdueDuty(RecommendationDuty Duty, DateOnly DueOn, int BusinessDays, int CalendarDays);

/// <summary>A recommendation of which something is overdue.</summary>
/// <param name="Duties">What, the longest overdue first.</param>
public sealed record OverdueRecommendation([property: Unpublished] Guid Id, IReadOnlyList<OverdueDuty> Duties);

/// <summary>What is overdue is computed on a day, and stored nowhere.</summary>
public static class Overdue
{
    /// <summary>
    /// What is overdue at the end of a day, the longest first. A report that the board did not accept is none, and a later response postpones nothing: the day
    /// stays the one that was named first. Of what was declined or came to its end nothing is owed any more.
    /// </summary>
    public static IReadOnlyList<(RecommendationDuty Duty, DateOnly DueOn)> On(RecommendationCourse course, DateOnly day)
    {
        if (course.AsOf(day) is not { IsOpen: true } now) return [];
        List<(RecommendationDuty Duty, DateOnly DueOn)> owed = [];
        if (now.AcknowledgedOn is null) owed.Add((RecommendationDuty.Acknowledge, now.AcknowledgeBy));
        if (now.RespondedOn is null) owed.Add((RecommendationDuty.Respond, now.RespondBy));
        if (now is { State: RecommendationState.Responded or RecommendationState.InProgress, ReportBy: { } reportBy })
            owed.Add((RecommendationDuty.Report, reportBy));
        return [.. owed.Where(each => each.DueOn < day).OrderBy(each => each.DueOn)];
    }

    /// <summary>All of them of which something is overdue, those first whose day is longest gone.</summary>
    public static IReadOnlyList<OverdueRecommendation> Of(IReadOnlyCollection<RecommendationCourse> courses, DateOnly day, AgencyCalendar calendar)
    {
        var found = courses.Select(course => (course.Id, Duties: On(course, day))).Where(each => each.Duties.Count > 0).OrderBy(each => each.Duties[0].DueOn).ThenBy(each => each.Id).ToList();
        if (found.Count == 0) return [];
        var days = new BusinessDays(calendar, found[0].Duties[0].DueOn, day);
        return [.. found.Select(each => new OverdueRecommendation(
            each.Id, [.. each.Duties.Select(duty => new OverdueDuty(duty.Duty, duty.DueOn, days.Between(duty.DueOn, day), day.DayNumber - duty.DueOn.DayNumber))]))];
    }
}

/// <summary>Counts business days between many days of a time, having looked at the calendar once.</summary>
internal sealed class BusinessDays(AgencyCalendar calendar, DateOnly from, DateOnly until)
{
    private readonly int[] _skipped = [.. calendar.SkippedBetween(from, until).Select(day => day.Date.DayNumber)];

    /// <summary>As <see cref="AgencyCalendar.BusinessDaysBetween"/> counts, for days within the time.</summary>
    public int Between(DateOnly from, DateOnly until) => until <= from ? 0 : until.DayNumber - from.DayNumber - (SkippedUpTo(until) - SkippedUpTo(from));

    private int SkippedUpTo(DateOnly day) => Array.BinarySearch(_skipped, day.DayNumber) is var found && found >= 0 ? found + 1 : ~found;
}
