namespace Engage.Plugins.AdvisoryBoards;

/// <summary>The meeting to adjourn.</summary>
/// <param name="MeetingId">The meeting.</param>
/// <param name="At">When it was, for the clerk to put on record later; left out, now.</param>
public sealed record AdjournMeetingInput(Guid MeetingId, DateTimeOffset? At = null);

public static class AdjournMeeting
{
    /// <summary>Ends a meeting, with or without a quorum. With it the board's record says who attended, and a seat is forfeited where absences come to what its rules say.</summary>
    [Requires(BoardPermissions.RunMeetings)]
    public static Task<Meeting> Handle(AdjournMeetingInput input, Actor actor, IDocumentSession session, TimeProvider clock, IAgencyCalendar calendar, CancellationToken stop) =>
        Record.Put(session, input.MeetingId, input.At, actor, clock, calendar, floor => [Decide(floor)], stop, Absences.Of);

    public static MeetingAdjourned Decide(Floor floor)
    {
        floor.MustBeInSession();
        floor.MustPreside();
        floor.MustNotBeVoting();
        // The public hears that a closed session ended, before it hears that the meeting did.
        if (floor.Meeting.ClosedSessions.Any(session => session.Until is null)) throw new Refusal("advisory-boards.closed-session", "The session is closed. Reopen it first.");
        return new(floor.At);
    }
}
