namespace Engage;

/// <summary>How much an attack may cost: numbers that are looked at, and not time, so that every machine comes to the same answer.</summary>
/// <param name="most">How many numbers are too many.</param>
/// <param name="stop">Ends it at once.</param>
internal sealed class SuppressionWork(long most, CancellationToken stop)
{
    private long _left = most;

    /// <summary>Takes note of what was done. Throws where it is too much.</summary>
    public void Spend(long numbers)
    {
        stop.ThrowIfCancellationRequested();
        if ((_left -= numbers) < 0) throw TooMany();
    }

    public static Refusal TooMany() => new(
        "engage.too-many-counts",
        "These counts overlap in too many ways to find out in time which of them may be told. Take fewer groups, cross fewer fields, or leave out a figure.");
}
