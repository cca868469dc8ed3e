using System.Runtime.CompilerServices;

namespace Engage.Plugins.AdvisoryBoards;

public static class MotionSubscriptions
{
    /// <summary>
    /// A motion, as it is each time after something happened to it: moved, seconded, amended, put to the vote, decided. While a vote is on, it tells how many voted
    /// and no more.
    /// </summary>
    /// <param name="boardId">Only motions of this board.</param>
    /// <param name="meetingId">Only motions of this meeting.</param>
    /// <param name="motionId">Only this motion.</param>
    public static async IAsyncEnumerable<Motion> MotionChanged(
        Guid? boardId, Guid? meetingId, Guid? motionId, IEventFeed feed, IQuerySession session, [EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (var change in feed.Of<IMotionEvent>(stop))
        {
            if ((meetingId is not null && change.StreamId != meetingId) || (motionId is not null && change.Data.MotionId != motionId)) continue;
            if (await session.LoadAsync<Motion>(change.Data.MotionId, stop) is { } motion && (boardId is null || motion.BoardId == boardId)) yield return motion;
        }
    }
}
