namespace Engage.Plugins.AdvisoryBoards;

/// <summary>The recommendation whose implementation begins.</summary>
/// <param name="RecommendationId">The recommendation.</param>
/// <param name="Note">What is done first, 1 to 2,000 characters.</param>
/// <param name="InRole">The role that you speak in, such as staff. You have to hold it now.</param>
public sealed record StartImplementationInput(Guid RecommendationId, string Note, string InRole);

public static class StartImplementation
{
    /// <summary>Says that what was agreed to is being done.</summary>
    [Requires(BoardPermissions.Respond)]
    public static Task<Recommendation> Handle(
        StartImplementationInput input, Actor actor, IDocumentSession session, IAgencyCalendar calendar, TimeProvider clock, CancellationToken stop) =>
        session.ChangeRecommendation(input.RecommendationId, actor, calendar, clock, (recommendation, today) => Decide(recommendation, today, input, actor), stop);

    public static ImplementationStarted Decide(Recommendation recommendation, DateOnly today, StartImplementationInput input, Actor actor)
    {
        recommendation.Must(RecommendationMove.Start);
        return new(Text.Checked(input.Note, nameof(input.Note), 2_000), today, Personal.Of(actor.Id, actor.Name), HeldRole.Checked(input.InRole, actor, nameof(input.InRole)));
    }
}
