namespace Engage.Plugins.AdvisoryBoards;

/// <summary>How to break a tie: by the vote that whoever presides kept back, of the motion's method.</summary>
/// <param name="MotionId">The motion.</param>
/// <param name="Choice">For PROPOSAL: AYE or NAY.</param>
/// <param name="Scores">For SCORE: 0 to 5 for each option that you score.</param>
/// <param name="Ranking">For RANKED_CHOICE: options, the best first.</param>
/// <param name="MembershipId">Who breaks it, for the clerk to say; left out, you.</param>
/// <param name="At">When it happened, for the clerk to put on record later; left out, now.</param>
public sealed record BreakTieInput(
    Guid MotionId, VoteChoice? Choice = null, IReadOnlyList<OptionScoreInput>? Scores = null, IReadOnlyList<Guid>? Ranking = null, Guid? MembershipId = null, DateTimeOffset? At = null);

public static class BreakTie
{
    /// <summary>
    /// Breaks a tie by the vote of whoever presides and did when it tied, on boards whose rules let them vote then and only then: their vote is counted with
    /// the others. Once the board votes on something else the tie stands.
    /// </summary>
    [Requires(BoardPermissions.RunMeetings)]
    public static Task<Motion> Handle(BreakTieInput input, Actor actor, IDocumentSession session, TimeProvider clock, IAgencyCalendar calendar, CancellationToken stop) =>
        OnMotion.Put(session, input.MotionId, input.At, actor, clock, calendar, floor => Decide(floor, input), stop);

    public static IEnumerable<object> Decide(Floor floor, BreakTieInput input)
    {
        floor.MustBeOpen();
        floor.MustHaveQuorum();
        var member = floor.Member(input.MembershipId, nameof(input.MembershipId));
        var motion = floor.Motion(input.MotionId, nameof(input.MotionId));
        if (floor.Meeting.ChairVote is not ChairVote.OnTie || member != floor.Meeting.Presiding)
            throw new Refusal("advisory-boards.no-casting-vote", "A tie is broken by whoever presides, where the rules of the board let them. Elsewhere it is lost.", nameof(input.MembershipId));
        if (motion.State is not MotionState.Tied) throw new Refusal("advisory-boards.not-tied", "There is no tie to break.", nameof(input.MotionId));
        // Whoever presided kept a vote back from this one (Robert's Rules of Order, 44:12). To hand the chair over hands nobody that vote.
        if (motion.TiedUnder != member)
            throw new Refusal(
                "advisory-boards.no-casting-vote", "A tie is broken by the member who presided when it came about. Hand the chair back to them.",
                nameof(input.MembershipId));
        if (floor.Meeting.VotedLast != motion.Id)
            throw new Refusal(
                "advisory-boards.tie-stands", "The board voted on something else since, so the tie stands and the motion is lost. It may be moved again.",
                nameof(input.MotionId));
        floor.MustHaveVote(member);
        floor.MustTakePart(motion, member);
        // Once what was to be amended was laid aside, a lost amendment is lost.
        if (motion.Amends is { } amended) floor.MustBePending(floor.Motion(amended, nameof(input.MotionId)));
        floor.MustHaveQuorumFor(motion);

        var paper = BallotPaper.Checked(motion, input.Choice, input.Scores, input.Ranking);
        var counted = Counting.Of(motion, RollCall.With(motion.Result!, member, paper, byClerk: floor.Self != member));
        if (counted.Outcome is MotionState.Tied) throw new Refusal("advisory-boards.still-tied", "With this vote it would still be a tie. Vote so that it is none.");
        return [new TieBroken(motion.Id, member, floor.At, paper.Choice, paper.Scores, paper.Ranking), .. Counting.Ended(floor, motion, counted)];
    }
}
