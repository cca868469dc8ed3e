namespace Engage.Plugins.AdvisoryBoards;

/// <summary>The draft to discard.</summary>
/// <param name="RecommendationId">The draft.</param>
public sealed record DiscardRecommendationInput(Guid RecommendationId);

public static class DiscardRecommendation
{
    /// <summary>Discards a draft, and answers with it as it was.</summary>
    [Requires(BoardPermissions.Recommend)]
    public static async Task<Recommendation> Handle(
        DiscardRecommendationInput input, Actor actor, IDocumentSession session, IAgencyCalendar calendar, TimeProvider clock, CancellationToken stop)
    {
        var draft = await RecommendationReading.Recommendation(session, actor, input.RecommendationId, await calendar.Today(clock, stop), stop)
            ?? throw Refusal.NotFound("recommendation", nameof(input.RecommendationId));
        await session.Change<Recommendation>(input.RecommendationId, now => [Decide(now ?? throw Refusal.NotFound("recommendation", nameof(input.RecommendationId)))], stop);
        return draft;
    }

    public static RecommendationDiscarded Decide(Recommendation draft)
    {
        draft.Must(RecommendationMove.Discard);
        return new();
    }
}
