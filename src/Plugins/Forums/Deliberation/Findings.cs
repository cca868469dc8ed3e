namespace Engage.Plugins.Forums;

/// <summary>What votes and groups come to: the formulas, and nothing of storage, moderation or privacy. Call <see cref="Of"/> alone with votes of any origin.</summary>
/// <param name="Tallies">The counts that everything else is made of.</param>
/// <param name="Consensus">What most people agree with, and then what most disagree with.</param>
/// <param name="GroupInformedConsensus">How far all groups agree with each statement, in the order of the statements.</param>
/// <param name="Representative">What tells each group from the others, in the order of the groups.</param>
public sealed record Findings(
    IReadOnlyList<StatementTally> Tallies, IReadOnlyList<ConsensusStatement> Consensus, IReadOnlyList<GroupInformedConsensus> GroupInformedConsensus,
    IReadOnlyList<IReadOnlyList<RepresentativeStatement>> Representative)
{
    /// <summary>Makes them. Formulas and sources: docs/deliberation.md.</summary>
    /// <param name="statements">The statements, the oldest first.</param>
    /// <param name="votes">The votes, the oldest first; of several of one person on one statement the last counts.</param>
    /// <param name="groups">Who is in which group; nobody is in two, and not everybody has to be in one.</param>
    /// <param name="apart">Statements that are counted, but represent nobody and are no consensus, since they ask who somebody is.</param>
    public static Findings Of(
        IReadOnlyList<Guid> statements, IEnumerable<VoteOn> votes, IReadOnlyList<IReadOnlyCollection<Guid>> groups, IReadOnlySet<Guid>? apart = null)
    {
        var tallies = StatementTally.Count(statements, votes, groups);
        var opinions = apart is null ? tallies : [.. tallies.Where(tally => !apart.Contains(tally.StatementId))];
        return new(
            tallies,
            Forums.Consensus.Statements(opinions),
            groups.Count == 0 ? [] : [.. tallies.Select(tally => new GroupInformedConsensus(tally.StatementId, Forums.Consensus.GroupInformed(tally.Groups)))],
            [.. groups.Select((_, group) => Forums.Representative.Statements(opinions, group))]);
    }
}
