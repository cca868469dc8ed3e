namespace Engage.Plugins.AdvisoryBoards;

/// <summary>The meeting to go on with.</summary>
/// <param name="MeetingId">The meeting.</param>
/// <param name="Present">The roll, on another day than it was interrupted on: each member who is there, at least whoever presides. Left out on the same day.</param>
/// <param name="Presiding">With the roll, the membership of whoever presides, where neither the chair nor the vice chair is there; their seat has a vote.</param>
/// <param name="At">When it was, for the clerk to put on record later; left out, now.</param>
public sealed record ResumeMeetingInput(Guid MeetingId, IReadOnlyList<MemberPresenceInput>? Present = null, Guid? Presiding = null, DateTimeOffset? At = null);

public static class ResumeMeeting
{
    /// <summary>
    /// Calls a meeting back to order after a recess of up to 30 days, with or without a quorum. On another day than it was interrupted on that takes a roll call as
    /// opening does: who was there before is there only if the roll says so.
    /// </summary>
    [Requires(BoardPermissions.RunMeetings)]
    public static Task<Meeting> Handle(ResumeMeetingInput input, Actor actor, IDocumentSession session, TimeProvider clock, IAgencyCalendar calendar, CancellationToken stop) =>
        Record.Put(session, input.MeetingId, input.At, actor, clock, calendar, floor => Decide(floor, input), stop);

    public static IReadOnlyList<object> Decide(Floor floor, ResumeMeetingInput input)
    {
        floor.MustBeInSession();
        if (floor.Meeting.State is not MeetingState.Recessed)
        {
            floor.MustPreside();
            throw new Refusal("advisory-boards.not-recessed", "The meeting is not interrupted.");
        }
        var since = floor.Meeting.Recesses[^1].From;
        if (floor.At > since.AddDays(RecessMeeting.Days)) throw RecessMeeting.TooLong(nameof(input.At));
        if (floor.DayOf(since) == floor.Day)
        {
            floor.MustPreside();
            if (input.Present is not null || input.Presiding is not null)
                throw new Refusal(
                    "advisory-boards.roll-call", "On the day of the recess no roll is called. Leave it out, and put on record who came and went.", nameof(input.Present));
            return [new MeetingResumed(floor.At)];
        }
        var (presiding, arrivals) = OpenMeeting.CalledRoll(floor, input.Present ?? [], input.Presiding);
        return [
            new MeetingResumed(floor.At, RollCalled: true),
            .. presiding == floor.Meeting.Presiding ? [] : (PresidingChanged[])[new(presiding, floor.At)],
            .. arrivals];
    }
}
