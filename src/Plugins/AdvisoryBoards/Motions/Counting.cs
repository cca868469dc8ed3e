namespace Engage.Plugins.AdvisoryBoards;

/// <summary>Counts a vote from its roll call alone, in whole numbers.</summary>
public static class Counting
{
    /// <summary>What comes of a roll call: CARRIED, FAILED or TIED.</summary>
    public static (MotionState Outcome, VoteResult Result) Of(Motion motion, VoteResult result) => motion.Method switch
    {
        VotingMethod.Proposal => (Proposal(motion.Share, result), result),
        VotingMethod.Score => Chosen(Scoring.Of(motion.Options, result.RollCall), result),
        _ => Chosen(RankedChoice.Of(motion.Options, result.RollCall), result)
    };

    /// <summary>The events that end a vote. An amendment that carried changes the text of its motion in the same breath.</summary>
    internal static IEnumerable<object> Ended(Floor floor, Motion motion, (MotionState Outcome, VoteResult Result) counted)
    {
        yield return counted.Outcome switch
        {
            MotionState.Carried => new MotionCarried(motion.Id, counted.Result, floor.At),
            MotionState.Tied => new MotionTied(motion.Id, counted.Result, floor.At, floor.Meeting.Presiding!.Value),
            _ => new MotionFailed(motion.Id, counted.Result, floor.At)
        };
        if (counted.Outcome is MotionState.Carried && motion.Amends is { } amended)
            yield return new MotionAmended(amended, motion.Text.Text, motion.Id, floor.At, motion.Text.Language);
    }

    private static MotionState Proposal(VoteShare share, VoteResult result)
    {
        var whole = share.Of switch
        {
            ShareOf.VotesCast => result.Ayes + result.Nays,
            // Who voted and left is counted with their vote, or a motion could carry with more against it than for it.
            ShareOf.Present => result.RollCall.Count(entry => entry.Mark is not (RollCallMark.Absent or RollCallMark.Recused)),
            _ => result.RollCall.Count
        };
        // One half, however it is written, means more than that: a majority (Robert's Rules of Order, 1:7 and 44:1).
        var majority = share.Numerator * 2 == share.Denominator;
        var (ayes, needed) = (result.Ayes * share.Denominator, whole * share.Numerator);
        if (result.Ayes > 0 && (majority ? ayes > needed : ayes >= needed)) return MotionState.Carried;
        return majority && share.Of is ShareOf.VotesCast && result.Ayes > 0 && result.Ayes == result.Nays ? MotionState.Tied : MotionState.Failed;
    }

    private static (MotionState, VoteResult) Chosen((IReadOnlyList<VoteRound> Rounds, Guid? Winner, bool Tied) count, VoteResult result) => (
        count.Winner is not null ? MotionState.Carried : count.Tied ? MotionState.Tied : MotionState.Failed,
        result with { Rounds = count.Rounds, Winner = count.Winner });
}
