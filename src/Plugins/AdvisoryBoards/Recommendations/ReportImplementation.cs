namespace Engage.Plugins.AdvisoryBoards;

/// <summary>A report that a recommendation was implemented.</summary>
/// <param name="RecommendationId">The recommendation.</param>
/// <param name="Text">What was done, in Markdown, 1 to 20,000 characters.</param>
/// <param name="InRole">The role that you speak in, such as staff. You have to hold it now.</param>
/// <param name="Evidence">What shows it, up to 20 links.</param>
public sealed record ReportImplementationInput(Guid RecommendationId, string Text, string InRole, IReadOnlyList<EvidenceLinkInput>? Evidence = null);

public static class ReportImplementation
{
    /// <summary>Reports that a recommendation was implemented. It counts as reported, and as verified only once the board that issued it says so.</summary>
    [Requires(BoardPermissions.Respond)]
    public static Task<Recommendation> Handle(
        ReportImplementationInput input, Actor actor, IDocumentSession session, IAgencyCalendar calendar, TimeProvider clock, CancellationToken stop) =>
        session.ChangeRecommendation(input.RecommendationId, actor, calendar, clock, (recommendation, today) => Decide(recommendation, today, input, actor), stop);

    public static ImplementationReported Decide(Recommendation recommendation, DateOnly today, ReportImplementationInput input, Actor actor)
    {
        recommendation.Must(RecommendationMove.Report);
        return new(
            Text.Checked(input.Text, nameof(input.Text), 20_000), AdvisoryBoards.Evidence.Checked(input.Evidence, nameof(input.Evidence)), today,
            Personal.Of(actor.Id, actor.Name), HeldRole.Checked(input.InRole, actor, nameof(input.InRole)));
    }
}
