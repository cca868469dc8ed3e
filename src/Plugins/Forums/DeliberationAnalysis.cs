namespace Engage.Plugins.Forums;

/// <summary>
/// From all that was recorded of a deliberation to what is shown of it as of a time. A pure function: a live analysis, a rebuild and the question what was
/// so on 3 May all come to the same.
/// </summary>
public static class DeliberationAnalysis
{
    /// <summary>
    /// Nothing is shown of a group of fewer people: who knows that they are in it would know how the others voted. Five is the least that the rest of the
    /// platform publishes of anything that people did.
    /// </summary>
    public const int FewestShown = 5;

    public static Deliberation Of(DeliberationRecord record, IEnumerable<VoterRecord> voters, DateTimeOffset asOf)
    {
        var statements = record.StatementsAt(asOf);
        var meta = statements.Where(each => each.Meta).Select(each => each.Id).ToHashSet();
        Guid[] ids = [.. statements.Select(each => each.Id)];
        VoteOn[] votes = [.. voters
            .SelectMany(voter => voter.Votes, (voter, vote) => (voter.Id, Vote: vote))
            .Where(each => each.Vote.At <= asOf)
            .OrderBy(each => each.Vote.At).ThenBy(each => each.Vote.Sequence)
            .Select(each => new VoteOn(each.Id, each.Vote.PostId, each.Vote.Value))];

        Guid[] opinions = [.. ids.Where(id => !meta.Contains(id))];
        var groups = OpinionGroups.Of(opinions, votes);
        var open = ids.ToHashSet();
        var participants = votes.Where(vote => open.Contains(vote.StatementId)).Select(vote => vote.Voter).Distinct().Count();
        var shown = Shown([.. groups.Members.Select(members => members.Count)], participants);
        // What is hidden is left out of every number about groups, so that none of them can be worked back from.
        var findings = Findings.Of(ids, votes, [.. groups.Members.Where((_, at) => shown[at])], meta);
        var next = 0;
        return new(
            record.Id, asOf, votes.Length, participants,
            [.. findings.Tallies.Select(each => new DeliberationStatement(each.StatementId, meta.Contains(each.StatementId), each.Everybody.Agrees, each.Everybody.Disagrees, each.Everybody.Passes))],
            [.. groups.Members.Select((members, at) => new DeliberationGroup(
                StreamId.Of(record.Id.ToString(), $"{asOf:O}", $"{votes.Length}", $"{at}"),
                shown[at] ? members.Count : null,
                shown[at] ? findings.Representative[next++] : null))],
            findings.Consensus,
            [.. findings.GroupInformedConsensus.OrderByDescending(each => each.Value)],
            Priorities(ids, opinions, votes, groups));
    }

    /// <summary>
    /// Which groups are shown. One of fewer than <see cref="FewestShown"/> is not; and where all who are in no group that is shown are fewer than that
    /// themselves, neither is the smallest of the others, so that taking the shown ones from everybody leaves no small group over. One group alone is not
    /// shown where others are hidden: there is nothing left to tell it from.
    /// </summary>
    /// <param name="sizes">The groups' sizes, the largest first.</param>
    /// <param name="participants">All who voted, in a group or not.</param>
    internal static bool[] Shown(IReadOnlyList<int> sizes, int participants)
    {
        var count = sizes.Count(size => size >= FewestShown);
        if (count < sizes.Count)
        {
            while (count > 0 && participants - sizes.Take(count).Sum() < FewestShown) count--;
            if (count < 2) count = 0;
        }
        return [.. sizes.Select((_, at) => at < count)];
    }

    private static double[] Priorities(Guid[] ids, Guid[] opinions, VoteOn[] votes, OpinionGroups groups)
    {
        var extremities = opinions.Zip(groups.Extremities).ToDictionary(each => each.First, each => each.Second);
        return [.. StatementTally.Count(ids, votes, groups.Members).Select(each => extremities.TryGetValue(each.StatementId, out var extremity)
            ? Routing.Priority(each.Groups.Aggregate(new Tally(), (one, two) => one + two), extremity)
            : Routing.Meta)];
    }
}
