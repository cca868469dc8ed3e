namespace Engage.Plugins.AdvisoryBoards;

/// <summary>What a member says in a vote: one of the three, by the method.</summary>
internal sealed record BallotPaper(VoteChoice? Choice, IReadOnlyList<OptionScore>? Scores, IReadOnlyList<Guid>? Ranking)
{
    /// <summary>What was filled in, or the refusal <c>advisory-boards.ballot</c> where it is not of the motion's method and options.</summary>
    public static BallotPaper Checked(Motion motion, VoteChoice? choice, IReadOnlyList<OptionScoreInput>? scores, IReadOnlyList<Guid>? ranking)
    {
        var options = motion.Options.Select(option => option.Id).ToHashSet();
        var fits = motion.Method switch
        {
            VotingMethod.Proposal => choice is not null && scores is null && ranking is null,
            VotingMethod.Score => choice is null && ranking is null && scores is { Count: > 0 }
                && scores.All(each => each.Score is >= 0 and <= 5) && AreSome(scores.Select(each => each.OptionId)),
            _ => choice is null && scores is null && ranking is { Count: > 0 } && AreSome(ranking)
        };
        if (!fits)
            throw new Refusal("advisory-boards.ballot", motion.Method switch
            {
                VotingMethod.Proposal => "This is a PROPOSAL: vote with 'choice' alone.",
                VotingMethod.Score => "This is a vote by SCORE: vote with 'scores' alone, 0 to 5 for options of the motion, each once.",
                _ => "This is a vote by RANKED_CHOICE: vote with 'ranking' alone, options of the motion in your order, each once."
            });
        return new(choice, scores is null ? null : [.. scores.Select(each => new OptionScore(each.OptionId, each.Score))], ranking is null ? null : [.. ranking]);

        bool AreSome(IEnumerable<Guid> named)
        {
            var seen = new HashSet<Guid>();
            return named.All(each => options.Contains(each) && seen.Add(each));
        }
    }
}
