namespace Engage.Plugins.AdvisoryBoards;

/// <summary>The recommendation to close.</summary>
/// <param name="RecommendationId">The recommendation, which was declined.</param>
/// <param name="MotionId">The motion of the board that issued it, moved after it was declined, by which it pursues it no further.</param>
/// <param name="Reason">Why, 1 to 2,000 characters.</param>
public sealed record CloseRecommendationInput(Guid RecommendationId, Guid MotionId, string Reason);

public static class CloseRecommendation
{
    /// <summary>Puts on record that the board pursues a recommendation no further that was declined. It stays in every rate, as declined.</summary>
    [Requires(BoardPermissions.Recommend)]
    public static Task<Recommendation> Handle(
        CloseRecommendationInput input, Actor actor, IDocumentSession session, IAgencyCalendar calendar, TimeProvider clock, CancellationToken stop) =>
        session.PutOnRecord(input.RecommendationId, input.MotionId, actor, calendar, clock, act => Decide(act, input), stop);

    public static RecommendationClosed Decide(BoardAct act, CloseRecommendationInput input)
    {
        act.Must(RecommendationMove.Close, after: act.Recommendation.Responses.FirstOrDefault()?.At);
        return new(act.Motion!.Id, Text.Checked(input.Reason, nameof(input.Reason), 2_000), act.Today);
    }
}
