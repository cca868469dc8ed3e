namespace Engage.Plugins.AdvisoryBoards;

/// <summary>The report that the board does not accept.</summary>
/// <param name="RecommendationId">The recommendation.</param>
/// <param name="MotionId">The motion of the board that issued it, moved after the report, by which it found so.</param>
/// <param name="Reason">Why, 1 to 2,000 characters.</param>
public sealed record RejectImplementationInput(Guid RecommendationId, Guid MotionId, string Reason);

public static class RejectImplementation
{
    /// <summary>Puts on record that the board found a recommendation not implemented, whatever was reported. It is in progress again.</summary>
    [Requires(BoardPermissions.Recommend)]
    public static Task<Recommendation> Handle(
        RejectImplementationInput input, Actor actor, IDocumentSession session, IAgencyCalendar calendar, TimeProvider clock, CancellationToken stop) =>
        session.PutOnRecord(input.RecommendationId, input.MotionId, actor, calendar, clock, act => Decide(act, input), stop);

    public static ImplementationRejected Decide(BoardAct act, RejectImplementationInput input)
    {
        act.Must(RecommendationMove.Reject, after: act.Recommendation.Reports.FirstOrDefault()?.At);
        return new(act.Motion!.Id, Text.Checked(input.Reason, nameof(input.Reason), 2_000), act.Today);
    }
}
