namespace Engage.Plugins.AdvisoryBoards;

/// <summary>The recommendation to issue.</summary>
/// <param name="RecommendationId">The draft.</param>
/// <param name="MotionId">The motion of the board that carried it.</param>
public sealed record IssueRecommendationInput(Guid RecommendationId, Guid MotionId);

public static class IssueRecommendation
{
    /// <summary>
    /// Issues a recommendation that the board carried by a motion. From this day its clock runs: the days to acknowledge it and to respond to it are counted by
    /// the board's rules, on
    /// the calendar of the agency. Where it supersedes another one, that one comes to its end.
    /// </summary>
    [Requires(BoardPermissions.Recommend)]
    public static async Task<Recommendation> Handle(
        IssueRecommendationInput input, Actor actor, IDocumentSession session, IAgencyCalendar calendar, TimeProvider clock, CancellationToken stop)
    {
        var days = await calendar.Read(stop);
        var today = days.DayOf(clock.GetUtcNow());
        if (await RecommendationReading.Recommendation(session, actor, input.RecommendationId, today, stop) is null) throw NotFound();
        var stream = await session.Events.FetchForWriting<Recommendation>(input.RecommendationId, stop);
        var act = await session.Act(stream.Aggregate ?? throw NotFound(), input.MotionId, actor, today, stop);
        stream.AppendOne(Decide(act, days));
        if (act.Recommendation.Supersedes is { } supersedes)
        {
            var old = await session.Events.FetchForWriting<Recommendation>(supersedes, stop);
            old.AppendOne(Supersede(old.Aggregate, act));
        }
        await session.SaveChangesAsync(stop);
        return (await session.LoadAsync<Recommendation>(input.RecommendationId, stop))!;
    }

    public static RecommendationIssued Decide(BoardAct act, AgencyCalendar calendar)
    {
        act.Must(RecommendationMove.Issue);
        var rules = InOffice.RulesOn(act.Board, act.Today);
        return new(
            act.Motion!.Id, act.Today, calendar.AddBusinessDays(act.Today, rules.AcknowledgeDays), calendar.AddBusinessDays(act.Today, rules.ResponseDays),
            rules.AcknowledgeDays, rules.ResponseDays);
    }

    public static RecommendationSuperseded Supersede(Recommendation? old, BoardAct act)
    {
        DraftRecommendation.MustBeSuperseded(old, act.Recommendation.BoardId);
        return new(act.Recommendation.Id, act.Today);
    }

    private static Refusal NotFound() => Refusal.NotFound("recommendation", nameof(IssueRecommendationInput.RecommendationId));
}
