namespace Engage.Plugins.AdvisoryBoards;

/// <summary>What to put to the vote.</summary>
/// <param name="MotionId">The motion.</param>
/// <param name="At">When it happened, for the clerk to put on record later; left out, now.</param>
public sealed record CallVoteInput(Guid MotionId, DateTimeOffset? At = null);

public static class CallVote
{
    /// <summary>Puts a motion to the vote. It takes a second, a quorum of those who may vote on it, no vote on another motion, and no amendment that is not decided.</summary>
    [Requires(BoardPermissions.RunMeetings)]
    public static Task<Motion> Handle(CallVoteInput input, Actor actor, IDocumentSession session, TimeProvider clock, IAgencyCalendar calendar, CancellationToken stop) =>
        OnMotion.Put(session, input.MotionId, input.At, actor, clock, calendar, floor => Decide(floor, input), stop);

    public static IEnumerable<object> Decide(Floor floor, CallVoteInput input)
    {
        floor.MustPreside();
        floor.MustBeOpen();
        floor.MustHaveQuorum();
        var motion = floor.Motion(input.MotionId, nameof(input.MotionId));
        floor.MustNotBeVoting();
        floor.MustBePending(motion);
        if (motion.State is MotionState.Moved) throw new Refusal("advisory-boards.second-needed", "Nobody seconded this motion yet, so it is not put to the vote.", nameof(input.MotionId));
        if (floor.Amendments(motion).Any())
            throw new Refusal("advisory-boards.amendment-pending", "An amendment of this motion is not decided yet. Vote on it first, or have it withdrawn or tabled.", nameof(input.MotionId));
        floor.MustHaveQuorumFor(motion);
        yield return new VoteCalled(motion.Id, floor.At);
    }
}
