namespace Engage;

/// <summary>Between what values something lies.</summary>
/// <param name="Low">The lowest.</param>
/// <param name="High">The highest.</param>
public sealed record Interval(double Low, double High);

/// <summary>
/// The score interval of a share (E. B. Wilson, «Probable inference, the law of succession, and statistical inference», Journal of the American Statistical
/// Association 22, 1927): of all intervals that are this simple the one that still holds where few were asked, or where all or none said yes.
/// </summary>
public static class Wilson
{
    /// <summary>The standard normal quantile for a confidence of 95 %.</summary>
    public const double Confidence95 = 1.959963984540054;

    /// <summary>(p̂ + z²/2n ± z·√(p̂(1−p̂)/n + z²/4n²)) / (1 + z²/n), within 0 and 1; 0 to 1 where nobody was asked.</summary>
    /// <param name="successes">How many of them, 0 to <paramref name="n"/>.</param>
    /// <param name="n">How many there are, 0 or more.</param>
    /// <param name="z">The standard normal quantile of the confidence, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public static Interval Interval(long successes, long n, double z = Confidence95)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, n);
        if (!(z > 0 && double.IsFinite(z))) throw new ArgumentOutOfRangeException(nameof(z), z, "A quantile is a number above 0.");
        if (n == 0) return new(0, 1);
        var (share, squared) = ((double)successes / n, z * z);
        var middle = share + squared / (2.0 * n);
        var reach = z * Math.Sqrt(share * (1 - share) / n + squared / (4.0 * n * n));
        var scale = 1 + squared / n;
        // At none and at all of them the bound is 0 and 1 in theory, and a rounding error beside it in practice.
        return new(successes == 0 ? 0 : Math.Clamp((middle - reach) / scale, 0, share), successes == n ? 1 : Math.Clamp((middle + reach) / scale, share, 1));
    }

    /// <summary>The lower bound of <see cref="Interval"/>: what to rank by, so that 90 of 100 stand before 1 of 1.</summary>
    /// <inheritdoc cref="Interval"/>
    public static double LowerBound(long successes, long n, double z = Confidence95) => Interval(successes, n, z).Low;
}

/// <summary>How long somebody or something has waited for what it waits for.</summary>
/// <param name="Days">The time until it came, or until now where it has not, in days.</param>
/// <param name="Ended">Whether it came.</param>
public readonly record struct Wait(double Days, bool Ended);

/// <summary>
/// How long it takes until something happens, of those to whom it happened and those who still wait (E. L. Kaplan and P. Meier, «Nonparametric estimation from
/// incomplete observations», Journal of the American Statistical Association 53, 1958): whoever still waits counts with the time they have waited so far, so that
/// leaving people without an answer never looks like answering quickly.
/// </summary>
public static class KaplanMeier
{
    /// <summary>The median: the <see cref="Percentile"/> of 50 %.</summary>
    /// <param name="waits">The waits, in any order.</param>
    public static double? Median(IReadOnlyCollection<Wait> waits) => Percentile(waits, 0.5);

    /// <summary>
    /// The time by which a share of the waits has ended: the first time t at which S(t) = Π (1 − d/n) over the times up to t is at most 1 −
    /// <paramref name="share"/>, where n had waited that long and for d of them it ended then. Null where S never falls so low: where too few waits ended to tell,
    /// or there are none. Where nobody waits any more it is the smallest of the times that this share of them does not exceed.
    /// </summary>
    /// <param name="waits">The waits, in any order.</param>
    /// <param name="share">How many of them, above 0 and below 1: 0.9 for nine of ten.</param>
    /// <param name="least">
    /// How many have to have come to their end by then, and to have waited that long, for the time to be told: it is the wait of one of them, which says nothing of
    /// anybody in particular where there are others on both sides of it. Null where there are fewer.
    /// </param>
    public static double? Percentile(IReadOnlyCollection<Wait> waits, double share, int least = 1)
    {
        if (!(share is > 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(share), share, "A share is above 0 and below 1.");
        var (waiting, ended, survival) = (waits.Count, 0, 1.0);
        foreach (var time in waits.GroupBy(wait => wait.Days).OrderBy(each => each.Key))
        {
            var ending = time.Count(wait => wait.Ended);
            ended += ending;
            survival *= 1 - ending / (double)waiting;
            // As a product of fractions it may miss the share by a rounding.
            if (survival <= 1 - share + 1e-12) return ended >= least && waiting >= least ? time.Key : null;
            waiting -= time.Count();
        }
        return null;
    }
}

/// <summary>
/// Whether those who take part are like those whom it concerns. Counts that are suppressed or rounded are given as the intervals they are known to lie in;
/// the answers then hold for every count within them, and tell no more than the intervals do.
/// </summary>
public static class Representation
{
    /// <summary>
    /// The participation ratio of a group, PR = (p/P)/(N_g/N): 1 where its share of the participants is its share of the population, 2 where it is twice that.
    /// </summary>
    /// <param name="participants">Participants of the group, 0 to <paramref name="allParticipants"/>.</param>
    /// <param name="allParticipants">Participants of all groups, above 0.</param>
    /// <param name="population">People of the group, above 0.</param>
    /// <param name="allPopulation">People of all groups, at least <paramref name="population"/>.</param>
    public static double Ratio(long participants, long allParticipants, long population, long allPopulation)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(allParticipants);
        return (double)participants / allParticipants / Share(population, allPopulation);
    }

