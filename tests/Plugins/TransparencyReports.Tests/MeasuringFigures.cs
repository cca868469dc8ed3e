using CsCheck;

namespace Engage.Plugins.TransparencyReports;

public sealed class MeasuringFigures
{
    private static readonly Guid Edition = Guid.CreateVersion7();

    private static readonly MetricDefinition Count = new(MetricMeasure.Count, "stops", DatasetTable.Stops, "occurred", [], ["ethnicity"]);

    private static readonly MetricDefinition Share = Count with { Measure = MetricMeasure.Rate, Denominator = new([]), Per = 100 };

    private static readonly MetricDefinition PerResidents = Count with { Measure = MetricMeasure.Rate, Denominator = new(null, "census", "residents"), Per = 1_000 };

    private static readonly MetricDefinition Days = Count with { Measure = MetricMeasure.Duration, FromField = "received", UntilField = "closed", Table = DatasetTable.Complaints };

    private static readonly MetricDefinition OfShares = Share with { Measure = MetricMeasure.Disparity, Per = 1, Reference = "WHITE" };

    private static readonly MetricDefinition OfRates = PerResidents with { Measure = MetricMeasure.Disparity, Per = 1, Reference = "WHITE" };

    private static readonly Gen<(long Count, long Of)> Counts = Gen.Long[5, 200_000].SelectMany(of => Gen.Long[5, of].Select(count => (count, of)));

    [Fact]
    public void A_figure_says_what_was_asked_for_and_each_row_of_which_group_it_is()
    {
        var figure = Planned(Count);
        var measured = Measuring.Of(figure, Edition, [Row("", 12), Row("WHITE", 12)]);
        measured.ShouldSatisfyAllConditions(
            () => measured.Id.ShouldBe(figure.Request.Id), () => measured.Title.ShouldBe(figure.Title), () => measured.Metric.ShouldBe("made-up"), () => measured.MetricVersion.ShouldBe(3),
            () => measured.Definition.ShouldBe(Count), () => measured.From.ShouldBe(new(2026, 1, 1)), () => measured.Until.ShouldBe(new(2026, 3, 31)), () => measured.Chart.ShouldBe(FigureChart.Bars));
        measured.Rows.Select(row => row.Id).ShouldBe([FigureRow.IdOf(figure.Request.Id, []), FigureRow.IdOf(figure.Request.Id, [new("ethnicity", "WHITE")])]);
        foreach (var row in measured.Rows)
            (row.EditionId, row.FigureId, row.Count, row.Value, row.Of, row.Low, row.High, row.Percentile90, row.Suppression, row.Commitment)
                .ShouldBe((Edition, figure.Request.Id, 12, 12, null, null, null, null, null, "sealed"));
    }

    [Fact]
    public void From_what_is_withheld_no_number_comes()
    {
        foreach (var definition in new[] { Count, Share, PerResidents, Days, Days with { Measure = MetricMeasure.Survival }, OfShares, OfRates })
        {
            var rows = Measuring.Of(Planned(definition), Edition, [Row("WHITE", 40, 50, told: false, waits: Enumerable.Range(1, 40)), Row("BLACK", 30, 50, waits: Enumerable.Range(1, 30)), Row("ASIAN", 3, 60, told: false)]).Rows;
            foreach (var row in rows.Where(row => row.Group[0].Code != "BLACK")) ShouldBeWithheld(row);
            // Of the group that others are compared with nothing is told, so nothing may be told of what it would be computed back from.
            if (definition.Measure is MetricMeasure.Disparity) ShouldBeWithheld(rows[1]);
            else rows[1].Value.ShouldNotBeNull();
        }
    }

    [Fact]
    public void A_share_of_a_whole_that_is_withheld_is_withheld()
    {
        ShouldBeWithheld(Of(Share, Row("WHITE", 40, 50, ofTold: false)));
        Measuring.Of(Planned(OfShares), Edition, [Row("WHITE", 40, 50, ofTold: false), Row("BLACK", 40, 60)]).Rows.ShouldAllBe(row => row.Value == null && row.Count == null && row.Suppression == FigureSuppression.Withheld);
    }

    // R: prop.test(90, 100, correct = FALSE) and poisson.test(90, 12000).
    [Fact]
    public void A_share_has_the_interval_of_Wilson_and_a_rate_that_of_Garwood_both_for_each_so_many()
    {
        var share = Of(Share, Row("WHITE", 90, 100));
        (share.Count, share.Of, share.Value, share.Low, share.High).ShouldBe((90, 100, 90, 82.5634, 94.4771));
        var rate = Of(PerResidents, Row("WHITE", 100, 12_000));
        (rate.Count, rate.Of, rate.Value, rate.Low, rate.High).ShouldBe((100, 12_000, 8.33333, 6.78033, 10.1356));
    }

