namespace Engage.Plugins.AdvisoryBoards;

/// <summary>The meeting to notice.</summary>
/// <param name="MeetingId">The meeting.</param>
/// <param name="Emergency">For an emergency meeting, and only for one: the ground on which it cannot wait for the notice that others need, 1 to 1,000 characters.</param>
public sealed record NoticeMeetingInput(Guid MeetingId, string? Emergency = null);

public static class NoticeMeeting
{
    /// <summary>Tells the public of a meeting, with its agenda. That is done when it is done: a notice is never dated back.</summary>
    [Requires(BoardPermissions.Clerk)]
    public static Task<Meeting> Handle(NoticeMeetingInput input, Actor actor, IDocumentSession session, TimeProvider clock, IAgencyCalendar calendar, CancellationToken stop) =>
        Record.Put(session, input.MeetingId, null, actor, clock, calendar, floor => [Decide(floor, input)], stop);

    public static MeetingNoticed Decide(Floor floor, NoticeMeetingInput input)
    {
        floor.MustBeAhead();
        var meeting = floor.Meeting;
        if (meeting.State is MeetingState.Noticed) throw new Refusal("advisory-boards.noticed-already", "The meeting was noticed as it is.");
        if (meeting.Items.Count == 0) throw SetAgenda.NoAgenda();
        var ground = string.IsNullOrWhiteSpace(input.Emergency) ? null : Text.Checked(input.Emergency, nameof(input.Emergency), 1000);
        if ((meeting.Kind is MeetingKind.Emergency) != (ground is not null))
            throw new Refusal("advisory-boards.emergency-ground", "An emergency meeting is noticed with the ground on which it cannot wait, and no other meeting is.", nameof(input.Emergency));
        var latest = NoticePeriod.Latest(meeting, floor.Rules);
        if (floor.At > latest)
            throw new Refusal("advisory-boards.notice-too-late",
                $"The last moment to notice this meeting was {latest:O}. Move it to a later time, or, where something cannot wait, schedule an emergency meeting and name the ground for it.");
        return new(floor.At, ground);
    }
}
