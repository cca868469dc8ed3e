namespace Engage.Plugins.AdvisoryBoards;

/// <summary>The meeting to interrupt.</summary>
/// <param name="MeetingId">The meeting.</param>
/// <param name="Until">When it is to go on; left out where nobody said.</param>
/// <param name="At">When it was, for the clerk to put on record later; left out, now.</param>
public sealed record RecessMeetingInput(Guid MeetingId, DateTimeOffset? Until = null, DateTimeOffset? At = null);

public static class RecessMeeting
{
    // What is put off for longer is another meeting, which takes a notice of its own.
    internal const int Days = 30;

    /// <summary>Interrupts a meeting, with or without a quorum, but not a vote. A closed session goes on as one after it.</summary>
    [Requires(BoardPermissions.RunMeetings)]
    public static Task<Meeting> Handle(RecessMeetingInput input, Actor actor, IDocumentSession session, TimeProvider clock, IAgencyCalendar calendar, CancellationToken stop) =>
        Record.Put(session, input.MeetingId, input.At, actor, clock, calendar, floor => [Decide(floor, input)], stop);

    public static MeetingRecessed Decide(Floor floor, RecessMeetingInput input)
    {
        floor.MustBeInSession();
        floor.MustPreside();
        floor.MustNotBeVoting();
        if (floor.Meeting.State is MeetingState.Recessed) throw new Refusal("advisory-boards.recessed-already", "The meeting is interrupted already.");
        floor.MustNotBeStale();
        if (input.Until <= floor.At || input.Until > floor.At.AddDays(Days)) throw TooLong(nameof(input.Until));
        return new(floor.At, input.Until?.ToUniversalTime());
    }

    internal static Refusal TooLong(string field) =>
        new(
            "advisory-boards.recess-until", $"A meeting goes on after the recess begins, and within {Days} days. Adjourn it, and schedule another one for later.", field);
}
