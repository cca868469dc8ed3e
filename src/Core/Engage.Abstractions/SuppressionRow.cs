namespace Engage;

/// <summary>A count that could be told, or that several cells of the same atoms tell.</summary>
internal sealed class SuppressionRow
{
    private readonly TabulatedCell[] _before;
    private readonly TabulatedCell[] _now;

    /// <param name="atoms">Its atoms.</param>
    /// <param name="cells">The cells of just these atoms that were told before, or might be now.</param>
    public SuppressionRow(int[] atoms, IReadOnlyCollection<TabulatedCell> cells)
    {
        (Atoms, Size, Count) = (atoms, atoms.Length, cells.FirstOrDefault()?.Count ?? 0);
        _before = [.. cells.Where(cell => cell.Published == true)];
        _now = [.. cells.Where(cell => cell.Published is null)];
        // What was told before as exactly tells no more when it is told again.
        Told = _now.Length > 0 && Room(told: true) != Room(told: false);
    }

    /// <summary>Its atoms, or those of them that nothing that was told before stands for.</summary>
    public int[] Atoms { get; set; }

    /// <summary>How many atoms it has, with those that something that was told before stands for.</summary>
    public int Size { get; }

    /// <summary>How many there are.</summary>
    public long Count { get; }

    /// <summary>Whether any cell tells it.</summary>
    public bool Tells => _before.Length + _now.Length > 0;

    /// <summary>Whether a cell tells it now, and could do otherwise.</summary>
    public bool Told { get; set; }

    /// <summary>Whether a cell told it before.</summary>
    public bool ToldBefore => _before.Length > 0;

    /// <summary>Whether a cell told it before, and exactly.</summary>
    public bool IsKnown => Room(told: false) is (0, 0);

    /// <summary>How much less and how much more would be told the same.</summary>
    public (double Low, double High) Room(bool told)
    {
        var (low, high) = (double.NegativeInfinity, double.PositiveInfinity);
        foreach (var cell in told ? [.. _before, .. _now] : _before)
        {
            var shown = cell.Count - cell.Count % cell.Rounding;
            // That it was told says that it is not small, which its rounding may not.
            var least = cell.Count >= cell.Threshold ? Math.Max(shown, cell.Threshold) : shown;
            (low, high) = (Math.Max(low, least - cell.Count), Math.Min(high, shown + cell.Rounding - 1 - cell.Count));
        }
        return (low, high);
    }
}

/// <summary>A small count that nobody may find: a cell, an atom, or what a cell has more than another that it contains.</summary>
/// <param name="Atoms">Its atoms.</param>
/// <param name="Value">How many there are.</param>
/// <param name="Threshold">The smallest count that may be told.</param>
internal sealed record SuppressionTarget(int[] Atoms, long Value, int Threshold)
{
    private long _reach = Threshold;
    private long _width = Threshold - 1;

    /// <summary>Whether it is a cell, that readers see to be left out.</summary>
    public bool IsCell { get; init; }

    /// <summary>The lowest count that is known to fit.</summary>
    public long Low { get; private set; } = Value;

    /// <summary>The highest count that is known to fit.</summary>
    public long High { get; private set; } = Value;

    /// <summary>Whether as many counts fit as are asked for, and one that is not small.</summary>
    public bool IsSafe => WouldBeSafe(Low, High);

    public bool WouldBeSafe(long low, long high) => high >= _reach && high - low >= _width;

    /// <summary>How far up (1) or down (−1) from the truth a count has to be found yet; 0 where one is known.</summary>
    public long Missing(int sign)
    {
        var (up, down) = (Math.Max(_reach, Low + _width), Math.Max(0, High - _width));
        return sign > 0 ? (High >= up ? 0 : up - Value) : Low <= down ? 0 : Value - down;
    }

    public void Note(long fits) => (Low, High) = (Math.Min(Low, fits), Math.Max(High, fits));

    public void AskNoMoreThan(long low, long high)
    {
        if (WouldBeSafe(low, high)) return;
        (_reach, _width) = (Math.Min(_reach, high), Math.Min(_width, high - low));
    }
}
