namespace Engage.Plugins.AdvisoryBoards;

/// <summary>
/// Counts rankings by instant runoff: each ballot is for the first of its options that is left; the option with fewest is struck out until one has more than half
/// of the ballots that are left. Which option stands where in the list, and who voted first, never matters.
/// </summary>
/// <remarks>
/// Where several options are equal and last: all of them are struck out together if even together they stay behind the next one, since none of them could
/// win then. Otherwise the one goes that had fewest in the last earlier round in which they differed. If there is none, and where the last two are equal, it is a tie.
/// </remarks>
internal static class RankedChoice
{
    public static (IReadOnlyList<VoteRound> Rounds, Guid? Winner, bool Tied) Of(IReadOnlyList<MotionOption> options, IReadOnlyList<RollCallEntry> rollCall)
    {
        var ballots = rollCall.Select(entry => entry.Ranking).OfType<IReadOnlyList<Guid>>().ToList();
        if (ballots.Count == 0) return ([], null, false);
        var (left, rounds) = (options.Select(option => option.Id).ToList(), new List<VoteRound>());
        while (true)
        {
            var firsts = ballots.Select(ballot => ballot.Where(left.Contains).Cast<Guid?>().FirstOrDefault()).ToList();
            var counts = left.ConvertAll(option => new OptionCount(option, firsts.Count(first => first == option)));
            var (exhausted, most) = (firsts.Count(first => first is null), counts.MaxBy(each => each.Count)!);
            IReadOnlyList<Guid> last = most.Count * 2 > ballots.Count - exhausted ? [] : Last(counts, rounds);
            rounds.Add(new(counts, last, exhausted));
            if (last.Count == 0) return most.Count * 2 > ballots.Count - exhausted ? (rounds, most.OptionId, false) : (rounds, null, true);
            left.RemoveAll(last.Contains);
        }
    }

    /// <summary>Which options to strike out; none where that cannot be told.</summary>
    private static IReadOnlyList<Guid> Last(List<OptionCount> counts, List<VoteRound> earlier)
    {
        var fewest = counts.Min(each => each.Count);
        var equal = counts.Where(each => each.Count == fewest).Select(each => each.OptionId).ToList();
        if (equal.Count == 1) return equal;
        if (equal.Count < counts.Count && equal.Count * fewest < counts.Where(each => each.Count > fewest).Min(each => each.Count)) return equal;
        if (counts.Count == 2) return [];
        foreach (var round in Enumerable.Reverse(earlier))
        {
            var then = round.Counts.Where(each => equal.Contains(each.OptionId)).ToList();
            equal = [.. then.Where(each => each.Count == then.Min(one => one.Count)).Select(each => each.OptionId)];
            if (equal.Count == 1) return equal;
        }
        return [];
    }
}
