namespace Engage.Plugins.AdvisoryBoards;

/// <summary>What holds for everything that is done to a motion.</summary>
public static class MotionRules
{
    /// <summary>Refuses where too few of those who may vote on a motion are there: who is recused does not count.</summary>
    public static void MustHaveQuorumFor(this Floor floor, Motion motion)
    {
        if (!floor.Meeting.HasQuorumFor(motion))
            throw new Refusal(
                "advisory-boards.no-quorum", $"{floor.Meeting.PresentVotersOn(motion).Count()} members who may vote on this motion are present, and {floor.Meeting.Roster.Required} are needed.");
    }

    /// <summary>Refuses what is done to a motion that is before the board, and neither put to the vote nor laid aside.</summary>
    public static void MustBePending(this Floor _, Motion motion)
    {
        if (!motion.IsPending())
            throw new Refusal("advisory-boards.motion-not-open", "This motion was put to the vote, decided or laid aside. What was laid aside or void may be moved again.");
    }

    /// <summary>Refuses whoever takes no part in a motion because of an interest.</summary>
    public static void MustTakePart(this Floor _, Motion motion, Guid member)
    {
        if (motion.IsRecused(member)) throw new Refusal("advisory-boards.recused", "Who is recused from a motion takes no part in it.");
    }

    /// <summary>Refuses whoever sits on the board without a vote.</summary>
    public static void MustHaveVote(this Floor floor, Guid member)
    {
        if (!floor.Meeting.Roster.Members.Any(each => each.MembershipId == member && each.Votes))
            throw new Refusal("advisory-boards.not-voting", "The seat of this member has no vote.");
    }

    /// <summary>Refuses the clerk where a member voted by their own account: nobody but they themselves takes that vote back.</summary>
    public static void MustNotHaveVotedThemselves(this Floor _, Motion motion, Guid member)
    {
        if (motion.Votes.Any(vote => vote.MembershipId == member && !vote.ByClerk))
            throw new Refusal(
                "advisory-boards.voted-themselves", "This member voted by their own account. Only they vote otherwise, or say that an interest forbids it.",
                "membershipId");
    }

    /// <summary>The amendments of a motion, and of these, that are not decided: the last ones first, as they are voted on.</summary>
    public static IEnumerable<Motion> Amendments(this Floor floor, Motion motion) => floor.Meeting.Motions.Where(each => each.Amends == motion.Id && (each.IsPending() || each.State is MotionState.Voting))
        .SelectMany(each => floor.Amendments(each).Append(each));

    /// <summary>A motion that is taken off the table, with the amendments to it: they fall with what they amend.</summary>
    public static IReadOnlyList<Motion> WithAmendments(this Floor floor, Motion motion)
    {
        IReadOnlyList<Motion> falling = [.. floor.Amendments(motion), motion];
        return falling.Any(each => each.State is MotionState.Voting)
            ? throw new Refusal("advisory-boards.vote-open", "The vote on an amendment of this motion is open. Close it first.")
            : falling;
    }
}
