namespace Engage.Plugins.Forums;

/// <summary>A statement that tells a group from the others.</summary>
/// <param name="StatementId">The statement.</param>
/// <param name="Value">Whether it is that the group agrees with it, or that it disagrees.</param>
/// <param name="Count">How many of the group do.</param>
/// <param name="Of">How many of the group voted on it.</param>
/// <param name="Probability">The share of the group that does, (count + 1) / (of + 2).</param>
/// <param name="Z">How sure it is that more than half of the group do, as a z score.</param>
/// <param name="Representativeness">How many times more probable it is in the group than in the other groups.</param>
/// <param name="RepresentativenessZ">How sure it is that it is more probable, as the z score of two proportions.</param>
/// <param name="BestAgree">Whether it is the one that the group agrees with most tellingly; it stands among the statements even where it is not sure.</param>
public sealed record RepresentativeStatement(
    Guid StatementId, VoteValue Value, int Count, int Of, double Probability, double Z, double Representativeness, double RepresentativenessZ, bool BestAgree);

/// <summary>What tells groups apart, by the rules of Polis.</summary>
public static class Representative
{
    private const int Most = 5;

    /// <summary>
    /// z of two proportions, each with one success and one trial more than there were: (π₁−π₂)/√(π(1−π)(1/n₁+1/n₂)), where π is that of both together.
    /// </summary>
    public static double Z(int countIn, int ofIn, int countOut, int ofOut)
    {
        var (successIn, trialsIn, successOut, trialsOut) = (countIn + 1.0, ofIn + 1.0, countOut + 1.0, ofOut + 1.0);
        var both = (successIn + successOut) / (trialsIn + trialsOut);
        // All who voted, voted like this: nothing tells the two apart, and there is no deviation to divide by.
        return both == 1 ? 0 : (successIn / trialsIn - successOut / trialsOut) / Math.Sqrt(both * (1 - both) * (1 / trialsIn + 1 / trialsOut));
    }

    /// <summary>
    /// The statements that represent a group, five at most: those that are surely voted so by more than half of the group and surely more often than in the other
    /// groups, by r·z_r·p·z_p, where r = p_in / ((A_out+1)/(S_out+2)). The one that the group agrees with best comes first, whether sure or not; then other
    /// agreements, then disagreements. Where nothing is sure it is the one that comes nearest, so that no group is without.
    /// </summary>
    /// <param name="tallies">The statements, the oldest first. Those that were rejected, and those that ask who somebody is, should not be among them.</param>
    /// <param name="group">Which group.</param>
    public static IReadOnlyList<RepresentativeStatement> Statements(IReadOnlyList<StatementTally> tallies, int group)
    {
        var sides = tallies.Select(tally => Sides.Of(tally, group)).ToList();
        var bestAgree = sides.Aggregate((Sides?)null, (best, each) => each.BeatsAsAgreement(best) ? each : best);
        var sure = sides.Where(each => each.IsSure).ToList();
        if (sure.Count == 0)
        {
            var nearest = bestAgree ?? sides.Aggregate((Sides?)null, (best, each) => best is null || each.RepresentativenessZ > best.RepresentativenessZ ? each : best);
            return nearest is null ? [] : [nearest.Stronger with { BestAgree = bestAgree is not null }];
        }
        var best = bestAgree is null ? [] : new[] { bestAgree.Stronger with { BestAgree = true } };
        var chosen = best
            .Concat(sure.Where(each => each != bestAgree).Select(each => each.Stronger).OrderByDescending(Weight))
            .Take(Most).ToList();
        return [.. chosen.Where(each => each.Value is VoteValue.Agree), .. chosen.Where(each => each.Value is VoteValue.Disagree)];
    }

    private static double Weight(RepresentativeStatement each) => each.Representativeness * each.RepresentativenessZ * each.Probability * each.Z;

    private sealed record Sides(RepresentativeStatement Agree, RepresentativeStatement Disagree)
    {
        // Of two that are equally telling the disagreement, as where the formulas come from.
        public RepresentativeStatement Stronger => Agree.RepresentativenessZ > Disagree.RepresentativenessZ ? Agree : Disagree;

        public double RepresentativenessZ => Math.Max(Agree.RepresentativenessZ, Disagree.RepresentativenessZ);

        public bool IsSure => IsSureOf(Agree) || IsSureOf(Disagree);

        public static Sides Of(StatementTally tally, int group)
        {
            var inside = tally.Groups[group];
            var outside = tally.Groups.Aggregate((one, two) => one + two) - inside;
            return new(Side(VoteValue.Agree), Side(VoteValue.Disagree));

            RepresentativeStatement Side(VoteValue value)
            {
                var (count, others) = (inside.Of(value), outside.Of(value));
                var probability = Consensus.Probability(count, inside.Seen);
                return new(tally.StatementId, value, count, inside.Seen, probability, Consensus.Z(count, inside.Seen),
                    probability / Consensus.Probability(others, outside.Seen), Z(count, inside.Seen, others, outside.Seen), false);
            }
        }

        /// <summary>
        /// The first is taken when it is good by itself; after one that is more often agreed with than elsewhere only a more telling one is, and after one
        /// that is not, one that the group agrees with more.
        /// </summary>
        public bool BeatsAsAgreement(Sides? best)
        {
            if (Agree.Count == 0 && Disagree.Count == 0) return false;
            if (best is null) return Agree.Z > Consensus.Significant || (Agree.Representativeness > 1 && Agree.Probability > 0.5);
            return best.Agree.Representativeness > 1
                ? Weight(Agree) > Weight(best.Agree)
                : Agree.Probability * Agree.Z > best.Agree.Probability * best.Agree.Z;
        }

        private static bool IsSureOf(RepresentativeStatement side) => side.RepresentativenessZ > Consensus.Significant && side.Z > Consensus.Significant;
    }
}
