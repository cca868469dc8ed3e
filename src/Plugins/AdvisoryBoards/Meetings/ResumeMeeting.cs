namespace Engage.Plugins.AdvisoryBoards;

/// <summary>The meeting to go on with.</summary>
/// <param name="MeetingId">The meeting.</param>
/// <param name="At">When it was, for the clerk to put on record later; left out, now.</param>
public sealed record ResumeMeetingInput(Guid MeetingId, DateTimeOffset? At = null);

public static class ResumeMeeting
{
    /// <summary>Calls a meeting back to order after a recess, with or without a quorum.</summary>
    [Requires(BoardPermissions.RunMeetings)]
    public static Task<Meeting> Handle(ResumeMeetingInput input, Actor actor, IDocumentSession session, TimeProvider clock, IAgencyCalendar calendar, CancellationToken stop) =>
        Record.Put(session, input.MeetingId, input.At, actor, clock, calendar, floor => [Decide(floor)], stop);

    public static MeetingResumed Decide(Floor floor)
    {
        floor.MustBeInSession();
        floor.MustPreside();
        if (floor.Meeting.State is not MeetingState.Recessed) throw new Refusal("advisory-boards.not-recessed", "The meeting is not interrupted.");
        return new(floor.At);
    }
}
