namespace Engage.Plugins.AdvisoryBoards;

internal static class OnMotion
{
    /// <summary>Puts on record what happens to a motion, in the meeting that it was moved in, and answers with it.</summary>
    public static async Task<Motion> Put(
        IDocumentSession session, Guid motionId, DateTimeOffset? at, Actor actor, TimeProvider clock, IAgencyCalendar calendar, Func<Floor, IEnumerable<object>> decide, CancellationToken stop)
    {
        // A motion stays where it was moved, so this may be read before the meeting is.
        var motion = await session.LoadAsync<Motion>(motionId, stop) ?? throw Refusal.NotFound("motion", nameof(motionId));
        var meeting = await Record.Put(session, motion.MeetingId, at, actor, clock, calendar, decide, stop);
        return meeting.Motions.Single(each => each.Id == motionId);
    }
}
