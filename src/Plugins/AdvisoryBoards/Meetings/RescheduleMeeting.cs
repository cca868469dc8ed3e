namespace Engage.Plugins.AdvisoryBoards;

/// <summary>What is to be otherwise with a meeting; what is left out stays as it is.</summary>
/// <param name="MeetingId">The meeting.</param>
/// <param name="Reason">Why, for everybody who would have come, 1 to 1,000 characters.</param>
/// <param name="StartsAt">When it begins: to come, and within five years.</param>
/// <param name="Minutes">How long it is to take, 1 to 1,440 minutes, and no shorter than its agenda.</param>
/// <param name="Place">Where it is held, 1 to 500 characters.</param>
/// <param name="Link">Where it can be followed or joined from elsewhere, an https address without a user name; empty where it cannot any more.</param>
public sealed record RescheduleMeetingInput(Guid MeetingId, string Reason, DateTimeOffset? StartsAt = null, int? Minutes = null, string? Place = null, string? Link = null);

public static class RescheduleMeeting
{
    /// <summary>Moves a meeting to another time or place. It takes a new notice, since people were told to come elsewhere or at another time.</summary>
    [Requires(BoardPermissions.Clerk)]
    public static Task<Meeting> Handle(RescheduleMeetingInput input, Actor actor, IDocumentSession session, TimeProvider clock, IAgencyCalendar calendar, CancellationToken stop) =>
        Record.Put(session, input.MeetingId, null, actor, clock, calendar, floor => [Decide(floor, input)], stop);

    public static MeetingRescheduled Decide(Floor floor, RescheduleMeetingInput input)
    {
        floor.MustBeAhead();
        var meeting = floor.Meeting;
        var moved = new MeetingRescheduled(
            input.StartsAt is { } start ? ScheduleMeeting.Start(start, floor.At) : meeting.StartsAt,
            input.Minutes is { } minutes ? ScheduleMeeting.Length(minutes, nameof(input.Minutes)) : meeting.Minutes,
            input.Place is { } place ? Text.Checked(place, nameof(input.Place), 500) : meeting.Place, Text.Checked(input.Reason, nameof(input.Reason), 1000), floor.At,
            input.Link is { } link ? ScheduleMeeting.Address(link) : meeting.Link);
        if (moved.StartsAt == meeting.StartsAt && moved.Minutes == meeting.Minutes && moved.Place == meeting.Place && moved.Link == meeting.Link)
            throw new Refusal("advisory-boards.unchanged", "The meeting is at this time and place already.");
        ScheduleMeeting.MustBeThere(floor.Board, floor.DayOf(moved.StartsAt));
        SetAgenda.MustFit(meeting.Items.Where(item => item.ParentId is null).Sum(item => item.Minutes), moved.Minutes, nameof(input.Minutes));
        return moved;
    }
}
