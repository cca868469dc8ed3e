namespace Engage.Plugins.AdvisoryBoards;

/// <summary>Counts scores: the option with the highest sum wins, where it is alone with it.</summary>
internal static class Scoring
{
    public static (IReadOnlyList<VoteRound> Rounds, Guid? Winner, bool Tied) Of(IReadOnlyList<MotionOption> options, IReadOnlyList<RollCallEntry> rollCall)
    {
        var ballots = rollCall.Select(entry => entry.Scores).OfType<IReadOnlyList<OptionScore>>().ToList();
        if (ballots.Count == 0) return ([], null, false);
        var sums = options.Select(option => new OptionCount(option.Id, ballots.Sum(ballot => ballot.FirstOrDefault(score => score.OptionId == option.Id)?.Score ?? 0))).ToList();
        var best = sums.Where(sum => sum.Count == sums.Max(each => each.Count)).ToList();
        return ([new(sums, [])], best is [var winner] ? winner.OptionId : null, best.Count > 1);
    }
}
