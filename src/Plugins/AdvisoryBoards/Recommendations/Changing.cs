namespace Engage.Plugins.AdvisoryBoards;

internal static class Changing
{
    /// <summary>Appends what is decided of a recommendation that the caller may read, and answers with it.</summary>
    public static async Task<Recommendation> ChangeRecommendation(
        this IDocumentSession session, Guid id, Actor actor, IAgencyCalendar calendar, TimeProvider clock, Func<Recommendation, DateOnly, object> decide, CancellationToken stop)
    {
        var today = await calendar.Today(clock, stop);
        if (await RecommendationReading.Recommendation(session, actor, id, today, stop) is null) throw Refusal.NotFound("recommendation", "recommendationId");
        await session.Change<Recommendation>(id, now => [decide(now ?? throw Refusal.NotFound("recommendation", "recommendationId"), today)], stop);
        return (await session.LoadAsync<Recommendation>(id, stop))!;
    }
}
