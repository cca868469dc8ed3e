namespace Engage.Plugins.Forums;

/// <summary>
/// Counts of people that go on changing, and what may be shown of them. Figures that were made anew for each person would tell what that person did, to whoever
/// looks before and after; so they are made anew in steps of at least five people (nine the first time), and each count is rounded down to a multiple of five.
/// What is shown is then the same whichever of the step's people did which of the things they did together.
/// </summary>
/// <remarks>
/// Whoever knows how many people there are in all, by what else is public, knows how much rounding took from all counts together. Were that nothing, or the most
/// it can be, each count would be known. So a step ends at a total that leaves a remainder which neither of the two can leave.
/// </remarks>
/// <param name="Groups">How many groups there are.</param>
/// <param name="Counts">How many people there really are in each; shown to nobody.</param>
/// <param name="Waiting">The numbers of those who changed something since the last step.</param>
/// <param name="Shown">The counts as they may be shown, as of the last step; null before the first.</param>
public sealed record Steps(int Groups, IReadOnlyDictionary<string, int> Counts, IReadOnlyList<Guid> Waiting, IReadOnlyDictionary<string, int>? Shown)
{
    private const int Size = Suppression.Threshold;

    public static Steps None(int groups) => new(groups, new Dictionary<string, int>(), [], null);

    /// <summary>After somebody left one group, came to one, or both.</summary>
    /// <param name="person">Their number: one person is one, however often they change their mind.</param>
    /// <param name="from">The group that they left.</param>
    /// <param name="to">The group that they came to.</param>
    public Steps With(Guid person, string? from, string? to)
    {
        var counts = new Dictionary<string, int>(Counts);
        if (from is not null) counts[from] = counts.GetValueOrDefault(from) - 1;
        if (to is not null) counts[to] = counts.GetValueOrDefault(to) + 1;
        IReadOnlyList<Guid> waiting = Waiting.Contains(person) ? Waiting : [.. Waiting, person];
        return Ends(waiting.Count, counts.Values.Sum())
            ? this with { Counts = counts, Waiting = [], Shown = counts.ToDictionary(each => each.Key, each => (int)Suppression.Rounded(each.Value)) }
            : this with { Counts = counts, Waiting = waiting };
    }

    /// <summary>How many people may be told to be in a group; null where they are fewer than five, or too few have come yet to say.</summary>
    public int? Of(string group) => Shown?.GetValueOrDefault(group) is > 0 and var shown ? shown : null;

    // In the first step all are new: with five, a first figure of five would tell what each of them did.
    private bool Ends(int waiting, int total) => waiting >= (Shown is null ? 2 * Size - 1 : Size) && total % Size == (Groups % Size == 1 ? Size - 2 : Size - 1);
}
