namespace Engage;

public static partial class Suppression
{
    /// <summary>How many counts that hang together are attacked at most.</summary>
    private const int Most = 1000;

    /// <summary>How long that may take: the steps of the attack times the counts; some seconds.</summary>
    private const int Work = 10_000_000;

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
    /// <exception cref="ArgumentException">The tabulation contradicts itself.</exception>
    public static IReadOnlyList<bool> Told(Tabulation tabulation)
    {
        var told = tabulation.Cells.Select(cell => cell.Published ?? cell.Count >= cell.Threshold).ToArray();
        foreach (var part in SuppressionPart.Of(tabulation))
        {
            foreach (var cell in part.LeftOut(Most, Work)) told[cell] = false;
        }
        return told;
    }
}
