namespace Engage.Plugins.AdvisoryBoards;

/// <summary>Who arrives.</summary>
/// <param name="MeetingId">The meeting.</param>
/// <param name="MembershipId">Their membership.</param>
/// <param name="Mode">How they attend.</param>
/// <param name="At">When it was, for the clerk to put on record later; left out, now.</param>
public sealed record RecordArrivalInput(Guid MeetingId, Guid MembershipId, AttendanceMode Mode, DateTimeOffset? At = null);

public static class RecordArrival
{
    /// <summary>Puts on record that a member arrives, or comes back: whoever presides does or the clerk, or the member themselves.</summary>
    [Requires(BoardPermissions.RunMeetings)]
    public static Task<Meeting> Handle(RecordArrivalInput input, Actor actor, IDocumentSession session, TimeProvider clock, IAgencyCalendar calendar, CancellationToken stop) =>
        Record.Put(session, input.MeetingId, input.At, actor, clock, calendar, floor => [Decide(floor, input)], stop);

    public static MemberArrived Decide(Floor floor, RecordArrivalInput input)
    {
        floor.MustBeInSession();
        if (floor.Self != input.MembershipId) floor.MustPreside();
        floor.MustSit(input.MembershipId, nameof(input.MembershipId));
        if (floor.Meeting.IsPresent(input.MembershipId)) throw new Refusal("advisory-boards.present-already", "This member is there already.", nameof(input.MembershipId));
        return new(input.MembershipId, input.Mode, floor.At);
    }
}
