using CsCheck;

namespace Engage.Statistics;

public sealed class EstimatingWaits
{
    private static readonly Gen<Wait[]> Waits = Gen.Select(Gen.Int[0, 30], Gen.Bool, (days, ended) => new Wait(days, ended)).Array[0, 40];

    // The first two are the arms of Freireich's trial of 1963, on which every textbook shows the estimator. A plus is who still waits.
    [Theory]
    [InlineData("6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+", 23.0)]
    [InlineData("1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23", 8.0)]
    [InlineData("1 2", 1.0)]
    [InlineData("3", 3.0)]
    [InlineData("3+", null)]
    [InlineData("1 9+ 9+ 9+", null)]
    [InlineData("", null)]
    public void The_median_is_that_of_Kaplan_and_Meier_in_which_who_still_waits_counts(string waits, double? median) =>
        KaplanMeier.Median(Read(waits)).ShouldBe(median);

    // The quartiles of the first are those that statistical packages print of it.
    [Theory]
    [InlineData("6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+", 0.25, 13.0)]
    [InlineData("6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+", 0.9, null)]
    [InlineData("1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23", 0.25, 4.0)]
    [InlineData("1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23", 0.9, 17.0)]
    [InlineData("1 2 3 4 5 6 7 8 9 10", 0.9, 9.0)]
    [InlineData("1 2 3 4 5 6 7 8 9 10 11", 0.9, 10.0)]
    public void So_is_every_percentile(string waits, double share, double? percentile) => KaplanMeier.Percentile(Read(waits), share).ShouldBe(percentile);

    // Of ten the median is the fifth: five are as long at most, six are as long at least.
    [Theory]
    [InlineData("1 2 3 4 5 6 7 8 9 10", 0.5, 5, 5.0)]
    [InlineData("1 2 3 4 5 6 7 8 9 10", 0.5, 6, null)]
    [InlineData("1 2 3 4 5 6 7 8", 0.5, 5, null)]
    [InlineData("1 2 3 4 5 6 7 8 9 10", 0.9, 2, 9.0)]
    [InlineData("1 2 3 4 5 6 7 8 9 10", 0.9, 3, null)]
    // Six were there, of whom only those of the last two days came to an end: they would be found.
    [InlineData("1+ 1+ 1+ 1+ 8 9", 0.5, 1, 8.0)]
    [InlineData("1+ 1+ 1+ 1+ 8 9", 0.5, 2, null)]
    public void A_time_that_too_few_lie_on_either_side_of_is_not_told(string waits, double share, int least, double? percentile) =>
        KaplanMeier.Percentile(Read(waits), share, least).ShouldBe(percentile);

    [Fact]
    public void Percentiles_grow_with_the_share() => Gen.Select(Waits, Gen.Double[0.01, 0.99], Gen.Double[0.01, 0.99]).Sample((waits, one, other) =>
        (KaplanMeier.Percentile(waits, Math.Min(one, other)) ?? double.PositiveInfinity).ShouldBeLessThanOrEqualTo(KaplanMeier.Percentile(waits, Math.Max(one, other)) ?? double.PositiveInfinity));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void What_is_no_share_is_refused(double share) => Should.Throw<ArgumentOutOfRangeException>(() => KaplanMeier.Percentile([], share));

    private static Wait[] Read(string waits) =>
        [.. waits.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(each => new Wait(double.Parse(each.TrimEnd('+')), !each.EndsWith('+')))];

    [Fact]
    public void Where_nobody_waits_any_more_the_median_is_the_lower_one_of_the_times() => Waits.Where(waits => waits.Length > 0).Sample(waits =>
        KaplanMeier.Median([.. waits.Select(wait => wait with { Ended = true })]).ShouldBe(waits.Select(wait => wait.Days).Order().ElementAt((waits.Length - 1) / 2)));

    [Fact]
    public void Leaving_one_more_without_an_answer_never_makes_the_median_shorter() => Gen.Select(Waits, Gen.Int[0, 40]).Sample((waits, index) =>
    {
        if (waits.Length == 0) return;
        var longest = waits.Max(wait => wait.Days) + 1;
        var ignored = waits.Select((wait, i) => i == index % waits.Length ? new Wait(longest, Ended: false) : wait).ToArray();
        (KaplanMeier.Median(ignored) ?? double.PositiveInfinity).ShouldBeGreaterThanOrEqualTo(KaplanMeier.Median(waits) ?? double.PositiveInfinity);
    });
}
