using System.Runtime.CompilerServices;

namespace Engage.Plugins.AdvisoryBoards;

public static class RecommendationSubscriptions
{
    /// <summary>A recommendation, as it is each time after something was done with it. Of drafts only who may read them hears.</summary>
    /// <param name="boardId">Only those of this board.</param>
    /// <param name="recommendationId">Only this one.</param>
    public static async IAsyncEnumerable<Recommendation> RecommendationChanged(
        Guid? boardId, Guid? recommendationId, IEventFeed feed, IQuerySession session, IAgencyCalendar calendar, TimeProvider clock, [EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (var change in feed.Of<IRecommendationChange>(stop))
        {
            if (recommendationId is { } id && change.StreamId != id) continue;
            if (await RecommendationReading.Recommendation(session, feed.Actor, change.StreamId, await calendar.Today(clock, stop), stop) is { } recommendation
                && (boardId is not { } board || recommendation.BoardId == board))
                yield return recommendation;
        }
    }
}
