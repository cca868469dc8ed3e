namespace Engage.Plugins.AdvisoryBoards;

/// <summary>A day by which something is owed.</summary>
/// <param name="Duty">What.</param>
/// <param name="DueOn">The last day to do it.</param>
/// <param name="DoneOn">When it was done; null until it is.</param>
/// <param name="Counted">
/// How the calendar of the agency counts it now: how many business days by the rules of the board, from the day that it was issued, and which days did not
/// count. The day that was
/// named then stays, whatever holidays were declared since. Null for the report, for which the response names the day.
/// </param>
/// <param name="PostponedTo">The day that the newest response names for the report, where it is a later one; what is overdue goes by the first.</param>
public sealed record RecommendationDue(RecommendationDuty Duty, DateOnly DueOn, DateOnly? DoneOn, BusinessDayCount? Counted, DateOnly? PostponedTo = null);

public static class RecommendationsDue
{
    /// <summary>
    /// The days by which something is owed, and how they were computed; none while it is a draft. A report is owed where the newest response says that
    /// something will be done.
    /// </summary>
    public static async Task<IReadOnlyList<RecommendationDue>> DueDates(Recommendation recommendation, IAgencyCalendar calendar, CancellationToken stop) =>
        Of(recommendation, await calendar.Read(stop));

    internal static IReadOnlyList<RecommendationDue> Of(Recommendation recommendation, AgencyCalendar calendar)
    {
        if (recommendation is not { IssuedOn: { } issued, AcknowledgeBy: { } acknowledgeBy, RespondBy: { } respondBy }) return [];
        List<RecommendationDue> due =
        [
            new(RecommendationDuty.Acknowledge, acknowledgeBy, recommendation.AcknowledgedOn, calendar.Explain(issued, recommendation.AcknowledgeDays)),
            new(RecommendationDuty.Respond, respondBy, recommendation.RespondedOn, calendar.Explain(issued, recommendation.ResponseDays))
        ];
        if (recommendation.ReportBy is { } reportBy)
        {
            // A report that the board did not accept was none.
            var report = recommendation.Reports.FirstOrDefault();
            due.Add(new(
                RecommendationDuty.Report, reportBy, report?.RejectedFor is null ? report?.On : null, Counted: null,
                PostponedTo: recommendation.ImplementBy > reportBy ? recommendation.ImplementBy : null));
        }
        return due;
    }
}
