namespace Engage.Plugins.AdvisoryBoards;

/// <summary>How many of how many.</summary>
/// <param name="Count">How many.</param>
/// <param name="Of">Of how many.</param>
/// <param name="Share">The share; null where there are none that it could be of.</param>
/// <param name="Interval">Between what values the share lies with a confidence of 95 %, by Wilson's score; null where there is no share. With few recommendations it is wide.</param>
public sealed record RecommendationShare(int Count, int Of, double? Share, Interval? Interval);

/// <summary>
/// What became of the recommendations of a time, as it stood at the end of a day. Every share is of all that were issued unless it says otherwise: those
/// without an answer count as
/// not agreed to and not done, since a ratio that leaves them out flatters whoever does not answer. What the board superseded by another recommendation is in
/// no share, answered or
/// not, since the other one is; only the board supersedes, so nobody improves a rate by it who is measured.
/// </summary>
/// <param name="AsOf">The day. What happened after it does not count.</param>
/// <param name="Issued">How many were issued, superseded ones aside.</param>
/// <param name="Superseded">How many more were superseded. They are in none of the other numbers but the medians, where they count as waiting until they were superseded.</param>
/// <param name="Acknowledged">Acknowledged, or responded to.</param>
/// <param name="Responded">Responded to.</param>
/// <param name="Unanswered">Not responded to, overdue or not.</param>
/// <param name="Concurred">Agreed to, by the newest response. So with the two that follow.</param>
/// <param name="Partly">Agreed to in part.</param>
/// <param name="Declined">Declined.</param>
/// <param name="AnsweredInTime">First responded to by the last day for it, of those whose last day is over. Early answers to what is not due yet do not count, nor does silence until then.</param>
/// <param name="Reported">Ever reported as implemented, whether the board accepted it or not.</param>
/// <param name="ReportedUnverified">Reported as implemented, and not yet verified by the board. No share of what is done.</param>
/// <param name="VerifiedFull">Found implemented by the board that issued it.</param>
/// <param name="VerifiedPartial">Found implemented in part by the board that issued it.</param>
/// <param name="RejectedClaims">Reports that the board did not accept, of all reports.</param>
/// <param name="Closed">Declined, and pursued no further by the board.</param>
/// <param name="Overdue">Of which something is overdue.</param>
/// <param name="Postponed">Of which a response put the day to do it by off.</param>
/// <param name="Postponements">How often that was done in all.</param>
/// <param name="MedianBusinessDaysToResponse">
/// Within how many business days half of them are responded to, as Kaplan and Meier estimate it: one that still waits counts with the time that it has waited
/// so far. Null where too
/// few were answered to tell.
/// </param>
/// <param name="MedianCalendarDaysToResponse">The same in days.</param>
public sealed record RecommendationRates(
    DateOnly AsOf, int Issued, int Superseded, RecommendationShare Acknowledged, RecommendationShare Responded, RecommendationShare Unanswered, RecommendationShare Concurred,
    RecommendationShare Partly, RecommendationShare Declined, RecommendationShare AnsweredInTime, RecommendationShare Reported, RecommendationShare ReportedUnverified,
    RecommendationShare VerifiedFull, RecommendationShare VerifiedPartial, RecommendationShare RejectedClaims,
    RecommendationShare Closed, RecommendationShare Overdue, RecommendationShare Postponed, int Postponements, double? MedianBusinessDaysToResponse, double? MedianCalendarDaysToResponse);

public static class Rates
{
    /// <summary>The rates of recommendations at the end of a day, from the days of what was done with them and from nothing else.</summary>
    public static RecommendationRates Of(IReadOnlyCollection<RecommendationCourse> courses, DateOnly day, AgencyCalendar calendar)
    {
        var stood = courses.Select(course => course.AsOf(day)).OfType<RecommendationCourse>().ToList();
        var all = stood.Where(course => course.State is not RecommendationState.Superseded).ToList();
        var due = all.Where(course => course.RespondBy < day).ToList();
        var (reports, rejected) = (Steps(RecommendationStepKind.Reported), Steps(RecommendationStepKind.Rejected));
        var days = new BusinessDays(calendar, stood.Count == 0 ? day : stood.Min(course => course.IssuedOn), day);
        return new(
            day, all.Count, stood.Count - all.Count, Share(course => course.AcknowledgedOn is not null), Share(course => course.RespondedOn is not null),
            Share(course => course.RespondedOn is null), Says(ResponseKind.Concur), Says(ResponseKind.Partly), Says(ResponseKind.Decline),
            ShareOf(due.Count(course => course.RespondedOn <= course.RespondBy), due.Count),
            Share(course => course.Steps.Any(step => step.Kind is RecommendationStepKind.Reported)), In(RecommendationState.ReportedImplemented),
            In(RecommendationState.VerifiedImplemented), In(RecommendationState.VerifiedPartial), ShareOf(rejected, reports), In(RecommendationState.Closed),
            Share(course => AdvisoryBoards.Overdue.On(course, day).Count > 0), Share(course => course.Postponements > 0), all.Sum(course => course.Postponements),
            KaplanMeier.Median([.. stood.Select(course => Wait(course, days.Between))]),
            KaplanMeier.Median([.. stood.Select(course => Wait(course, (from, until) => until.DayNumber - from.DayNumber))]));

        RecommendationShare Share(Func<RecommendationCourse, bool> counts) => ShareOf(all.Count(counts), all.Count);

        RecommendationShare In(RecommendationState state) => Share(course => course.State == state);

        RecommendationShare Says(ResponseKind response) => Share(course => course.Response?.Response == response);

        int Steps(RecommendationStepKind kind) => all.Sum(course => course.Steps.Count(step => step.Kind == kind));

        Wait Wait(RecommendationCourse course, Func<DateOnly, DateOnly, int> between)
        {
            // What was superseded waits no longer than until it was; whether an answer would have come nobody knows.
            var waited = course.RespondedOn ?? (course.State is RecommendationState.Superseded ? course.Steps[^1].On : day);
            return new(between(course.IssuedOn, waited), course.RespondedOn is not null);
        }
    }

    private static RecommendationShare ShareOf(int count, int of) => of == 0 ? new(0, 0, null, null) : new(count, of, (double)count / of, Wilson.Interval(count, of));
}