    [Fact]
    public void Where_there_is_nothing_to_divide_by_it_says_so_and_tells_the_count()
    {
        foreach (var definition in new[] { PerResidents, OfRates })
        {
            foreach (var of in new double?[] { null, 0 })
            {
                var row = Measuring.Of(Planned(definition), Edition, [Row("WHITE", 40, 900), Row("NOT_RECORDED", 40, of)]).Rows[1];
                (row.Count, row.Of, row.Value, row.Low, row.High, row.Suppression).ShouldBe((40, null, null, null, null, FigureSuppression.NoDenominator));
            }
        }
        var compared = Measuring.Of(Planned(OfRates), Edition, [Row("WHITE", 40, null), Row("BLACK", 40, 900)]).Rows[1];
        (compared.Count, compared.Of, compared.Value, compared.Suppression).ShouldBe((40, 900, null, FigureSuppression.NoDenominator));
    }

    [Fact]
    public void A_rate_lies_within_its_interval_and_grows_with_its_count() => Gen.Select(Counts, Gen.Bool).Sample((counts, byRecords) =>
    {
        var definition = byRecords ? Share : PerResidents;
        var row = Of(definition, Row("WHITE", counts.Count, counts.Of));
        row.Value!.Value.ShouldBeInRange(row.Low!.Value, row.High!.Value);
        var fewer = Of(definition, Row("WHITE", counts.Count - 1, counts.Of));
        (fewer.Value <= row.Value && fewer.Low <= row.Low && fewer.High <= row.High).ShouldBeTrue();
    });

    [Fact]
    public void An_interval_of_rounded_counts_holds_the_rates_of_all_that_are_rounded_to_them() =>
        Gen.Select(Counts, Counts, OneOfRoundings, Gen.Bool).Sample((a, b, rounding, byRecords) =>
        {
            var (share, disparity) = byRecords ? (Share, OfShares) : (PerResidents, OfRates);
            var (told, exact) = (Rows(share with { Threshold = rounding }, rounding), Rows(share, 1));
            if (told[1].Count is null) return;
            Holds(told[1], exact[1]);
            (told, exact) = (Rows(disparity with { Threshold = rounding }, rounding), Rows(disparity, 1));
            if (told[1].Value is not null) Holds(told[1], exact[1]);

            IReadOnlyList<FigureRow> Rows(MetricDefinition definition, int by) => Measuring.Of(Planned(definition with { Rounding = by }), Edition, [
                .. new[] { ("WHITE", b), ("BLACK", a) }.Select(each => Row(
                    each.Item1, each.Item2.Count / by * by, byRecords ? each.Item2.Of / by * by : each.Item2.Of,
                    told: each.Item2.Count >= by, ofTold: each.Item2.Of >= by))]).Rows;

            static void Holds(FigureRow told, FigureRow exact)
            {
                told.Low!.Value.ShouldBeLessThanOrEqualTo(exact.Low!.Value * (1 + 1e-5));
                told.High!.Value.ShouldBeGreaterThanOrEqualTo(exact.High!.Value * (1 - 1e-5));
            }
        });

    [Fact]
    public void A_share_that_is_rounded_by_hundreds_is_told_with_the_interval_that_holds_it()
    {
        // 199 of 1,099 are 18.1 %.
        var row = Of(Share with { Threshold = 100, Rounding = 100 }, Row("WHITE", 100, 1_000));
        (row.Value, row.Low!.Value < 10, row.High!.Value > 18.1).ShouldBe((10, true, true));
    }

    private static readonly Gen<int> OneOfRoundings = Gen.Int[0, 5].Select(i => new[] { 1, 5, 10, 25, 50, 100 }[i]);

    [Theory]
    [InlineData(9, 5.0, null)]
    [InlineData(8, null, null)]
    [InlineData(50, 25.0, 45.0)]
    [InlineData(41, 21.0, 37.0)]
    [InlineData(40, 20.0, 36.0)]
    [InlineData(39, 20.0, null)]
    public void A_median_and_a_percentile_are_told_where_as_many_as_the_threshold_lie_on_either_side(int many, double? median, double? percentile)
    {
        var row = Of(Days, Row("WHITE", many, waits: Enumerable.Range(1, many)));
        (row.Count, row.Value, row.Percentile90, row.Suppression).ShouldBe((many, median, percentile, null));
    }

