using System.Globalization;

namespace Engage.Plugins.TransparencyReports;

/// <summary>
/// Rates, intervals and medians, of nothing but what may be told: from a row whose count is withheld no number comes, so that none can be computed back.
/// </summary>
internal static class Measuring
{
    public static ReportFigure Of(PlannedFigure figure, Guid editionId, IReadOnlyList<TalliedRow> rows)
    {
        var (request, definition) = (figure.Request, figure.Definition);
        var reference = definition.Measure is MetricMeasure.Disparity
            ? rows.FirstOrDefault(row => row.Group is [{ } group] && group.Code == definition.Reference) ?? new([], 0, false, null, false, [], "")
            : null;
        return new(
            request.Id, figure.Title, request.Metric, figure.MetricVersion, definition, request.From, request.Until, request.Chart,
            [.. rows.Select(row => Published(row, Measured(definition, row, reference)))]);

        FigureRow Published(TalliedRow row, Measure measure) => new(
            FigureRow.IdOf(request.Id, row.Group), editionId, request.Id, row.Group, measure.Count, Rounded(measure.Of), Rounded(measure.Value), Rounded(measure.Interval?.Low),
            Rounded(measure.Interval?.High), Rounded(measure.Percentile90), measure.Suppression, row.Commitment);
    }

    /// <summary>
    /// A number as it is published: six significant digits, and whole from a million on. More would claim to be exact, and the last bits of a logarithm differ
    /// from one processor to the next, while an edition is the same wherever it is compiled.
    /// </summary>
    internal static double? Rounded(double? number) => number switch
    {
        null => null,
        { } large when Math.Abs(large) >= 1e6 => Math.Round(large),
        { } small => double.Parse(small.ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
    };

    private static Measure Measured(MetricDefinition definition, TalliedRow row, TalliedRow? reference) => definition.Measure switch
    {
        _ when !row.CountTold => Measure.Withheld,
        MetricMeasure.Count => new(row.Count) { Value = row.Count },
        MetricMeasure.Duration or MetricMeasure.Survival => Waited(definition, row),
        _ when !row.OfTold => Measure.Withheld,
        _ when row.Of is not > 0 => new(row.Count) { Suppression = FigureSuppression.NoDenominator },
        MetricMeasure.Rate => Rate(definition, row),
        _ => Disparity(definition, row, reference!)
    };

    private static Measure Waited(MetricDefinition definition, TalliedRow row) => new(row.Count)
    {
        Value = KaplanMeier.Percentile(row.Waits, 0.5, definition.Threshold),
        Percentile90 = KaplanMeier.Percentile(row.Waits, 0.9, definition.Threshold)
    };

    private static Measure Rate(MetricDefinition definition, TalliedRow row)
    {
        var of = row.Of!.Value;
        // A rounded count stands for all up to the next multiple, and the interval holds for each of them.
        var more = definition.Rounding - 1;
        var interval = definition.Denominator is { Where: not null }
            ? new Interval(Wilson.Interval(row.Count, (long)of + more).Low, Wilson.Interval(Math.Min(row.Count + more, (long)of), (long)of).High)
            : new(Garwood.Interval(row.Count).Low / of, Garwood.Interval(row.Count + more).High / of);
        return new(row.Count) { Of = of, Value = row.Count / of * definition.Per, Interval = Times(interval, definition.Per) };
    }

    private static Measure Disparity(MetricDefinition definition, TalliedRow row, TalliedRow reference)
    {
        // The total holds the group that it would be compared with.
        if (row.Group.Count == 0) return new(row.Count) { Of = row.Of };
        if (!reference.CountTold || !reference.OfTold && reference.Of is not null) return Measure.Withheld;
        if (reference.Of is not > 0) return new(row.Count) { Of = row.Of, Suppression = FigureSuppression.NoDenominator };
        if (Math.Min(row.Count, reference.Count) < Math.Max(definition.Threshold, Suppression.Threshold)) return Measure.Withheld;
        if (row == reference) return new(row.Count) { Of = row.Of, Value = 1 };
        var (of, than) = (row.Of!.Value, reference.Of.Value);
        return new(row.Count)
        {
            Of = of,
            Value = RelativeDisparity.Ratio(row.Count, of, reference.Count, than),
            Interval = new(1 / Highest(definition, (reference.Count, than), (row.Count, of)), Highest(definition, (row.Count, of), (reference.Count, than)))
        };
    }

    /// <summary>The highest end of the intervals of a disparity, of all counts that are rounded to these.</summary>
    private static double Highest(MetricDefinition definition, (long Count, double Of) row, (long Count, double Of) reference)
    {
        var more = definition.Rounding - 1;
        if (definition.Denominator is not { Where: not null })
            return new[] { row.Count, row.Count + more }.Max(count => RelativeDisparity.OfRates(count, row.Of, reference.Count, reference.Of).High);
        // The end grows with the whole of the reference and falls with its count; over the row's own count it is highest at one of the ends, over its whole
        // anywhere.
        return Enumerable.Range(0, definition.Rounding).Select(i => (long)row.Of + i)
            .SelectMany(of => new[] { row.Count, Math.Min(row.Count + more, of) }, (of, count) => (Count: count, Of: of))
            .Max(each => RelativeDisparity.OfShares(each.Count, each.Of, reference.Count, (long)reference.Of + more).High);
    }

    private static Interval Times(Interval interval, double factor) => new(interval.Low * factor, interval.High * factor);

    private sealed record Measure(long? Count)
    {
        public static readonly Measure Withheld = new((long?)null) { Suppression = FigureSuppression.Withheld };

        public double? Of { get; init; }

        public double? Value { get; init; }

        public Interval? Interval { get; init; }

        public double? Percentile90 { get; init; }

        public FigureSuppression? Suppression { get; init; }
    }
}