    /// <summary>
    /// The interval of <see cref="Ratio"/>: that of p/P by <see cref="Wilson"/>, divided by N_g/N. The population is counted, not drawn, and adds no doubt.
    /// It holds for every count within the given bounds: the low end is of the fewest in the group among the most others, the high end the other way round.
    /// </summary>
    /// <param name="participants">The fewest and the most participants that the group may have.</param>
    /// <param name="others">The fewest and the most participants that all other groups may have together.</param>
    /// <param name="population">People of the group, above 0.</param>
    /// <param name="allPopulation">People of all groups, at least <paramref name="population"/>.</param>
    /// <param name="z">The standard normal quantile of the confidence.</param>
    public static Interval RatioInterval(
        (long Fewest, long Most) participants, (long Fewest, long Most) others, long population, long allPopulation, double z = Wilson.Confidence95)
    {
        var share = Share(population, allPopulation);
        return new(
            Wilson.Interval(participants.Fewest, participants.Fewest + others.Most, z).Low / share,
            Wilson.Interval(participants.Most, participants.Most + others.Fewest, z).High / share);
    }

    /// <summary>
    /// The representation score, min(p_g/N_g) / max(p_g/N_g), 0 to 1: how often somebody of the group that takes part the least takes part for one of the group
    /// that does the most. Rates of 0.10, 0.075 and 0.08 score 0.75; 0 where a group is absent. Null where nobody takes part.
    /// </summary>
    /// <remarks>Go Vocal's representation dashboard publishes the formula. Small groups sway it: show it beside its interval.</remarks>
    /// <param name="groups">The participants and the people (above 0) of each group.</param>
    public static double? Score(IReadOnlyCollection<(long Participants, long Population)> groups) =>
        groups.Count == 0 || groups.Max(Rate) is not (> 0 and var most) ? null : groups.Min(Rate) / most;

    /// <summary>Between what values <see cref="Score"/> lies for all counts within the given bounds.</summary>
    /// <param name="groups">The fewest and the most participants that each group may have, and its people (above 0).</param>
    public static Interval? ScoreInterval(IReadOnlyCollection<(long Fewest, long Most, long Population)> groups)
    {
        if (groups.Count == 0) return null;
        double low = 1, high = 1;
        // The score is the least quotient of any two groups, so each end of it is the least of the ends of the quotients.
        foreach (var (i, one) in groups.Index())
        {
            foreach (var (j, other) in groups.Index())
            {
                if (i == j || other.Most == 0) continue;
                low = Math.Min(low, Rate((one.Fewest, one.Population)) / Rate((other.Most, other.Population)));
                if (other.Fewest > 0) high = Math.Min(high, Rate((one.Most, one.Population)) / Rate((other.Fewest, other.Population)));
            }
        }
        return groups.All(group => group.Most == 0) ? null : new(low, high);
    }

    /// <summary>
    /// Shannon's evenness, H/ln(S) with H = −Σ p·ln(p) (E. C. Pielou, 1966), 0 to 1: 1 where all S groups are equally many, 0 where all are of one group. Null
    /// where nobody takes part, or there is one group only. It looks at the participants alone, not at the population.
    /// </summary>
    /// <param name="participants">The participants of each group, 0 or more.</param>
    public static double? Evenness(IReadOnlyCollection<long> participants)
    {
        var all = (double)participants.Sum();
        if (all == 0 || participants.Count < 2) return null;
        var entropy = -participants.Where(count => count > 0).Sum(count => count / all * Math.Log(count / all));
        return Math.Clamp(entropy / Math.Log(participants.Count), 0, 1);
    }

    private static double Share(long population, long allPopulation)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(population);
        ArgumentOutOfRangeException.ThrowIfLessThan(allPopulation, population);
        return (double)population / allPopulation;
    }

    private static double Rate((long Participants, long Population) group)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(group.Population);
        return (double)group.Participants / group.Population;
    }
}
