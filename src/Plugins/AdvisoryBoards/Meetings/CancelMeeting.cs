namespace Engage.Plugins.AdvisoryBoards;

/// <summary>The meeting to cancel.</summary>
/// <param name="MeetingId">The meeting.</param>
/// <param name="Reason">Why, for everybody who would have come, 1 to 1,000 characters.</param>
public sealed record CancelMeetingInput(Guid MeetingId, string Reason);

public static class CancelMeeting
{
    /// <summary>Cancels a meeting that was not called to order.</summary>
    [Requires(BoardPermissions.Clerk)]
    public static Task<Meeting> Handle(CancelMeetingInput input, Actor actor, IDocumentSession session, TimeProvider clock, IAgencyCalendar calendar, CancellationToken stop) =>
        Record.Put(session, input.MeetingId, null, actor, clock, calendar, floor => [Decide(floor, input)], stop);

    public static MeetingCancelled Decide(Floor floor, CancelMeetingInput input)
    {
        floor.MustBeAhead();
        return new(Text.Checked(input.Reason, nameof(input.Reason), 1000), floor.At);
    }
}
