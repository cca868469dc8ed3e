namespace Engage;

/// <summary>What may be published of counts of people, group by group, so that nobody of a small group is found.</summary>
public static partial class Suppression
{
    /// <summary>How many people a group has to have for its count to be told.</summary>
    public const int Threshold = 5;

    /// <summary>
    /// Leaves out the counts below <paramref name="k"/> (primary suppression) and, so that none of them is what is missing from the total, the smallest of the
    /// others as well, with all that are equal to it (complementary suppression). Where nothing is left the total is left out too.
    /// </summary>
    /// <remarks>
    /// The values that are left out could stand in any order and the answer would be the same. There are some below and some above the threshold among them, so
    /// whoever knows the total, the other counts and this rule cannot tell of a single one whether it is small. A count of 0 is left out like 1: were it told, a
    /// count that is left out would tell that somebody is there. This is about one answer: two answers, before and after one person came, tell their difference,
    /// so what goes on changing is to be published in steps and rounded (<see cref="Rounded"/>).
    /// </remarks>
    /// <param name="counts">How many people each group has, 0 or more; each person is in one group.</param>
    /// <param name="k">How many it takes, at least 2.</param>
    public static PublishedCounts Published(IReadOnlyList<long> counts, int k = Threshold)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 2);
        foreach (var count in counts) ArgumentOutOfRangeException.ThrowIfNegative(count, nameof(counts));
        if (counts.All(count => count >= k)) return new([.. counts], counts.Sum());
        var complement = counts.Where(count => count >= k).DefaultIfEmpty().Min();
        long?[] shown = [.. counts.Select(count => count > complement && count >= k ? count : (long?)null)];
        return new(shown, shown.Any(count => count is not null) ? counts.Sum() : null);
    }

    /// <summary>
    /// A count rounded down to a multiple of <paramref name="k"/>, so that it stands for k counts that nobody can tell apart: each is what is shown or up to k − 1
    /// more. What is below k is 0. Whatever is computed from rounded counts alone, their sum, shares and ratios, tells no more than they do.
    /// </summary>
    /// <param name="count">How many people, 0 or more.</param>
    /// <param name="k">How many it takes, at least 2.</param>
    public static long Rounded(long count, int k = Threshold)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 2);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return count - count % k;
    }
}

/// <summary>Counts as they may be published.</summary>
/// <param name="Counts">The count of each group in the order they were given; null where it is left out.</param>
/// <param name="Total">How many people all groups have together; null where it is left out.</param>
public sealed record PublishedCounts(IReadOnlyList<long?> Counts, long? Total);
