namespace Engage.Plugins.AdvisoryBoards;

/// <summary>The recommendation to acknowledge.</summary>
/// <param name="RecommendationId">The recommendation.</param>
/// <param name="InRole">The role that you speak in, such as staff. You have to hold it now.</param>
public sealed record AcknowledgeRecommendationInput(Guid RecommendationId, string InRole);

public static class AcknowledgeRecommendation
{
    /// <summary>Says that a recommendation came, to whom it is addressed.</summary>
    [Requires(BoardPermissions.Respond)]
    public static Task<Recommendation> Handle(
        AcknowledgeRecommendationInput input, Actor actor, IDocumentSession session, IAgencyCalendar calendar, TimeProvider clock, CancellationToken stop) =>
        session.ChangeRecommendation(input.RecommendationId, actor, calendar, clock, (recommendation, today) => Decide(recommendation, today, input, actor), stop);

    public static RecommendationAcknowledged Decide(Recommendation recommendation, DateOnly today, AcknowledgeRecommendationInput input, Actor actor)
    {
        recommendation.Must(RecommendationMove.Acknowledge);
        return new(today, Personal.Of(actor.Id, actor.Name), HeldRole.Checked(input.InRole, actor, nameof(input.InRole)));
    }
}
