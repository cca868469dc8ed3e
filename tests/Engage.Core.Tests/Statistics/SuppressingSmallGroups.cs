using CsCheck;

namespace Engage.Statistics;

/// <summary>Attacks on what is published: whoever has it, and knows how it was made, looks for the counts that were left out.</summary>
public sealed class SuppressingSmallGroups
{
    private const int K = 3;

    /// <summary>All agencies of three groups with up to 8 people each: enough for every way that small, equal and large counts can meet.</summary>
    private static readonly long[][] Worlds = [.. from a in Enumerable.Range(0, 9) from b in Enumerable.Range(0, 9) from c in Enumerable.Range(0, 9) select new long[] { a, b, c }];

    [Fact]
    public void Whoever_knows_the_rule_cannot_tell_of_any_count_that_is_left_out_whether_it_is_small() =>
        Recovered(counts => Suppression.Published(counts, K)).ShouldBeEmpty();

    [Fact]
    public void The_attack_finds_people_where_only_the_small_counts_are_left_out() =>
        Recovered(counts => new([.. counts.Select(count => count < K ? (long?)null : count)], counts.Sum())).ShouldNotBeEmpty();

    [Fact]
    public void The_attack_finds_people_where_the_total_is_told_of_counts_that_are_all_left_out() =>
        Recovered(counts => Suppression.Published(counts, K) with { Total = counts.Sum() }).ShouldNotBeEmpty();

    [Fact]
    public void The_attack_finds_people_where_of_equal_counts_only_one_is_left_out() => Recovered(counts =>
    {
        var published = Suppression.Published(counts, K);
        if (counts.All(count => count >= K)) return published;
        var complement = counts.Where(count => count >= K).DefaultIfEmpty(-1).Min();
        var one = Array.IndexOf([.. counts], complement);
        long?[] shown = [.. counts.Select((count, index) => count >= K && index != one ? count : (long?)null)];
        return new(shown, shown.Any(count => count is not null) ? counts.Sum() : null);
    }).ShouldNotBeEmpty();

    [Fact]
    public void Subtracting_from_the_total_leaves_at_least_two_counts_of_which_one_is_large() => Gen.Long[0, 200].Array[1, 30].Sample(counts =>
    {
        var published = Suppression.Published(counts);
        var missing = published.Counts.Count(count => count is null);
        if (missing == 0)
        {
            counts.ShouldAllBe(count => count >= Suppression.Threshold);
            return;
        }
        foreach (var (index, count) in counts.Index()) (published.Counts[index] is null or >= Suppression.Threshold).ShouldBeTrue($"{count}");
        if (published.Total is not { } total)
        {
            missing.ShouldBe(counts.Length);
            return;
        }
        missing.ShouldBeGreaterThanOrEqualTo(2);
        (total - published.Counts.Sum()!.Value).ShouldBeGreaterThanOrEqualTo(Suppression.Threshold);
    });

    [Fact]
    public void No_more_is_left_out_than_the_small_counts_and_the_smallest_of_the_others()
    {
        Suppression.Published([3, 9, 20, 7]).Counts.ShouldBe([null, 9, 20, null]);
        Suppression.Published([3, 9, 20, 7]).Total.ShouldBe(39);
        Suppression.Published([6, 9, 20]).Counts.ShouldBe([6, 9, 20]);
        Suppression.Published([0, 0]).Total.ShouldBeNull();
    }

    [Fact]
    public void A_rounded_count_stands_for_five_counts_alike() => Gen.Long[0, 1_000_000].Sample(count =>
    {
        var rounded = Suppression.Rounded(count);
        (rounded % 5).ShouldBe(0);
        for (var other = rounded; other < rounded + 5; other++) Suppression.Rounded(other).ShouldBe(rounded);
        count.ShouldBeInRange(rounded, rounded + 4);
    });

    [Fact]
    public void What_is_no_count_is_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => Suppression.Published([-1, 7]));
        Should.Throw<ArgumentOutOfRangeException>(() => Suppression.Published([1, 7], k: 1));
        Should.Throw<ArgumentOutOfRangeException>(() => Suppression.Rounded(-1));
    }

    /// <summary>
    /// The counts that are found: what is published is looked up among the answers of all worlds, and where a count that was left out is small in all of
    /// those that answer the same, or large in all of them, it is found.
    /// </summary>
    private static List<string> Recovered(Func<long[], PublishedCounts> publish) =>
    [
        .. from same in Worlds.GroupBy(world => Seen(publish(world)))
           let published = publish(same.First())
           from group_ in Enumerable.Range(0, 3)
           where published.Counts[group_] is null && (same.All(world => world[group_] < K) || same.All(world => world[group_] >= K))
           // With every count and the total left out nothing is said of anybody, but that something is small.
           where published.Total is not null || same.Select(world => world[group_]).Distinct().Count() == 1
           select $"{same.Key}: group {group_}"
    ];

    private static string Seen(PublishedCounts published) => $"{string.Join(',', published.Counts.Select(count => count?.ToString() ?? "?"))} of {published.Total?.ToString() ?? "?"}";
}
