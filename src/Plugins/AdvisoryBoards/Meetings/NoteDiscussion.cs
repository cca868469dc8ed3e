namespace Engage.Plugins.AdvisoryBoards;

/// <summary>What was said.</summary>
/// <param name="MeetingId">The meeting.</param>
/// <param name="Note">What was said, as the public minutes give it, 1 to 2,000 characters.</param>
/// <param name="ItemId">The item of the agenda that it belongs to.</param>
/// <param name="MotionId">The motion that it belongs to.</param>
/// <param name="At">When it was, for the clerk to put on record later; left out, now.</param>
public sealed record NoteDiscussionInput(Guid MeetingId, string Note, Guid? ItemId = null, Guid? MotionId = null, DateTimeOffset? At = null);

public static class NoteDiscussion
{
    private const int Limit = 300;

    /// <summary>Puts on record what was said, for the minutes. In a closed session nothing is noted here: what is noted is public.</summary>
    [Requires(BoardPermissions.RunMeetings)]
    public static Task<Meeting> Handle(NoteDiscussionInput input, Actor actor, IDocumentSession session, TimeProvider clock, IAgencyCalendar calendar, CancellationToken stop) =>
        Record.Put(session, input.MeetingId, input.At, actor, clock, calendar, floor => [Decide(floor, input)], stop);

    public static DiscussionNoted Decide(Floor floor, NoteDiscussionInput input)
    {
        floor.MustBeOpen();
        floor.MustPreside();
        floor.MustHaveQuorum();
        if (floor.Meeting.Notes.Count >= Limit) throw new Refusal("advisory-boards.too-many-notes", $"A meeting has {Limit:N0} notes at most. Say more in each.");
        return new(
            input.ItemId is { } item ? floor.Item(item, nameof(input.ItemId)).Id : null, input.MotionId is { } motion ? floor.Motion(motion, nameof(input.MotionId)).Id : null,
            Text.Checked(input.Note, nameof(input.Note), 2_000), floor.At);
    }
}
