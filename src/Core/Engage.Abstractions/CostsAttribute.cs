namespace Engage;

/// <summary>
/// Whoever asks for this field asks for as much as that many others: it reads or computes a lot for one value. Without this a field counts 1. What a document may cost is bounded, and so is
/// what a caller may spend in a minute; say in the field's documentation what it counts.
/// </summary>
/// <param name="fields">How many fields it counts, 1 to 100,000.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CostsAttribute(int fields) : Attribute
{
    /// <summary>How many fields it counts.</summary>
    public int Fields { get; } = fields;
}
