using CsCheck;

namespace Engage.Statistics;

public sealed class EstimatingRates
{
    private static readonly Gen<long> Events = Gen.OneOf(Gen.Long[0, 40], Gen.Long[0, 5_000]);

    [Theory]
    // As the tables of Garwood's limits give them that epidemiologists print, with two digits more by summing the distribution.
    [InlineData(0, 0, 3.688879)]
    [InlineData(1, 0.025318, 5.571643)]
    [InlineData(2, 0.242209, 7.224688)]
    [InlineData(3, 0.618672, 8.767273)]
    [InlineData(4, 1.089865, 10.241589)]
    [InlineData(5, 1.623486, 11.668332)]
    [InlineData(10, 4.795389, 18.390356)]
    [InlineData(20, 12.216520, 30.888378)]
    [InlineData(50, 37.110964, 65.918767)]
    [InlineData(100, 81.363991, 121.626794)]
    [InlineData(1000, 938.973018, 1063.952136)]
    public void An_interval_is_Garwoods(long events, double low, double high)
    {
        Garwood.Interval(events).Low.ShouldBe(low, 1e-6);
        Garwood.Interval(events).High.ShouldBe(high, 1e-6);
    }

    [Fact]
    public void At_its_ends_so_many_events_or_more_and_so_many_or_fewer_are_seen_every_fortieth_time() => Gen.Long[1, 600].Sample(events =>
    {
        var interval = Garwood.Interval(events);
        (1 - AtMost(events - 1, interval.Low)).ShouldBe(0.025, 1e-9);
        AtMost(events, interval.High).ShouldBe(0.025, 1e-9);
    });

    [Fact]
    public void An_interval_holds_the_number_and_grows_with_it() => Events.Sample(events =>
    {
        var (less, more) = (Garwood.Interval(events), Garwood.Interval(events + 1));
        less.Low.ShouldBeLessThanOrEqualTo(events);
        less.High.ShouldBeGreaterThan(events);
        more.Low.ShouldBeGreaterThan(less.Low);
        more.High.ShouldBeGreaterThan(less.High);
    });

    [Theory]
    [InlineData(1_000_000)]
    [InlineData(100_000_000)]
    public void Of_very_many_it_is_that_of_a_normal_distribution(long events)
    {
        var interval = Garwood.Interval(events);
        ((interval.High - events) / Math.Sqrt(events)).ShouldBe(Wilson.Confidence95, 0.01);
        ((events - interval.Low) / Math.Sqrt(events)).ShouldBe(Wilson.Confidence95, 0.01);
    }

    [Fact]
    public void Fewer_than_none_are_refused() => Should.Throw<ArgumentOutOfRangeException>(() => Garwood.Interval(-1));

    // Term by term, as the distribution is defined.
    private static double AtMost(long events, double mean)
    {
        var (sum, log) = (0.0, -mean);
        for (var k = 0; k <= events; k++)
        {
            if (k > 0) log += Math.Log(mean) - Math.Log(k);
            sum += Math.Exp(log);
        }
        return sum;
    }
}
