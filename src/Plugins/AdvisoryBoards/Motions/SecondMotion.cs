namespace Engage.Plugins.AdvisoryBoards;

/// <summary>What to second.</summary>
/// <param name="MotionId">The motion.</param>
/// <param name="MembershipId">Who seconds it, for the clerk to say; left out, you.</param>
/// <param name="At">When it happened, for the clerk to put on record later; left out, now.</param>
public sealed record SecondMotionInput(Guid MotionId, Guid? MembershipId = null, DateTimeOffset? At = null);

public static class SecondMotion
{
    /// <summary>Seconds a motion that another member moved, so that it is discussed.</summary>
    [Requires(BoardPermissions.RunMeetings)]
    public static Task<Motion> Handle(SecondMotionInput input, Actor actor, IDocumentSession session, TimeProvider clock, IAgencyCalendar calendar, CancellationToken stop) =>
        OnMotion.Put(session, input.MotionId, input.At, actor, clock, calendar, floor => Decide(floor, input), stop);

    public static IEnumerable<object> Decide(Floor floor, SecondMotionInput input)
    {
        floor.MustBeOpen();
        floor.MustHaveQuorum();
        var seconder = floor.Member(input.MembershipId, nameof(input.MembershipId));
        floor.MustHaveVote(seconder);
        var motion = floor.Motion(input.MotionId, nameof(input.MotionId));
        floor.MustBePending(motion);
        floor.MustTakePart(motion, seconder);
        if (motion.State is MotionState.Seconded) throw new Refusal("advisory-boards.seconded", "This motion was seconded already.", nameof(input.MotionId));
        if (motion.Mover == seconder) throw new Refusal("advisory-boards.own-motion", "Who moved a motion cannot second it. Another member does.", nameof(input.MembershipId));
        yield return new MotionSeconded(motion.Id, seconder, floor.At);
    }
}
