using JasperFx.Events;

namespace Engage.Plugins.TransparencyReports;

public sealed class ReviewingEditions
{
    private static readonly Actor Ada = Person("ada"), Bo = Person("bo"), Cem = Person("cem");
    private static readonly EditionPlan Plan = new(Guid.NewGuid(), 7, [], new byte[32]);

    [Fact]
    public void Whoever_wrote_translated_or_compiled_some_of_it_does_not_approve_it()
    {
        var report = Report(
            new ReportDrafted("stops", "Stops", "Whom we stop.", null, Ada.Id), new SectionsWritten([new(Guid.NewGuid(), "H", "T", [])], Ada.Id),
            new ReportTranslated("es", "Controles", "A quién.", TranslationStatus.Human, Bo.Id));
        var (compiled, edition) = Compile(report, Cem);
        foreach (var author in new[] { Ada, Bo, Cem })
            Code(() => ApproveEdition.Decide(compiled, edition, [], author)).ShouldBe("transparency-reports.second-person");
        ApproveEdition.Decide(compiled, edition, [], Person("dia")).By.ShouldBe(new("dia"));
    }

    [Fact]
    public void A_program_is_no_second_person()
    {
        var (report, edition) = Compile(Written(), Ada);
        var program = new Actor(new("key"), "Key", [], [], ActorKind.Program);
        Code(() => ApproveEdition.Decide(report, edition, [], program)).ShouldBe("transparency-reports.second-person");
    }

    [Fact]
    public void Who_defined_how_it_is_computed_does_not_approve_it_where_the_edition_before_was_not_computed_so()
    {
        var metric = new Metric(Guid.NewGuid(), "metric", "M", "E", [new(1, EditionFixture.Stops, null, Bo.Id), new(2, EditionFixture.Stops, "R", Cem.Id)]);
        var (report, edition) = Compile(Written(), Ada, figures: [Figure("stops", null)]);
        DefinedBy(null).ShouldBe([Bo.Id]);
        Code(() => ApproveEdition.Decide(report, edition, DefinedBy(null), Bo)).ShouldBe("transparency-reports.second-person");
        ApproveEdition.Decide(report, edition, DefinedBy(null), Cem).By.ShouldBe(Cem.Id);
        DefinedBy(edition).ShouldBeEmpty();
        DefinedBy(edition with { Figures = [Figure("stops", null) with { MetricVersion = 2 }] }).ShouldBe([Bo.Id]);
        DefinedBy(edition with { Figures = [Figure("stops", null) with { Metric = "other" }] }).ShouldBe([Bo.Id]);

        IEnumerable<ActorId> DefinedBy(ReportEdition? before) => ApproveEdition.DefinedBy(edition, before, [metric]);
    }

    [Fact]
    public void Who_writes_while_an_edition_waits_may_approve_that_one_and_not_the_next()
    {
        var (report, edition) = Compile(Written(), Ada);
        report = Then(report, new ReportDescribed("Other", null, null, Bo.Id));
        ApproveEdition.Decide(report, edition, [], Bo).By.ShouldBe(Bo.Id);
        report = Then(report, new EditionApproved(edition.Id, Cem.Id), new EditionPublished(edition.Id, null, Cem.Id));
        var (next, second) = Compile(report, Cem, "Another title.");
        Code(() => ApproveEdition.Decide(next, second, [], Bo)).ShouldBe("transparency-reports.second-person");
        // What Ada wrote was approved.
        ApproveEdition.Decide(next, second, [], Ada).By.ShouldBe(Ada.Id);
    }

    [Fact]
    public void Who_wrote_what_was_returned_does_not_approve_it_later()
    {
        var (report, edition) = Compile(Written(), Ada);
        var (again, second) = Compile(Then(report, new EditionReturned(edition.Id, "No.", Bo.Id)), Cem);
        Code(() => ApproveEdition.Decide(again, second, [], Ada)).ShouldBe("transparency-reports.second-person");
        ApproveEdition.Decide(again, second, [], Bo).By.ShouldBe(Bo.Id);
    }

    [Fact]
    public void A_second_edition_says_what_it_corrects_and_a_first_has_nothing_to_correct()
    {
        var report = Written();
        Code(() => CompileEdition.Decide(report, new("stops", "Typo."), Plan, [], Ada.Id)).ShouldBe("transparency-reports.correction");
        var (compiled, edition) = Compile(report, Ada);
        Code(() => CompileEdition.Decide(compiled, new("stops"), Plan, [], Ada.Id)).ShouldBe("transparency-reports.edition-pending");
        var published = Then(compiled, new EditionApproved(edition.Id, Bo.Id), new EditionPublished(edition.Id, null, Bo.Id));
        Code(() => CompileEdition.Decide(published, new("stops"), Plan, [], Ada.Id)).ShouldBe("transparency-reports.correction");
        CompileEdition.Decide(published, new("stops", "Typo."), Plan, [], Ada.Id).Number.ShouldBe(2);
    }

    [Fact]
    public void What_was_returned_leaves_its_number_to_the_next()
    {
        var (report, edition) = Compile(Written(), Ada);
        CompileEdition.Decide(Then(report, new EditionReturned(edition.Id, "No.", Bo.Id)), new("stops"), Plan, [], Ada.Id).Number.ShouldBe(1);
    }

