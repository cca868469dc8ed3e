using CsCheck;

namespace Engage.Statistics;

public sealed class EstimatingShares
{
    private static readonly Gen<(long Successes, long N)> Shares = Gen.Long[0, 100_000].SelectMany(n => Gen.Long[0, n].Select(successes => (successes, n)));

    [Theory]
    // As R (prop.test without correction) and statsmodels (method wilson) give them.
    [InlineData(0, 10, 0, 0.277532799862)]
    [InlineData(5, 10, 0.236593090512, 0.763406909488)]
    [InlineData(10, 10, 0.722467200138, 1)]
    [InlineData(90, 100, 0.825634338495, 0.944770862939)]
    public void An_interval_is_Wilsons(long successes, long n, double low, double high)
    {
        Wilson.Interval(successes, n).Low.ShouldBe(low, 1e-9);
        Wilson.Interval(successes, n).High.ShouldBe(high, 1e-9);
    }

    [Fact]
    public void Of_nobody_nothing_is_known() => Wilson.Interval(0, 0).ShouldBe(new Interval(0, 1));

    [Fact]
    public void Ninety_of_a_hundred_rank_before_one_of_one() => Wilson.LowerBound(90, 100).ShouldBeGreaterThan(Wilson.LowerBound(1, 1));

    [Fact]
    public void An_interval_holds_the_share_lies_within_0_and_1_and_mirrors_its_opposite() => Shares.Sample(share =>
    {
        var (successes, n) = share;
        var interval = Wilson.Interval(successes, n);
        interval.Low.ShouldBeInRange(0, 1);
        interval.High.ShouldBeInRange(interval.Low, 1);
        if (n > 0) ((double)successes / n).ShouldBeInRange(interval.Low, interval.High);
        Wilson.Interval(n - successes, n).Low.ShouldBe(1 - interval.High, 1e-9);
    });

    [Fact]
    public void An_interval_is_the_set_of_shares_that_a_score_test_does_not_reject() => Shares.Where(share => share.N > 0).Sample(share =>
    {
        foreach (var bound in (double[])[Wilson.Interval(share.Successes, share.N).Low, Wilson.Interval(share.Successes, share.N).High])
            if (bound is > 0 and < 1)
                Math.Abs((double)share.Successes / share.N - bound).ShouldBe(Wilson.Confidence95 * Math.Sqrt(bound * (1 - bound) / share.N), 1e-9);
    });

    [Theory]
    [InlineData(-1, 10, 1.96)]
    [InlineData(11, 10, 1.96)]
    [InlineData(1, 10, 0)]
    [InlineData(1, 10, double.NaN)]
    public void What_is_no_share_is_refused(long successes, long n, double z) => Should.Throw<ArgumentOutOfRangeException>(() => Wilson.Interval(successes, n, z));
}
