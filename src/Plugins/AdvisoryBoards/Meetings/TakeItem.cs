namespace Engage.Plugins.AdvisoryBoards;

/// <summary>The item to take up.</summary>
/// <param name="MeetingId">The meeting.</param>
/// <param name="ItemId">The item of its agenda.</param>
/// <param name="At">When it was, for the clerk to put on record later; left out, now.</param>
public sealed record TakeItemInput(Guid MeetingId, Guid ItemId, DateTimeOffset? At = null);

public static class TakeItem
{
    /// <summary>Takes up an item of the agenda, in any order, or comes back to it. That takes a quorum.</summary>
    [Requires(BoardPermissions.RunMeetings)]
    public static Task<Meeting> Handle(TakeItemInput input, Actor actor, IDocumentSession session, TimeProvider clock, IAgencyCalendar calendar, CancellationToken stop) =>
        Record.Put(session, input.MeetingId, input.At, actor, clock, calendar, floor => [Decide(floor, input)], stop);

    public static ItemTaken Decide(Floor floor, TakeItemInput input)
    {
        floor.MustBeOpen();
        floor.MustPreside();
        floor.MustHaveQuorum();
        floor.MustNotBeVoting();
        return new(floor.Item(input.ItemId, nameof(input.ItemId)).Id, floor.At);
    }
}
