namespace Engage.Plugins.AdvisoryBoards;

/// <summary>Who leaves.</summary>
/// <param name="MeetingId">The meeting.</param>
/// <param name="MembershipId">Their membership.</param>
/// <param name="At">When it was, for the clerk to put on record later; left out, now.</param>
public sealed record RecordDepartureInput(Guid MeetingId, Guid MembershipId, DateTimeOffset? At = null);

public static class RecordDeparture
{
    /// <summary>
    /// Puts on record that a member leaves: whoever presides does or the clerk, or the member themselves. Where the quorum for a vote that is on goes with them, the vote
    /// is void.
    /// </summary>
    [Requires(BoardPermissions.RunMeetings)]
    public static Task<Meeting> Handle(RecordDepartureInput input, Actor actor, IDocumentSession session, TimeProvider clock, IAgencyCalendar calendar, CancellationToken stop) =>
        Record.Put(session, input.MeetingId, input.At, actor, clock, calendar, floor => [Decide(floor, input)], stop);

    public static MemberLeft Decide(Floor floor, RecordDepartureInput input)
    {
        floor.MustBeInSession();
        // Else whoever presides could keep a quorum that walked out, or one of members who never came.
        if (floor.Self != input.MembershipId) floor.MustPreside();
        if (!floor.Meeting.IsPresent(input.MembershipId))
            throw new Refusal("advisory-boards.not-present", "This member is not there.", nameof(input.MembershipId));
        if (floor.Meeting.Presiding == input.MembershipId)
            throw new Refusal("advisory-boards.presiding-leaves", "Whoever presides hands the chair over before they leave, or adjourns.", nameof(input.MembershipId));
        return new(input.MembershipId, floor.At);
    }
}
