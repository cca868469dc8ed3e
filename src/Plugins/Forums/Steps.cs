namespace Engage.Plugins.Forums;

/// <summary>
/// Counts of people that go on changing, and what may be shown of them. Figures that were made anew for each person would tell what that person did, to whoever
/// looks before and after. So they are made anew in steps, and rounded:
/// a step takes at least five people (nine the first time), and ends with the first one after these whose number happens to be even, which nobody outside can
/// tell; at its end every count is shown rounded down to a multiple of five. What is shown would be the same whichever of the step's people did which of the
/// things they did together, and each number that is shown stands for five.
/// </summary>
/// <param name="Counts">How many people there really are; shown to nobody.</param>
/// <param name="Waiting">The numbers of those who changed something since the last step.</param>
/// <param name="Shown">The counts as they may be shown, as of the last step; null before the first.</param>
public sealed record Steps(IReadOnlyDictionary<string, int> Counts, IReadOnlyList<Guid> Waiting, IReadOnlyDictionary<string, int>? Shown)
{
    /// <summary>In the first step all are new: with five, a first figure of five would tell what each of them did.</summary>
    public const int First = 2 * Suppression.Threshold - 1;

    public static Steps None { get; } = new(new Dictionary<string, int>(), [], null);

    /// <summary>After somebody left one group, came to one, or both.</summary>
    /// <param name="person">Their number: random to all who do not have the deployment's secrets.</param>
    /// <param name="from">The group that they left.</param>
    /// <param name="to">The group that they came to.</param>
    public Steps With(Guid person, string? from, string? to)
    {
        var counts = new Dictionary<string, int>(Counts);
        if (from is not null) counts[from] = counts.GetValueOrDefault(from) - 1;
        if (to is not null) counts[to] = counts.GetValueOrDefault(to) + 1;
        IReadOnlyList<Guid> waiting = Waiting.Contains(person) ? Waiting : [.. Waiting, person];
        return Ends(waiting.Count, person) ? new(counts, [], counts.ToDictionary(each => each.Key, each => (int)Suppression.Rounded(each.Value))) : new(counts, waiting, Shown);
    }

    /// <summary>How many people may be told to be in a group; null where they are fewer than five, or too few have come yet to say.</summary>
    public int? Of(string group) => Shown?.GetValueOrDefault(group) is > 0 and var shown ? shown : null;

    private bool Ends(int waiting, Guid person) => waiting >= (Shown is null ? First : Suppression.Threshold) && person.ToByteArray()[15] % 2 == 0;
}
