using CsCheck;

namespace Engage.Statistics;

public sealed class MeasuringRepresentation
{
    private static readonly Gen<(long Fewest, long Most, long Population)[]> Bounds =
        Gen.Select(Gen.Long[0, 50], Gen.Long[0, 4], Gen.Long[1, 1000], (fewest, more, population) => (fewest, fewest + more, population)).Array[2, 6];

    [Fact]
    public void Rates_of_10_and_7_5_and_8_percent_score_75_percent() => Representation.Score([(100, 1000), (75, 1000), (8, 100)])!.Value.ShouldBe(0.75, 1e-12);

    [Fact]
    public void An_absent_group_scores_0() => Representation.Score([(100, 1000), (0, 1000)]).ShouldBe(0);

    [Fact]
    public void Nobody_has_no_score() => Representation.Score([(0, 1000), (0, 10)]).ShouldBeNull();

    [Fact]
    public void A_group_that_is_a_tenth_of_the_people_and_a_fifth_of_the_participants_has_a_ratio_of_2() => Representation.Ratio(20, 100, 1000, 10_000).ShouldBe(2, 1e-12);

    [Fact]
    public void The_interval_of_a_ratio_is_Wilsons_over_the_share_of_the_population()
    {
        var interval = Representation.RatioInterval((20, 20), (80, 80), 1000, 10_000);
        interval.Low.ShouldBe(Wilson.Interval(20, 100).Low * 10, 1e-12);
        interval.High.ShouldBe(Wilson.Interval(20, 100).High * 10, 1e-12);
    }

    [Fact]
    public void Intervals_of_bounds_hold_those_of_every_count_within_them() => Gen.Select(Bounds, Gen.Double[0, 1].Array[6]).Sample((bounds, where) =>
    {
        var counts = bounds.Select((group, index) => group.Fewest + (long)Math.Round(where[index] * (group.Most - group.Fewest))).ToArray();
        if (Representation.Score([.. bounds.Select((group, index) => (counts[index], group.Population))]) is { } score)
        {
            var interval = Representation.ScoreInterval(bounds)!;
            score.ShouldBeInRange(interval.Low - 1e-12, interval.High + 1e-12);
        }
        var (first, others, population) = (bounds[0], bounds[1..], bounds.Sum(group => group.Population));
        var wide = Representation.RatioInterval(
            (first.Fewest, first.Most), (others.Sum(group => group.Fewest), others.Sum(group => group.Most)), first.Population, population);
        var exact = Representation.RatioInterval((counts[0], counts[0]), (counts[1..].Sum(), counts[1..].Sum()), first.Population, population);
        exact.Low.ShouldBeGreaterThanOrEqualTo(wide.Low - 1e-12);
        exact.High.ShouldBeLessThanOrEqualTo(wide.High + 1e-12);
    });

    [Fact]
    public void Evenness_is_1_where_all_are_equally_many_and_0_where_all_are_of_one()
    {
        Representation.Evenness([7, 7, 7])!.Value.ShouldBe(1, 1e-12);
        Representation.Evenness([7, 0, 0]).ShouldBe(0);
        // H = −(0.75·ln 0.75 + 0.25·ln 0.25) = 0.562335; over ln 2.
        Representation.Evenness([75, 25])!.Value.ShouldBe(0.811278124459, 1e-9);
        Representation.Evenness([0, 0]).ShouldBeNull();
    }

    [Fact]
    public void Evenness_lies_within_0_and_1() => Gen.Long[0, 1000].Array[2, 30].Where(counts => counts.Sum() > 0)
        .Sample(counts => Representation.Evenness(counts)!.Value.ShouldBeInRange(0, 1));

    [Fact]
    public void A_group_without_people_is_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => Representation.Score([(1, 0)]));
        Should.Throw<ArgumentOutOfRangeException>(() => Representation.Ratio(1, 1, 0, 10));
        Should.Throw<ArgumentOutOfRangeException>(() => Representation.Ratio(1, 1, 11, 10));
        Should.Throw<ArgumentOutOfRangeException>(() => Representation.Ratio(0, 0, 1, 10));
    }
}
