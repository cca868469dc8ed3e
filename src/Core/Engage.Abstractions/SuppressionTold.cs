namespace Engage;

public static partial class Suppression
{
    /// <summary>How many counts that hang together are attacked at most.</summary>
    private const int Most = 1000;

    /// <summary>How many numbers an attack looks at before it gives up; about ten seconds of one processor.</summary>
    private const long Work = 7_000_000_000;

    /// <summary>
    /// Of each cell whether its count may be told (rounded down to a multiple of its rounding), so that nobody who has all that is told finds a small count: not
    /// by subtracting, not by all bounds that follow from counts being whole and not below 0. A cell below its threshold is left out, 0 like 1 (see
    /// <see cref="Published"/>), and of the others as many as it takes, small ones rather than large ones.
    /// </summary>
    /// <remarks>
    /// Of every cell that is left out for being small, of every small atom, and of every small difference of two cells of which one contains the other, at least
    /// two counts fit what is told that are a threshold less one apart, and one of them reaches the threshold. What was told before stays told: where that alone
    /// gives a small count away, no more is left out for it than keeps it from being found any better. The answer depends on the tabulation only, not on the
    /// order of its atoms. It is not proved that nothing follows from which cells are left out; and whoever knows a count from elsewhere can subtract it.
    /// </remarks>
    /// <param name="tabulation">What is counted, and how it overlaps.</param>
    /// <param name="stop">Ends it at once.</param>
    /// <exception cref="ArgumentException">The tabulation contradicts itself.</exception>
    /// <exception cref="Refusal">
    /// <c>engage.too-many-counts</c>: more than 1,000 counts hang together, or they overlap in so many ways that it would take too long. Nothing is left out
    /// for that in silence.
    /// </exception>
    public static IReadOnlyList<bool> Told(Tabulation tabulation, CancellationToken stop = default)
    {
        var told = tabulation.Cells.Select(cell => cell.Published ?? cell.Count >= cell.Threshold).ToArray();
        var work = new SuppressionWork(Work, stop);
        foreach (var part in SuppressionPart.Of(tabulation))
        {
            foreach (var cell in part.LeftOut(Most, work)) told[cell] = false;
        }
        return told;
    }
}
