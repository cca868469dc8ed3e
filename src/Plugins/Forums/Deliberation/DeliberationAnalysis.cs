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

    public static Deliberation Of(DeliberationRecord record, IEnumerable<RecordedVote> recorded, DateTimeOffset asOf)
    {
        var statements = record.StatementsAt(asOf);
        var meta = statements.Where(each => each.Meta).Select(each => each.Id).ToHashSet();
        Guid[] ids = [.. statements.Select(each => each.Id)];
        VoteOn[] votes = [.. recorded
            .Where(vote => vote.At <= asOf)
            .OrderBy(vote => vote.At).ThenBy(vote => vote.Sequence)
            .Select(vote => new VoteOn(vote.Voter, vote.PostId, vote.Value))];

        Guid[] opinions = [.. ids.Where(id => !meta.Contains(id))];
        var groups = OpinionGroups.Of(opinions, votes);
        var open = ids.ToHashSet();
        var participants = votes.Where(vote => open.Contains(vote.StatementId)).Select(vote => vote.Voter).Distinct().Count();
        var shown = Shown([.. groups.Members.Select(members => members.Count)]);
        var findings = Findings.Of(ids, votes, Published(groups.Members, shown), meta);
        return new(
            record.Id, asOf, votes.Length, participants,
            [.. findings.Tallies.Select(each => new DeliberationStatement(each.StatementId, meta.Contains(each.StatementId), each.Everybody.Agrees, each.Everybody.Disagrees, each.Everybody.Passes))],
            [.. groups.Members.Select((members, at) => new DeliberationGroup(
                StreamId.Of(record.Id.ToString(), $"{asOf:O}", $"{votes.Length}", $"{at}"),
                at < shown ? members.Count : null,
                at < shown ? findings.Representative[at] : null))],
            findings.Consensus,
            [.. findings.GroupInformedConsensus.OrderByDescending(each => each.Value)],
            Priorities(ids, opinions, votes, groups));
    }

    /// <summary>
    /// How many groups are shown, of the largest. One of fewer than <see cref="FewestShown"/> is not; and where all who are in no group that is shown are
    /// fewer than that together, neither is the smallest of the others, so that taking the shown ones from everybody leaves no few people over.
    /// </summary>
    /// <param name="sizes">The groups' sizes, the largest first.</param>
    internal static int Shown(IReadOnlyList<int> sizes)
    {
        var shown = sizes.Count(size => size >= FewestShown);
        while (shown > 0 && sizes.Skip(shown).Sum() is > 0 and < FewestShown) shown--;
        return shown;
    }

    /// <summary>
    /// The groups that numbers are made of: those that are shown, and all others together as one, so that what is hidden counts and yet none of it can be
    /// worked back from them. Where all together are too few, there are none.
    /// </summary>
    private static IReadOnlyList<IReadOnlyList<Guid>> Published(IReadOnlyList<IReadOnlyList<Guid>> groups, int shown)
    {
        IReadOnlyList<Guid> others = [.. groups.Skip(shown).SelectMany(members => members)];
        return others.Count < FewestShown ? [.. groups.Take(shown)] : [.. groups.Take(shown), others];
    }

    private static double[] Priorities(Guid[] ids, Guid[] opinions, VoteOn[] votes, OpinionGroups groups)
    {
        var extremities = opinions.Zip(groups.Extremities).ToDictionary(each => each.First, each => each.Second);
        return [.. StatementTally.Count(ids, votes, groups.Members).Select(each => extremities.TryGetValue(each.StatementId, out var extremity)
            ? Routing.Priority(each.Groups.Aggregate(new Tally(), (one, two) => one + two), extremity)
            : Routing.Meta)];
    }
}
