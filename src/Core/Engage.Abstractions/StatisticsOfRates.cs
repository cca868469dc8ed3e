namespace Engage;

/// <summary>
/// The exact interval of a number of events that come one by one and independently of each other, as a Poisson distribution has them (F. Garwood, «Fiducial limits
/// for the Poisson distribution», Biometrika 28, 1936): χ²(α/2; 2n)/2 to χ²(1−α/2; 2n+2)/2. Divided by the population it is the interval of a rate.
/// </summary>
public static class Garwood
{
    /// <summary>
    /// From the lowest to the highest mean of which <paramref name="events"/> or more, and or fewer, are seen at least every fortieth time: 95 %. The low end of
    /// none is 0.
    /// </summary>
    /// <param name="events">How many there were, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than none.</exception>
    public static Interval Interval(long events)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(events);
        return new(events == 0 ? 0 : Mean(events, upper: true), Mean(events, upper: false));
    }

    // The mean at which one tail of the distribution holds one fortieth. The logarithm of a tail is concave in the mean, so Newton's method finds it from anywhere on
    // the side that it is on; Byar's approximation begins it near by.
    private static double Mean(long events, bool upper)
    {
        var from = upper ? events : events + 1.0;
        var cube = 1 - 1 / (9 * from) + (upper ? -1 : 1) * Wilson.Confidence95 / (3 * Math.Sqrt(from));
        var mean = Math.Max(from * cube * cube * cube, 0.01);
        for (var i = 0; i < 50; i++)
        {
            var tail = TailOverFirst(events, mean, upper);
            var excess = LogProbability(events, mean) + Math.Log(tail) - Math.Log(0.025);
            // With the mean the upper tail grows by the probability of one event fewer than its first, and the lower tail falls by that of its first.
            var step = upper ? -excess * tail * mean / events : excess * tail;
            mean = Math.Max(mean + step, mean / 10);
            if (Math.Abs(step) <= 1e-12 * mean) break;
        }
        return mean;
    }

    // The sum of the probabilities of so many events and all more (or all fewer), in units of the first of them.
    private static double TailOverFirst(long events, double mean, bool upper)
    {
        double sum = 1, term = 1;
        for (var k = events; upper || k > 0; k += upper ? 1 : -1)
        {
            term *= upper ? mean / (k + 1) : k / mean;
            sum += term;
            if (term < 1e-17 * sum) break;
        }
        return sum;
    }

    private static double LogProbability(long events, double mean) => events * Math.Log(mean) - mean - LogFactorial(events);

    private static double LogFactorial(long n)
    {
        // Stirling's series, which is as good as exact from 20 on.
        if (n >= 20) return n * Math.Log(n) - n + Math.Log(2 * Math.PI * n) / 2 + 1 / (12.0 * n) - 1 / (360.0 * n * n * n);
        var product = 1.0;
        for (var k = 2; k <= n; k++) product *= k;
        return Math.Log(product);
    }
}

/// <summary>
/// The relative disparity of two groups, (e_A/N_A)/(e_B/N_B): how many times as often it happens to those of A as to those of B, with an interval that is the same
/// to both sides on the scale of logarithms. It needs some events in both groups; with few of them it is wide.
/// </summary>
public static class RelativeDisparity
{
    /// <summary>The quotient of the two rates.</summary>
    /// <param name="events">How many events group A has, above 0.</param>
    /// <param name="of">What they are divided by, above 0.</param>
    /// <param name="otherEvents">How many events group B has, above 0.</param>
    /// <param name="otherOf">What those are divided by, above 0.</param>
    public static double Ratio(long events, double of, long otherEvents, double otherOf)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(events);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(otherEvents);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(of);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(otherOf);
        return events / of / (otherEvents / otherOf);
    }

    /// <summary>
    /// The 95 % interval of the quotient of two shares: those who are counted are among those who are divided by (D. Katz et al., «Obtaining confidence intervals
    /// for the risk ratio in cohort studies», Biometrics 34, 1978). The variance of its logarithm is 1/e_A − 1/N_A + 1/e_B − 1/N_B.
    /// </summary>
    /// <inheritdoc cref="Ratio"/>
    public static Interval OfShares(long events, long of, long otherEvents, long otherOf)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(events, of);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(otherEvents, otherOf);
        return Around(Ratio(events, of, otherEvents, otherOf), 1.0 / events - 1.0 / of + 1.0 / otherEvents - 1.0 / otherOf);
    }

    /// <summary>
    /// The 95 % interval of the quotient of two rates: events that are divided by people, days or calls, of which one may have several (K. J. Rothman and
    /// S. Greenland, «Modern Epidemiology», 2nd edition 1998, chapter 14). The variance of its logarithm is 1/e_A + 1/e_B.
    /// </summary>
    /// <inheritdoc cref="Ratio"/>
    public static Interval OfRates(long events, double of, long otherEvents, double otherOf) =>
        Around(Ratio(events, of, otherEvents, otherOf), 1.0 / events + 1.0 / otherEvents);

    private static Interval Around(double ratio, double variance)
    {
        var factor = Math.Exp(Wilson.Confidence95 * Math.Sqrt(Math.Max(variance, 0)));
        return new(ratio / factor, ratio * factor);
    }
}
