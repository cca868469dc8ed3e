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
        KaplanMeier.Median([.. waits.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(each => new Wait(double.Parse(each.TrimEnd('+')), !each.EndsWith('+')))]).ShouldBe(median);

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
