namespace Engage.Plugins.AdvisoryBoards;

/// <summary>A correction of the minutes.</summary>
/// <param name="MeetingId">The meeting.</param>
/// <param name="Correction">What is to be read otherwise, and how, 1 to 5,000 characters.</param>
/// <param name="ItemId">The item of the agenda that it is about; left out where it is about none.</param>
public sealed record CorrectMinutesInput(Guid MeetingId, string Correction, Guid? ItemId = null);

public static class CorrectMinutes
{
    /// <summary>How many corrections minutes have at most.</summary>
    public const int Limit = 200;

    /// <summary>Corrects the minutes of a meeting that was adjourned, until the board approves them. What was put on record stays; the correction stands with it.</summary>
    [Requires(BoardPermissions.Clerk)]
    public static Task<Meeting> Handle(CorrectMinutesInput input, Actor actor, IDocumentSession session, TimeProvider clock, IAgencyCalendar calendar, CancellationToken stop)
    {
        var id = StreamId.New(clock);
        // Never put on record for an earlier moment: a board that has voted since would seem to have known of it.
        return Record.Put(session, input.MeetingId, null, actor, clock, calendar, floor => [Decide(floor, input, id)], stop);
    }

    public static MinutesCorrected Decide(Floor floor, CorrectMinutesInput input, Guid id)
    {
        ApproveMinutes.MustBeDraft(floor.Meeting);
        if (input.ItemId is { } item && floor.Meeting.Items.All(each => each.Id != item)) throw Refusal.NotFound("item", nameof(input.ItemId));
        if (floor.Meeting.Corrections.Count >= Limit)
            throw new Refusal("advisory-boards.too-many-corrections", $"These minutes were corrected {Limit} times, which is all that minutes can be.");
        return new(id, input.ItemId, Text.Checked(input.Correction, nameof(input.Correction), 5_000), floor.At);
    }
}
