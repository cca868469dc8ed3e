namespace Engage.Plugins.Forums;

/// <summary>A statement that people as a whole agree with, or disagree with.</summary>
/// <param name="StatementId">The statement.</param>
/// <param name="Value">Whether they agree with it or disagree.</param>
/// <param name="Count">How many people do.</param>
/// <param name="Of">How many people voted on it.</param>
/// <param name="Probability">The share of those who do, (count + 1) / (of + 2): with few votes it stays near a half.</param>
/// <param name="Z">How sure it is that more than half do, as a z score; what is below 1.2816 (90 %, one-sided) is not listed.</param>
public sealed record ConsensusStatement(Guid StatementId, VoteValue Value, int Count, int Of, double Probability, double Z);

/// <summary>How far all groups agree with a statement.</summary>
/// <param name="StatementId">The statement.</param>
/// <param name="Value">The product of each group's share of agreement, from 0 to 1: one group that disagrees is enough to make it small.</param>
public sealed record GroupInformedConsensus(Guid StatementId, double Value);

/// <summary>What a deliberation agrees on, by the formulas of Polis (Small et al., "Polis: Scaling Deliberation by Mapping High Dimensional Opinion Spaces", 2021).</summary>
public static class Consensus
{
    /// <summary>The z score that 90 % of chance stays below.</summary>
    public const double Significant = 1.2816;

    private const int Most = 5;

    /// <summary>How probable it is that somebody votes like this: (n+1)/(N+2).</summary>
    public static double Probability(int count, int of) => (count + 1.0) / (of + 2);

    /// <summary>How sure it is that more than half vote like this: z = 2·√(N+1)·((n+1)/(N+1) − ½).</summary>
    public static double Z(int count, int of) => 2 * Math.Sqrt(of + 1) * ((count + 1.0) / (of + 1) - 0.5);

    /// <summary>Group-informed consensus: Π over the groups of (A+1)/(S+2), A who agree and S who voted at all.</summary>
    public static double GroupInformed(IEnumerable<Tally> groups) => groups.Aggregate(1.0, (product, group) => product * Probability(group.Agrees, group.Seen));

    /// <summary>
    /// The statements that more than half agree with, and then those that more than half disagree with, for sure (z above <see cref="Significant"/>): five
    /// of each at most, those with the greatest probability · z first, and of equals the older one.
    /// </summary>
    /// <param name="tallies">The statements, the oldest first. Those that were rejected, and those that ask who somebody is, should not be among them.</param>
    public static IReadOnlyList<ConsensusStatement> Statements(IReadOnlyList<StatementTally> tallies) => [.. tallies.Those(VoteValue.Agree), .. tallies.Those(VoteValue.Disagree)];

    private static IEnumerable<ConsensusStatement> Those(this IReadOnlyList<StatementTally> tallies, VoteValue value) => tallies
        .Select(each => (each.StatementId, Count: each.Everybody.Of(value), Of: each.Everybody.Seen))
        .Select(each => new ConsensusStatement(each.StatementId, value, each.Count, each.Of, Probability(each.Count, each.Of), Z(each.Count, each.Of)))
        .Where(each => each.Probability > 0.5 && each.Z > Significant)
        .OrderByDescending(each => each.Probability * each.Z)
        .Take(Most);
}