    [Fact]
    public void Who_still_waits_makes_the_median_longer_and_where_most_wait_there_is_none()
    {
        var survival = Days with { Measure = MetricMeasure.Survival };
        Of(survival, Row("WHITE", 30, waits: Enumerable.Range(1, 20), waiting: Enumerable.Repeat(20, 10))).Value.ShouldBe(15);
        Of(survival, Row("WHITE", 50, waits: Enumerable.Range(1, 20), waiting: Enumerable.Repeat(20, 30))).ShouldSatisfyAllConditions(row => row.Value.ShouldBeNull(), row => row.Count.ShouldBe(50));
    }

    [Fact]
    public void A_disparity_is_one_group_against_another_with_its_interval()
    {
        // Agresti's aspirin and placebo, and Rothman's women, as in the tests of the formulas.
        var shares = Measuring.Of(Planned(OfShares), Edition, [Row("", 293, 22_071), Row("WHITE", 104, 11_037), Row("BLACK", 189, 11_034)]).Rows;
        (shares[0].Count, shares[0].Of, shares[0].Value, shares[0].Low, shares[0].Suppression).ShouldBe((293, 22_071, null, null, null));
        (shares[1].Count, shares[1].Of, shares[1].Value, shares[1].Low, shares[1].High).ShouldBe((104, 11_037, 1, null, null));
        (shares[2].Value, shares[2].Low, shares[2].High).ShouldBe((1.81780, 1.43303, 2.30588));
        var rates = Measuring.Of(Planned(OfRates), Edition, [Row("WHITE", 15, 19_017), Row("BLACK", 41, 28_010)]).Rows;
        (rates[1].Value, rates[1].Low, rates[1].High).ShouldBe((1.85576, 1.02723, 3.35256));
    }

    [Fact]
    public void A_disparity_of_few_is_withheld_though_both_counts_are_told()
    {
        var definition = OfShares with { Threshold = 20 };
        foreach (var (reference, other) in new[] { (19, 30), (30, 19) })
        {
            var rows = Measuring.Of(Planned(definition), Edition, [Row("WHITE", reference, 100), Row("BLACK", other, 100)]).Rows;
            ShouldBeWithheld(rows[1]);
        }
        Measuring.Of(Planned(definition), Edition, [Row("WHITE", 20, 100), Row("BLACK", 20, 100)]).Rows[1].Value.ShouldBe(1);
    }

    [Fact]
    public void A_disparity_of_A_against_B_is_the_inverse_of_B_against_A() => Gen.Select(Counts, Counts, Gen.Bool).Sample((a, b, byRecords) =>
    {
        var definition = byRecords ? OfShares : OfRates;
        TalliedRow[] rows = [Row("WHITE", a.Count, a.Of), Row("BLACK", b.Count, b.Of)];
        var (there, back) = (Measuring.Of(Planned(definition), Edition, rows).Rows[1], Measuring.Of(Planned(definition with { Reference = "BLACK" }), Edition, rows).Rows[0]);
        // Each has six digits.
        (there.Value!.Value * back.Value!.Value).ShouldBe(1, 1e-5);
        (there.Low!.Value * back.High!.Value).ShouldBe(1, 1e-5);
        there.Value.Value.ShouldBeInRange(there.Low.Value * (1 - 1e-5), there.High!.Value * (1 + 1e-5));
    });

    [Theory]
    [InlineData(0.0, "0")]
    [InlineData(1.0 / 3, "0.333333")]
    [InlineData(2.0 / 3e9, "6.66667E-10")]
    [InlineData(123456.7, "123457")]
    [InlineData(1234567.8, "1234568")]
    [InlineData(8961989, "8961989")]
    [InlineData(99999.96, "100000")]
    [InlineData(90, "90")]
    public void A_number_has_six_digits_and_is_whole_from_a_million_on(double number, string published) =>
        System.Text.Json.JsonSerializer.Serialize(Measuring.Rounded(number)).ShouldBe(published);

    private static FigureRow Of(MetricDefinition definition, TalliedRow row) => Measuring.Of(Planned(definition), Edition, [row]).Rows.Single();

    private static void ShouldBeWithheld(FigureRow row) =>
        (row.Count, row.Of, row.Value, row.Low, row.High, row.Percentile90, row.Suppression).ShouldBe((null, null, null, null, null, null, FigureSuppression.Withheld));

    private static PlannedFigure Planned(MetricDefinition definition) =>
        new(new(Guid.CreateVersion7(), "made-up", new(2026, 1, 1), new(2026, 3, 31), FigureChart.Bars), "Made up", 3, definition);

    private static TalliedRow Row(
        string code, long count, double? of = null, bool told = true, bool ofTold = true, IEnumerable<int>? waits = null, IEnumerable<int>? waiting = null) => new(
        code.Length == 0 ? [] : [new("ethnicity", code)], count, told, of, ofTold,
        [.. (waits ?? []).Select(days => new Wait(days, true)), .. (waiting ?? []).Select(days => new Wait(days, false))], "sealed");
}
