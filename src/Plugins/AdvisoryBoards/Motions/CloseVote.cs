namespace Engage.Plugins.AdvisoryBoards;

/// <summary>Which vote to close.</summary>
/// <param name="MotionId">The motion.</param>
/// <param name="At">When it happened, for the clerk to put on record later; left out, now.</param>
public sealed record CloseVoteInput(Guid MotionId, DateTimeOffset? At = null);

public static class CloseVote
{
    /// <summary>Closes the vote on a motion and counts it. From then on the roll call shows how each member voted.</summary>
    [Requires(BoardPermissions.RunMeetings)]
    public static Task<Motion> Handle(CloseVoteInput input, Actor actor, IDocumentSession session, TimeProvider clock, IAgencyCalendar calendar, CancellationToken stop) =>
        OnMotion.Put(session, input.MotionId, input.At, actor, clock, calendar, floor => Decide(floor, input), stop);

    public static IEnumerable<object> Decide(Floor floor, CloseVoteInput input)
    {
        floor.MustPreside();
        // Votes that were cast are counted whenever somebody does it.
        floor.MustBeInOpenSession();
        floor.MustHaveQuorum();
        var motion = floor.Motion(input.MotionId, nameof(input.MotionId));
        if (motion.State is not MotionState.Voting) throw new Refusal("advisory-boards.no-vote-open", "There is no vote on this motion now.", nameof(input.MotionId));
        return Counting.Ended(floor, motion, Counting.Of(motion, RollCall.Of(floor.Meeting, motion)));
    }
}
