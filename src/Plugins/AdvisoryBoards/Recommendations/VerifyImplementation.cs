namespace Engage.Plugins.AdvisoryBoards;

/// <summary>What the board found of a report.</summary>
/// <param name="RecommendationId">The recommendation.</param>
/// <param name="MotionId">The motion of the board that issued it, moved after the report, by which it found so.</param>
/// <param name="Extent">How far it was implemented.</param>
/// <param name="Rationale">What is missing, 1 to 2,000 characters, for PARTIAL; there is none for FULL.</param>
public sealed record VerifyImplementationInput(Guid RecommendationId, Guid MotionId, ImplementationExtent Extent, string? Rationale = null);

public static class VerifyImplementation
{
    /// <summary>
    /// Puts on record that the board that issued a recommendation found it implemented. No other board can, and nobody who responded to it or reported it.
    /// </summary>
    [Requires(BoardPermissions.Recommend)]
    public static Task<Recommendation> Handle(
        VerifyImplementationInput input, Actor actor, IDocumentSession session, IAgencyCalendar calendar, TimeProvider clock, CancellationToken stop) =>
        session.PutOnRecord(input.RecommendationId, input.MotionId, actor, calendar, clock, act => Decide(act, input), stop);

    public static ImplementationVerified Decide(BoardAct act, VerifyImplementationInput input)
    {
        act.Must(RecommendationMove.Verify, after: act.Recommendation.Reports.FirstOrDefault()?.At);
        if (string.IsNullOrWhiteSpace(input.Rationale) == input.Extent is ImplementationExtent.Partial)
            throw new Refusal(
                "advisory-boards.verification-rationale", "Say what is missing where it was implemented in part, and nowhere else.", nameof(input.Rationale));
        return new(
            act.Motion!.Id, input.Extent, input.Extent is ImplementationExtent.Partial ? Text.Checked(input.Rationale!, nameof(input.Rationale), 2_000) : null, act.Today);
    }
}
