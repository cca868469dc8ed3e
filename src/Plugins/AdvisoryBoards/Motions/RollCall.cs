namespace Engage.Plugins.AdvisoryBoards;

/// <summary>Puts every voting member on the record of a vote.</summary>
public static class RollCall
{
    /// <summary>The result as far as it is known: who voted how, and who did not and why. What came of it is for whoever counts.</summary>
    public static VoteResult Of(Meeting meeting, Motion motion)
    {
        var entries = meeting.Roster.Members.Where(member => member.Votes).Select(member => Entry(meeting, motion, member.MembershipId)).ToList();
        return Counted(meeting.PresentVotersOn(motion).Count(), meeting.Roster.Required, entries);
    }

    /// <summary>The result with one vote more, of a member who stands in it and had not voted.</summary>
    internal static VoteResult With(VoteResult result, Guid member, BallotPaper paper, bool byClerk = false)
    {
        var voted = Voted(member, paper.Choice, paper.Scores, paper.Ranking, byClerk);
        List<RollCallEntry> entries = [.. result.RollCall.Select(entry => entry.MembershipId == member ? voted : entry)];
        return Counted(result.Present, result.Required, entries);
    }

    private static VoteResult Counted(int present, int required, IReadOnlyList<RollCallEntry> entries) => new(
        present, required, entries, entries.Count(each => each.Mark is RollCallMark.Aye), entries.Count(each => each.Mark is RollCallMark.Nay),
        entries.Count(each => each.Mark is RollCallMark.Abstain), []);

    private static RollCallEntry Entry(Meeting meeting, Motion motion, Guid member)
    {
        if (motion.Recusals.FirstOrDefault(each => each.MembershipId == member) is { } recusal)
            return new(member, RollCallMark.Recused, ByClerk: recusal.ByClerk);
        if (motion.Votes.FirstOrDefault(each => each.MembershipId == member) is not { } vote)
            return new(member, meeting.IsPresent(member) ? RollCallMark.NotVoting : RollCallMark.Absent);
        return Voted(member, vote.Choice, vote.Scores, vote.Ranking, vote.ByClerk);
    }

    private static RollCallEntry Voted(Guid member, VoteChoice? choice, IReadOnlyList<OptionScore>? scores, IReadOnlyList<Guid>? ranking, bool byClerk)
    {
        var mark = choice switch
        {
            VoteChoice.Aye => RollCallMark.Aye,
            VoteChoice.Nay => RollCallMark.Nay,
            VoteChoice.Abstain => RollCallMark.Abstain,
            _ => RollCallMark.Voted
        };
        return new(member, mark, scores, ranking, byClerk);
    }
}