    [Fact]
    public void Each_step_is_taken_from_where_the_edition_stands()
    {
        var (compiled, edition) = Compile(Written(), Ada);
        Code(() => PublishEdition.Decide(compiled, edition, [], Bo.Id)).ShouldBe("transparency-reports.edition-state");
        Code(() => WithdrawEdition.Decide(edition, new(edition.Id, "R"), Bo.Id)).ShouldBe("transparency-reports.edition-state");
        var approved = Then(compiled, new EditionApproved(edition.Id, Bo.Id));
        Code(() => ApproveEdition.Decide(approved, edition with { State = EditionState.Approved }, [], Bo)).ShouldBe("transparency-reports.edition-state");
        ReturnEdition.Decide(approved, edition with { State = EditionState.Approved }, new(edition.Id, "R"), Bo.Id).Reason.ShouldBe("R");
        PublishEdition.Decide(approved, edition, [], Ada.Id).ShouldBe(new EditionPublished(edition.Id, null, Ada.Id));
        var published = (Report: Then(approved, new EditionPublished(edition.Id, null, Bo.Id)), Edition: edition with { State = EditionState.Published });
        foreach (var decide in new Func<object>[]
        {
            () => ApproveEdition.Decide(published.Report, published.Edition, [], Bo),
            () => ReturnEdition.Decide(published.Report, published.Edition, new(edition.Id, "R"), Bo.Id),
            () => PublishEdition.Decide(published.Report, published.Edition, [], Bo.Id)
        }) Code(decide).ShouldBe("transparency-reports.edition-state");
        WithdrawEdition.Decide(published.Edition, new(edition.Id, "R"), Bo.Id).Reason.ShouldBe("R");
    }

    [Fact]
    public void What_was_compiled_without_knowing_another_edition_over_the_same_data_is_not_published()
    {
        var (report, edition) = Compile(Written(), Ada, figures: [Figure("stops", "residents")]);
        report = Then(report, new EditionApproved(edition.Id, Bo.Id));
        foreach (var figure in new[] { Figure("stops", null), Figure("other", "stops"), Figure("residents", null) })
            Code(() => PublishEdition.Decide(report, edition, [edition with { Id = Guid.NewGuid(), Figures = [figure] }], Bo.Id)).ShouldBe("transparency-reports.published-since");
        PublishEdition.Decide(report, edition, [edition with { Id = Guid.NewGuid(), Figures = [Figure("other", null)] }], Bo.Id).EditionId.ShouldBe(edition.Id);
    }

    [Fact]
    public void What_a_report_is_called_is_what_was_published_last_and_not_withdrawn()
    {
        var (first, one) = Compile(Written(), Ada);
        first.Words.ShouldBeEmpty();
        var published = Then(first, new ReportDescribed("A draft", null, null, Ada.Id), new EditionApproved(one.Id, Bo.Id), new EditionPublished(one.Id, null, Bo.Id));
        TransparencyReportExtensions.Title(published).ShouldBe("Stops");
        var (second, two) = Compile(published, Ada, "Renamed.");
        second = Then(second, new EditionApproved(two.Id, Bo.Id), new EditionPublished(two.Id, one.Id, Bo.Id));
        TransparencyReportExtensions.Title(second).ShouldBe("A draft");
        second = Then(second, new EditionWithdrawn(two.Id, "R", Bo.Id));
        (TransparencyReportExtensions.Title(second), second.Current).ShouldBe(("Stops", null));
        TransparencyReportExtensions.Title(Then(second, new EditionWithdrawn(one.Id, "R", Bo.Id))).ShouldBe("stops");
    }

    internal static ReportFigure Figure(string dataset, string? denominators, params FigureRow[] rows) => new(
        Guid.NewGuid(), "Figure", "metric", 1, EditionFixture.Stops with { Dataset = dataset, Denominator = denominators is null ? null : new(null, denominators, "residents") },
        new(2026, 1, 1), new(2026, 12, 31), FigureChart.Bars, rows);

    private static TransparencyReport Written() =>
        Report(new ReportDrafted("stops", "Stops", "Whom we stop.", null, Ada.Id), new SectionsWritten([new(Guid.NewGuid(), "H", "T", [])], Ada.Id));

    private static TransparencyReport Report(params object[] events) => Then(null, events);

    private static TransparencyReport Then(TransparencyReport? report, params object[] events) => events.Aggregate(report, (before, each) => TransparencyReport.Evolve(before, Happened(each)))!;

    private static (TransparencyReport, ReportEdition) Compile(TransparencyReport report, Actor by, string? correction = null, IReadOnlyList<ReportFigure>? figures = null)
    {
        var compiled = CompileEdition.Decide(report, new("stops", correction), Plan with { EditionId = Guid.NewGuid() }, [], by.Id) with { Figures = figures ?? [] };
        return (Then(report, compiled), ReportEdition.Evolve(null, Happened(compiled))!);
    }

    private static IEvent Happened(object data) => (IEvent)Activator.CreateInstance(typeof(Event<>).MakeGenericType(data.GetType()), data)!;

    private static Actor Person(string name) => new(new(name), name, [], []);

    private static string? Code(Func<object> decide) => WritingReports.Code(decide);
}
