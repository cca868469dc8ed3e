namespace Engage.Plugins.TransparencyReports;

public sealed class WritingReports
{
    private static readonly ActorId Ada = new("ada"), Bo = new("bo");
    private static readonly TransparencyReport Draft = new(Guid.NewGuid(), "stops", "Stops", "Whom we stop.") { Authors = [Ada] };
    private static readonly Metric Metric = new(Guid.NewGuid(), "by-outcome", "Outcomes", "Counts.", [new(1, EditionFixture.Stops, null, new("somebody"))]);
    private static readonly Dictionary<string, Metric> Metrics = new() { ["by-outcome"] = Metric };
    private static readonly SectionFigureInput Figure = new("by-outcome", new(2026, 1, 1), new(2026, 12, 31));

    [Fact]
    public void What_is_new_gets_an_id_and_what_was_there_keeps_its_own()
    {
        var first = Write(Draft, Section(Figure));
        var report = Draft with { Sections = [new(first.Sections[0].Id, "H", "T", first.Sections[0].Figures)] };
        var second = Write(report, Section(Figure), Section(Figure with { Id = first.Sections[0].Figures[0].Id }) with { Id = first.Sections[0].Id });
        second.Sections[1].Id.ShouldBe(first.Sections[0].Id);
        second.Sections[1].Figures[0].Id.ShouldBe(first.Sections[0].Figures[0].Id);
        second.Sections[0].Id.ShouldNotBe(first.Sections[0].Id);
        second.Sections[0].Figures[0].Id.ShouldNotBe(first.Sections[0].Figures[0].Id);
    }

    [Theory]
    [InlineData(31, 0)]
    [InlineData(1, 21)]
    [InlineData(4, 16)]
    public void There_is_only_so_much_in_a_report(int sections, int figures) =>
        Code(() => Write(Draft, [.. Enumerable.Repeat(Section([.. Enumerable.Repeat(Figure, figures)]), sections)])).ShouldBe("transparency-reports.too-many-sections");

    [Theory]
    [InlineData("2026-02-01", "2026-01-31")]
    [InlineData("2016-01-01", "2026-01-01")]
    [InlineData("1899-12-31", "1900-12-31")]
    [InlineData("9998-01-01", "9999-12-31")]
    public void A_period_begins_before_it_ends_and_is_no_longer_than_ten_years(string from, string until) =>
        Code(() => Write(Draft, Section(Figure with { From = DateOnly.Parse(from), Until = DateOnly.Parse(until) }))).ShouldBe("transparency-reports.period");

    [Fact]
    public void A_period_of_ten_years_to_the_day_is_fine() => Write(Draft, Section(Figure with { From = new(2016, 1, 2), Until = new(2026, 1, 1) })).Sections.Count.ShouldBe(1);

    [Fact]
    public void Words_are_there_and_not_too_many()
    {
        Code(() => Write(Draft, Section() with { Heading = " " })).ShouldBe("engage.empty-text");
        Code(() => Write(Draft, Section() with { Heading = new string('a', 201) })).ShouldBe("engage.text-too-long");
        Code(() => Write(Draft, Section() with { Text = new string('a', 20_001) })).ShouldBe("engage.text-too-long");
    }

    [Fact]
    public void A_figure_shows_a_metric_that_there_is() => Code(() => Write(Draft, Section(Figure with { Metric = "nothing" }))).ShouldBe("transparency-reports.no-such-metric");

    [Fact]
    public void A_retired_metric_is_only_shown_where_it_was_shown_before()
    {
        var retired = new Dictionary<string, Metric> { ["by-outcome"] = Metric with { RetiredFor = "A better one." } };
        Code(() => WriteSections.Decide(Draft, new("stops", [Section(Figure)]), retired, Guid.NewGuid, Ada)).ShouldBe("transparency-reports.metric-retired");
        var request = new FigureRequest(Guid.NewGuid(), "by-outcome", Figure.From, Figure.Until, FigureChart.Bars);
        var report = Draft with { Sections = [new(Guid.NewGuid(), "H", "T", [request])] };
        WriteSections.Decide(report, new("stops", [Section(Figure with { Id = request.Id })]), retired, Guid.NewGuid, Ada).Sections.Count.ShouldBe(1);
    }

    [Fact]
    public void A_section_and_a_figure_stand_in_a_report_once_and_were_there_before()
    {
        var request = new FigureRequest(Guid.NewGuid(), "by-outcome", Figure.From, Figure.Until, FigureChart.Bars);
        var report = Draft with { Sections = [new(Guid.NewGuid(), "H", "T", [request])] };
        var (section, figure) = (Section() with { Id = report.Sections[0].Id }, Figure with { Id = request.Id });
        Code(() => Write(report, section, section)).ShouldBe("transparency-reports.section-twice");
        Code(() => Write(report, Section(figure), Section(figure))).ShouldBe("transparency-reports.section-twice");
        Code(() => Write(report, Section() with { Id = Guid.NewGuid() })).ShouldBe("engage.not-found");
        Code(() => Write(report, Section(Figure with { Id = Guid.NewGuid() }))).ShouldBe("engage.not-found");
    }

    [Fact]
    public void A_description_that_changes_nothing_is_none()
    {
        Code(() => DescribeReport.Decide(Draft, new("stops", "Stops"), Ada)).ShouldBe("transparency-reports.report-unchanged");
        DescribeReport.Decide(Draft, new("stops", Summary: "Other."), Ada).ShouldBe(new ReportDescribed(null, "Other.", null, Ada));
    }

    [Fact]
    public void A_translation_of_words_that_were_changed_since_is_refused()
    {
        Code(() => TranslateReport.Decide(Draft, new("stops", "es", "T", "S", TranslationStatus.Human, Of: 2), Ada)).ShouldBe("engage.conflict");
        var report = Draft with { Sections = [new(Guid.NewGuid(), "H", "T", [])] };
        Code(() => TranslateSection.Decide(report, new("stops", report.Sections[0].Id, "es", "H", "T", TranslationStatus.Human, Of: 2), Ada)).ShouldBe("engage.conflict");
        Code(() => TranslateSection.Decide(report, new("stops", Guid.NewGuid(), "es", "H", "T", TranslationStatus.Human), Ada)).ShouldBe("engage.not-found");
    }

    [Fact]
    public void Nobody_takes_a_name_that_is_taken()
    {
        Code(() => DraftReport.Decide(Draft, new("stops", "T", "S"), Bo)).ShouldBe("transparency-reports.name-taken");
        foreach (var name in new[] { "", "Stops", "a b", "-a", "a\n", new string('a', 61) })
            Code(() => DraftReport.Decide(null, new(name, "T", "S"), Bo)).ShouldBe("transparency-reports.name");
    }

    private static SectionInput Section(params SectionFigureInput[] figures) => new("Heading", "Text", figures);

    private static SectionsWritten Write(TransparencyReport report, params SectionInput[] sections) => WriteSections.Decide(report, new("stops", sections), Metrics, Guid.NewGuid, Ada);

    internal static string? Code(Func<object> decide)
    {
        try
        {
            _ = decide();
            return null;
        }
        catch (Refusal refusal)
        {
            return refusal.Code;
        }
    }
}
