namespace Engage.Plugins.TransparencyReports;

/// <summary>Editions as they would have been compiled, of made-up numbers.</summary>
internal static class SampleEditions
{
    public static readonly DateOnly From = new(2025, 1, 1), Until = new(2025, 12, 31);

    public static readonly MetricDefinition SearchRate = new(
        MetricMeasure.Rate, "stops", DatasetTable.Stops, "occurred", [new("outcome", ["ARREST"])], ["ethnicity"], new(Where: []), Per: 100);

    public static readonly MetricDefinition Stops = new(MetricMeasure.Count, "stops", DatasetTable.Stops, "occurred", [], ["ethnicity", "gender"]);

    public static readonly MetricDefinition Disparity = new(
        MetricMeasure.Disparity, "stops", DatasetTable.Stops, "occurred", [], ["ethnicity"], new(Dataset: "population", Of: "residents"), Per: 1000, Reference: "WHITE");

    public static readonly MetricDefinition Waiting = new(
        MetricMeasure.Survival, "complaints", DatasetTable.Complaints, "received", [], ["source"], FromField: "received", UntilField: "closed");

    public static ReportFigure Figure(string name, AgencyText title, MetricDefinition definition, params (string[] Group, FigureRow Told)[] rows)
    {
        var id = StreamId.Of("sample.figure", name);
        return new(id, title, name, 1, definition, From, Until, FigureChart.Bars, [.. rows.Select(row =>
        {
            FigureGroup[] group = [.. row.Group.Index().Where(each => each.Item.Length > 0).Select(each => new FigureGroup(definition.GroupBy[each.Index], each.Item))];
            return row.Told with { Id = FigureRow.IdOf(id, group), FigureId = id, Group = group };
        })]);
    }

    public static FigureRow Counted(long count) => Row() with { Count = count, Value = count };

    public static FigureRow Rated(long count, long of, double per)
    {
        var interval = Wilson.Interval(count, of);
        return Row() with { Count = count, Of = of, Value = Math.Round(count * per / of, 4), Low = Math.Round(interval.Low * per, 4), High = Math.Round(interval.High * per, 4) };
    }

    public static FigureRow Compared(long count, long of, double value, double? low = null, double? high = null) => Row() with { Count = count, Of = of, Value = value, Low = low, High = high };

    public static FigureRow Waited(long count, double? median, double? late) => Row() with { Count = count, Value = median, Percentile90 = late };

    public static FigureRow Withheld() => Row() with { Suppression = FigureSuppression.Withheld };

    public static FigureRow Undivided(long count) => Row() with { Count = count, Suppression = FigureSuppression.NoDenominator };

    public static ReportFigure ArrestRate() => Figure("arrests", new("Stops that ended in an arrest", "en"), SearchRate,
        ([], Rated(1_812, 14_206, 100)), (["ASIAN"], Rated(301, 2_480, 100)), (["BLACK"], Rated(655, 4_127, 100)), (["MIXED"], Rated(24, 143, 100)), (["WHITE"], Rated(780, 6_904, 100)),
        (["OTHER"], Withheld()), ([Tables.NotRecorded], Withheld()));

    public static ReportFigure StopCounts() => Figure("stops", new("Stops by ethnicity and gender", "en"), Stops,
        (["", ""], Counted(14_206)), (["BLACK", ""], Counted(4_127)), (["WHITE", ""], Counted(6_904)), (["", "FEMALE"], Counted(1_733)), (["", "MALE"], Counted(12_473)),
        (["BLACK", "FEMALE"], Counted(412)), (["BLACK", "MALE"], Counted(3_715)), (["WHITE", "FEMALE"], Withheld()), (["WHITE", "MALE"], Withheld()));

    public static ReportFigure Disparities() => Figure("disparity", new("How often residents are stopped, compared with white residents", "en"), Disparity,
        ([], Row() with { Count = 14_206, Of = 412_000 }), (["ASIAN"], Compared(2_480, 41_000, 1.62, 1.55, 1.69)), (["BLACK"], Compared(4_127, 38_000, 2.91, 2.80, 3.02)),
        (["WHITE"], Compared(6_904, 185_000, 1)), (["MIXED"], Undivided(143)));

    public static ReportFigure Waits() => Figure("waiting", new("How long complaints wait for an answer", "en"), Waiting,
        ([], Waited(482, 87, 310)), (["Online form"], Waited(301, 64.5, 254)), (["In person"], Waited(96, 143, null)), (["Letter"], Withheld()));

    public static ReportEdition Edition(int number = 1, params IReadOnlyList<ReportFigure> figures)
    {
        var report = TransparencyReport.IdOf("stops-2025");
        return new(
            StreamId.Of("sample.edition", $"{number}"), report, number, 48_211, new("Stop and search in 2025", "en"),
            new("In 2025 officers stopped and searched people **14,206 times**. This report says who was stopped, why, and what came of it.\n\nBlack residents were stopped "
                + "about three times as often as white residents. We publish these figures so that everybody can judge them, and [check them](https://example.org/method).", "en"),
            [
                new(StreamId.Of("sample.section", "1"), new("Who was stopped", "en"), new("Officers record the ethnicity that they perceive.\n\n### What a rate is\n\nA rate divides by a count of people.", "en"), Requests(figures.Take(figures.Count / 2))),
                new(StreamId.Of("sample.section", "2"), new("What came of it", "en"), new("Most searches find nothing.", "en"), Requests(figures.Skip(figures.Count / 2)))
            ],
            figures, null, [], "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", new(2026, 2, 1, 9, 0, 0, TimeSpan.Zero), Guid.Empty)
        {
            State = EditionState.Published,
            PublishedAt = new(2026, 2, 20, 10, 30, 0, TimeSpan.Zero)
        };
    }

    public static ReportEdition Whole(int number = 1) => Edition(number, StopCounts(), Disparities(), ArrestRate(), Waits());

    public static PageReader Reader(string? language = null) => new("Riverton Police Department", ["en"], "default", language, new(TimeZoneInfo.Utc, [DayOfWeek.Sunday], []));

    /// <summary>The events of an edition that is like this one, from its compiling on.</summary>
    public static IReadOnlyList<object> Events(ReportEdition edition, Guid? supersedes = null)
    {
        var (writer, reviewer) = (new ActorId("Cleo"), new ActorId("Rhea"));
        return
        [
            new EditionCompiled(edition.Id, edition.Number, edition.Sequence, edition.Title, edition.Summary, edition.Sections,
                [.. edition.Figures.Select(figure => figure with { Rows = [.. figure.Rows.Select(row => row with { EditionId = edition.Id })] })], edition.Correction, new byte[32], edition.Digest, writer),
            new EditionApproved(edition.Id, reviewer),
            new EditionPublished(edition.Id, supersedes, reviewer)
        ];
    }

    private static FigureRow Row() => new(Guid.Empty, Guid.Empty, Guid.Empty, [], null, null, null, null, null, null, null, new string('a', 64));

    private static FigureRequest[] Requests(IEnumerable<ReportFigure> figures) => [.. figures.Select(figure => new FigureRequest(figure.Id, figure.Metric, figure.From, figure.Until, figure.Chart))];
}
