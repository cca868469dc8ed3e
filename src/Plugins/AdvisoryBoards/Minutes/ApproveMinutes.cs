namespace Engage.Plugins.AdvisoryBoards;

/// <summary>The approval of minutes.</summary>
/// <param name="MeetingId">The meeting whose minutes were approved.</param>
/// <param name="MotionId">The motion of the same board that approved them: one that was moved with <c>approvesMinutesOf</c>, and carried.</param>
/// <param name="At">When it happened, for the clerk to put on record later; left out, now.</param>
public sealed record ApproveMinutesInput(Guid MeetingId, Guid MotionId, DateTimeOffset? At = null);

public static class ApproveMinutes
{
    /// <summary>Puts on record that the board approved the minutes of a meeting. They are final from then on.</summary>
    [Requires(BoardPermissions.Clerk)]
    public static async Task<Meeting> Handle(ApproveMinutesInput input, Actor actor, IDocumentSession session, TimeProvider clock, IAgencyCalendar calendar, CancellationToken stop)
    {
        // What carried stays as it is, so it may be read before the meeting is.
        var motion = await session.LoadAsync<Motion>(input.MotionId, stop);
        return await Record.Put(session, input.MeetingId, input.At, actor, clock, calendar, floor => [Decide(floor, motion)], stop);
    }

    public static MinutesApproved Decide(Floor floor, Motion? motion)
    {
        var meeting = floor.Meeting;
        MustBeDraft(meeting);
        if (motion is null) throw Refusal.NotFound("motion", nameof(ApproveMinutesInput.MotionId));
        if (motion.BoardId != meeting.BoardId || motion.ApprovesMinutesOf != meeting.Id)
            throw new Refusal("advisory-boards.other-motion", "This motion does not approve the minutes of this meeting. Name one that was moved to approve them.", nameof(ApproveMinutesInput.MotionId));
        if (motion.State is not MotionState.Carried)
            throw new Refusal("advisory-boards.motion-not-carried", "This motion did not carry. A board speaks by motions that carried.", nameof(ApproveMinutesInput.MotionId));
        // The board approves what it has before it when it votes, and nothing that comes after.
        if (meeting.Corrections.Any(correction => correction.At >= motion.CalledAt))
            throw new Refusal("advisory-boards.corrected-since", "The minutes were corrected after the vote on this motion was called. Let the board vote on them as they are now.", nameof(ApproveMinutesInput.MotionId));
        if (floor.At < motion.EndedAt) throw new Refusal("advisory-boards.out-of-order", "The motion carried later than that. Put things on record in the order they happened in.", "at");
        return new(motion.Id, floor.At);
    }

    internal static void MustBeDraft(Meeting meeting)
    {
        if (meeting.AdjournedAt is null) throw new Refusal("advisory-boards.not-adjourned", "This meeting is not over. There are minutes of it when it is adjourned.", "meetingId");
        if (meeting.MinutesApprovedBy is not null) throw new Refusal("advisory-boards.minutes-approved", "The board approved these minutes. They are final.", "meetingId");
    }
}
