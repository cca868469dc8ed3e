namespace Engage.Plugins.AdvisoryBoards;

/// <summary>What to withdraw.</summary>
/// <param name="MotionId">The motion.</param>
/// <param name="MembershipId">Who withdraws it, for the clerk to say; left out, you.</param>
/// <param name="At">When it happened, for the clerk to put on record later; left out, now.</param>
public sealed record WithdrawMotionInput(Guid MotionId, Guid? MembershipId = null, DateTimeOffset? At = null);

public static class WithdrawMotion
{
    /// <summary>Takes back a motion that you moved, as long as nobody seconded it. The amendments to it go with it.</summary>
    [Requires(BoardPermissions.RunMeetings)]
    public static Task<Motion> Handle(WithdrawMotionInput input, Actor actor, IDocumentSession session, TimeProvider clock, IAgencyCalendar calendar, CancellationToken stop) =>
        OnMotion.Put(session, input.MotionId, input.At, actor, clock, calendar, floor => Decide(floor, input), stop);

    public static IEnumerable<object> Decide(Floor floor, WithdrawMotionInput input)
    {
        floor.MustBeOpen();
        floor.MustHaveQuorum();
        var member = floor.Member(input.MembershipId, nameof(input.MembershipId));
        var motion = floor.Motion(input.MotionId, nameof(input.MotionId));
        floor.MustBePending(motion);
        floor.MustTakePart(motion, member);
        if (motion.Mover != member) throw new Refusal("advisory-boards.not-mover", "Only the member who moved a motion withdraws it.", nameof(input.MembershipId));
        // From then on it belongs to the board (Robert's Rules of Order, 33:11 to 33:14).
        if (motion.State is MotionState.Seconded)
            throw new Refusal(
                "advisory-boards.seconded", "This motion was seconded, so it is the board's by now. Vote on it, or have it laid aside.",
                nameof(input.MotionId));
        foreach (var each in floor.WithAmendments(motion)) yield return new MotionWithdrawn(each.Id, floor.At);
    }
}
