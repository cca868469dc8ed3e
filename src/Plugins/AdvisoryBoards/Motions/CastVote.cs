namespace Engage.Plugins.AdvisoryBoards;

/// <summary>What to vote: a choice for PROPOSAL, scores for SCORE, a ranking for RANKED_CHOICE.</summary>
/// <param name="MotionId">The motion.</param>
/// <param name="Choice">For PROPOSAL.</param>
/// <param name="Scores">For SCORE: 0 to 5 for each option that you score. The others get 0.</param>
/// <param name="Ranking">For RANKED_CHOICE: options, the best first. Those that you leave out get nothing of your vote.</param>
/// <param name="MembershipId">Who votes, for the clerk to say; left out, you.</param>
/// <param name="At">When it happened, for the clerk to put on record later; left out, now.</param>
public sealed record CastVoteInput(
    Guid MotionId, VoteChoice? Choice = null, IReadOnlyList<OptionScoreInput>? Scores = null, IReadOnlyList<Guid>? Ranking = null, Guid? MembershipId = null, DateTimeOffset? At = null);

/// <summary>A score for an option.</summary>
/// <param name="OptionId">The option.</param>
/// <param name="Score">0 to 5.</param>
public sealed record OptionScoreInput(Guid OptionId, int Score);

public static class CastVote
{
    /// <summary>
    /// Votes on a motion, or votes otherwise as long as the vote is on. Until it is closed nobody else is shown your vote; then it stands in the roll call.
    /// What a member voted by their own account the clerk does not change.
    /// </summary>
    [Requires(BoardPermissions.RunMeetings)]
    public static Task<Motion> Handle(CastVoteInput input, Actor actor, IDocumentSession session, TimeProvider clock, IAgencyCalendar calendar, CancellationToken stop) =>
        OnMotion.Put(session, input.MotionId, input.At, actor, clock, calendar, floor => Decide(floor, input), stop);

    public static IEnumerable<object> Decide(Floor floor, CastVoteInput input)
    {
        floor.MustBeOpen();
        floor.MustHaveQuorum();
        var member = floor.Member(input.MembershipId, nameof(input.MembershipId));
        var motion = floor.Motion(input.MotionId, nameof(input.MotionId));
        if (motion.State is not MotionState.Voting) throw new Refusal("advisory-boards.no-vote-open", "There is no vote on this motion now.", nameof(input.MotionId));
        floor.MustHaveVote(member);
        floor.MustTakePart(motion, member);
        if (member == floor.Meeting.Presiding && floor.Meeting.ChairVote is not ChairVote.Always)
            throw new Refusal("advisory-boards.presiding-keeps-vote", "By the rules of this board whoever presides does not vote with the others.", nameof(input.MembershipId));
        var byClerk = floor.Self != member;
        if (byClerk) floor.MustNotHaveVotedThemselves(motion, member);
        var paper = BallotPaper.Checked(motion, input.Choice, input.Scores, input.Ranking);
        yield return new VoteCast(motion.Id, member, floor.At, paper.Choice, paper.Scores, paper.Ranking, byClerk);
    }
}
