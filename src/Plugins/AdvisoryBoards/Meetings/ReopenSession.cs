namespace Engage.Plugins.AdvisoryBoards;

/// <summary>The meeting to open to the public again.</summary>
/// <param name="MeetingId">The meeting.</param>
/// <param name="At">When it was, for the clerk to put on record later; left out, now.</param>
public sealed record ReopenSessionInput(Guid MeetingId, DateTimeOffset? At = null);

public static class ReopenSession
{
    /// <summary>Ends a closed session, with or without a quorum.</summary>
    [Requires(BoardPermissions.RunMeetings)]
    public static Task<Meeting> Handle(ReopenSessionInput input, Actor actor, IDocumentSession session, TimeProvider clock, IAgencyCalendar calendar, CancellationToken stop) =>
        Record.Put(session, input.MeetingId, input.At, actor, clock, calendar, floor => [Decide(floor)], stop);

    public static SessionReopened Decide(Floor floor)
    {
        floor.MustBeInSession();
        floor.MustPreside();
        if (floor.Meeting.State is not MeetingState.Closed) throw new Refusal("advisory-boards.session-not-closed", "The meeting is not in closed session.");
        return new(floor.At);
    }
}
