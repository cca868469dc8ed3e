namespace Engage.Plugins.AdvisoryBoards;

/// <summary>What to lay aside.</summary>
/// <param name="MotionId">The motion.</param>
/// <param name="Reason">Why, 1 to 500 characters.</param>
/// <param name="At">When it happened, for the clerk to put on record later; left out, now.</param>
public sealed record TableMotionInput(Guid MotionId, string Reason, DateTimeOffset? At = null);

public static class TableMotion
{
    /// <summary>Lays a motion aside that was not put to the vote, with the amendments to it. It may be moved again.</summary>
    [Requires(BoardPermissions.RunMeetings)]
    public static Task<Motion> Handle(TableMotionInput input, Actor actor, IDocumentSession session, TimeProvider clock, IAgencyCalendar calendar, CancellationToken stop) =>
        OnMotion.Put(session, input.MotionId, input.At, actor, clock, calendar, floor => Decide(floor, input), stop);

    public static IEnumerable<object> Decide(Floor floor, TableMotionInput input)
    {
        floor.MustPreside();
        floor.MustBeOpen();
        floor.MustHaveQuorum();
        var motion = floor.Motion(input.MotionId, nameof(input.MotionId));
        floor.MustBePending(motion);
        var reason = Text.Checked(input.Reason, nameof(input.Reason), 500);
        foreach (var each in floor.WithAmendments(motion)) yield return new MotionTabled(each.Id, reason, floor.At);
    }
}
