namespace Engage.Plugins.AdvisoryBoards;

/// <summary>Which motions a list holds; what is left out does not narrow it.</summary>
/// <param name="BoardId">Only motions of this board.</param>
/// <param name="MeetingId">Only motions of this meeting.</param>
/// <param name="State">Only motions in this state.</param>
/// <param name="MemberId">Only motions that this member moved or seconded, by the id of their membership.</param>
/// <param name="EndedFrom">Only motions that were decided, voided, tabled or withdrawn at this moment or later.</param>
/// <param name="EndedUntil">Only motions that were so before this moment.</param>
public sealed record MotionFilter(
    Guid? BoardId = null, Guid? MeetingId = null, MotionState? State = null, Guid? MemberId = null, DateTimeOffset? EndedFrom = null, DateTimeOffset? EndedUntil = null);

public static class MotionQueries
{
    /// <summary>One motion, or null where there is none.</summary>
    /// <param name="id">The motion's id.</param>
    public static Task<Motion?> Motion(Guid id, IQuerySession session, CancellationToken stop) => session.LoadAsync<Motion>(id, stop);

    /// <summary>The motions of the agency's boards, in the order that they were put on record in.</summary>
    /// <param name="where">Which of them.</param>
    /// <param name="order">The newest first, or the oldest.</param>
    public static Task<Connection<Motion>> Motions(Page page, MotionFilter? where, IQuerySession session, CancellationToken stop, Order order = Order.NewestFirst)
    {
        IQueryable<Motion> motions = session.Query<Motion>();
        if (where?.BoardId is { } board) motions = motions.Where(motion => motion.BoardId == board);
        if (where?.MeetingId is { } meeting) motions = motions.Where(motion => motion.MeetingId == meeting);
        if (where?.State is { } state) motions = motions.Where(motion => motion.State == state);
        if (where?.MemberId is { } member) motions = motions.Where(motion => motion.Mover == member || motion.Seconder == member);
        if (where?.EndedFrom is { } from) motions = motions.Where(motion => motion.EndedAt >= from);
        if (where?.EndedUntil is { } until) motions = motions.Where(motion => motion.EndedAt < until);
        return motions.ToConnection(page, order, motion => motion.Id, stop);
    }
}

public static class MeetingMotions
{
    /// <summary>The motions that were moved in it, in their order.</summary>
    public static Connection<Motion> Motions(Meeting meeting, Page page) => meeting.Motions.ToConnection(page, motion => motion.Id);
}
