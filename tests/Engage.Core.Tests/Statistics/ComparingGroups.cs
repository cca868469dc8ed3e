using CsCheck;

namespace Engage.Statistics;

public sealed class ComparingGroups
{
    private static readonly Gen<(long Events, long Of)> Groups = Gen.Long[1, 100_000].SelectMany(of => Gen.Long[1, of].Select(events => (events, of)));

    // The Physicians' Health Study: 189 heart attacks of 11,034 men with a placebo, 104 of 11,037 with aspirin. Agresti («An Introduction to Categorical Data
    // Analysis», section 2.2) gives 1.82, from 1.43 to 2.31.
    [Fact]
    public void The_interval_of_two_shares_is_that_of_Katz()
    {
        RelativeDisparity.Ratio(189, 11_034, 104, 11_037).ShouldBe(1.82, 0.005);
        var interval = RelativeDisparity.OfShares(189, 11_034, 104, 11_037);
        interval.Low.ShouldBe(1.433, 0.0005);
        interval.High.ShouldBe(2.306, 0.0005);
    }

    // Women whose tuberculosis was followed by X-ray: 41 breast cancers in 28,010 years, against 15 in 19,017 of others. Rothman and Greenland give 1.86, from
    // 1.03 to 3.35.
    [Fact]
    public void The_interval_of_two_rates_is_that_of_the_textbook()
    {
        RelativeDisparity.Ratio(41, 28_010, 15, 19_017).ShouldBe(1.86, 0.005);
        var interval = RelativeDisparity.OfRates(41, 28_010, 15, 19_017);
        interval.Low.ShouldBe(1.03, 0.005);
        interval.High.ShouldBe(3.35, 0.005);
    }

    [Fact]
    public void Of_A_against_B_it_is_the_inverse_of_B_against_A() => Gen.Select(Groups, Groups).Sample((a, b) =>
    {
        foreach (var (there, back) in new[]
        {
            (RelativeDisparity.OfShares(a.Events, a.Of, b.Events, b.Of), RelativeDisparity.OfShares(b.Events, b.Of, a.Events, a.Of)),
            (RelativeDisparity.OfRates(a.Events, a.Of, b.Events, b.Of), RelativeDisparity.OfRates(b.Events, b.Of, a.Events, a.Of))
        })
        {
            (there.Low * back.High).ShouldBe(1, 1e-9);
            (there.High * back.Low).ShouldBe(1, 1e-9);
        }
        (RelativeDisparity.Ratio(a.Events, a.Of, b.Events, b.Of) * RelativeDisparity.Ratio(b.Events, b.Of, a.Events, a.Of)).ShouldBe(1, 1e-9);
    });

    [Fact]
    public void An_interval_holds_the_quotient_and_that_of_shares_is_the_narrower_one() => Gen.Select(Groups, Groups).Sample((a, b) =>
    {
        var (shares, rates) = (RelativeDisparity.OfShares(a.Events, a.Of, b.Events, b.Of), RelativeDisparity.OfRates(a.Events, a.Of, b.Events, b.Of));
        RelativeDisparity.Ratio(a.Events, a.Of, b.Events, b.Of).ShouldBeInRange(shares.Low, shares.High);
        shares.Low.ShouldBeGreaterThanOrEqualTo(rates.Low);
        shares.High.ShouldBeLessThanOrEqualTo(rates.High);
    });

    [Theory]
    [InlineData(0, 10, 1, 10)]
    [InlineData(1, 0, 1, 10)]
    [InlineData(1, 10, 0, 10)]
    [InlineData(1, 10, 1, 0)]
    [InlineData(11, 10, 1, 10)]
    [InlineData(1, 10, 11, 10)]
    public void What_is_no_share_is_refused(long events, long of, long otherEvents, long otherOf) =>
        Should.Throw<ArgumentOutOfRangeException>(() => RelativeDisparity.OfShares(events, of, otherEvents, otherOf));
}
