namespace Engage.Plugins.TransparencyReports;

public sealed class ComparingEditions
{
    private static readonly Guid Figure = Guid.NewGuid();
    private static readonly CountedImport January = new(Guid.NewGuid(), "stops", "january.csv", "", "", null), February = January with { Id = Guid.NewGuid(), File = "february.csv" };

    [Fact]
    public void An_edition_that_says_the_same_has_no_changes()
    {
        var changes = Between(Edition(Row("A", 12)), Edition(Row("A", 12) with { Commitment = "of another salt" }));
        (changes.Rows.Count, changes.Figures.Count, changes.Texts.Count, changes.Imports.Count).ShouldBe((0, 0, 0, 0));
    }

    [Fact]
    public void A_number_that_is_another_is_told_with_the_one_before()
    {
        var change = Between(Edition(Row("A", 12), Row("B", 8)), Edition(Row("A", 13), Row("B", 8))).Rows.ShouldHaveSingleItem();
        (change.Kind, change.Before!.Count, change.After!.Count, change.Group[0].Code).ShouldBe((EditionChangeKind.Changed, 12, 13, "A"));
    }

    [Fact]
    public void Of_a_row_that_is_withheld_in_one_of_them_no_number_is_told()
    {
        var changes = Between(Edition(Row("A", 12), Row("B", null), Row("C", null)), Edition(Row("A", null), Row("B", 9), Row("C", null)));
        changes.Rows.Select(row => (row.Group[0].Code, row.Kind)).ShouldBe([("A", EditionChangeKind.Withheld), ("B", EditionChangeKind.Told)]);
        changes.Rows.ShouldAllBe(row => row.Before == null && row.After == null);
    }

    [Fact]
    public void Groups_come_and_go()
    {
        var changes = Between(Edition(Row("A", 12), Row("B", null)), Edition(Row("C", 7)));
        changes.Rows.Select(row => (row.Group[0].Code, row.Kind, row.Before?.Count, row.After?.Count))
            .ShouldBe([("C", EditionChangeKind.Added, null, 7), ("A", EditionChangeKind.Removed, 12, null), ("B", EditionChangeKind.Removed, null, null)]);
    }

    [Fact]
    public void What_another_definition_changed_is_told_field_by_field()
    {
        var (before, after) = (Edition(Row("A", 12)), Edition(Row("A", 12)));
        after = after with
        {
            Figures = [after.Figures[0] with { MetricVersion = 2, Until = new(2027, 1, 31), Definition = after.Figures[0].Definition with { Threshold = 10, Where = [new("kind", ["PERSON"])] } }]
        };
        var change = Between(before, after).Figures.ShouldHaveSingleItem();
        (change.Kind, change.VersionBefore, change.VersionAfter).ShouldBe((EditionChangeKind.Changed, 1, 2));
        change.Definition.ShouldBe([
            new("where", "[]", """[{"field":"kind","in":["PERSON"],"not":false}]"""), new("threshold", "5", "10"), new("until", "\"2026-12-31\"", "\"2027-01-31\"")], ignoreOrder: true);
    }

    [Fact]
    public void A_figure_that_is_new_or_gone_is_told_without_its_rows()
    {
        var (before, after) = (Edition(Row("A", 12)), Edition(Row("A", 12)));
        after = after with { Figures = [ReviewingEditions.Figure("stops", null)] };
        var changes = Between(before, after);
        changes.Figures.Select(figure => figure.Kind).ShouldBe([EditionChangeKind.Added, EditionChangeKind.Removed]);
        changes.Rows.ShouldBeEmpty();
    }

    [Fact]
    public void Texts_are_compared_in_all_languages()
    {
        var (before, after) = (Edition(), Edition());
        var (kept, gone, added) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        before = before with { Title = new AgencyText("Stops", "en").Translated("es", "Controles", TranslationStatus.Human), Sections = [new(kept, "H", "Old.", []), new(gone, "G", "Gone.", [])] };
        after = after with { Title = new AgencyText("Stops", "en").Translated("es", "Paradas", TranslationStatus.Human), Sections = [new(added, "N", "New.", []), new(kept, "H", "Other.", [])] };
        Between(before, after).Texts.ShouldBe([
            new(EditionText.Title, null, "es", "Controles", "Paradas"), new(EditionText.Heading, added, null, null, "N"), new(EditionText.Text, added, null, null, "New."),
            new(EditionText.Text, kept, null, "Old.", "Other."), new(EditionText.Heading, gone, null, "G", null), new(EditionText.Text, gone, null, "Gone.", null)]);
    }

    [Fact]
    public void The_files_that_came_and_went_say_why()
    {
        var changes = EditionDiff.Between(Edition(), Edition(), [January], [February]);
        changes.Imports.Select(change => (change.File, change.Kind)).ShouldBe([("february.csv", EditionChangeKind.Added), ("january.csv", EditionChangeKind.Removed)]);
    }

    private static EditionChanges Between(ReportEdition before, ReportEdition after) => EditionDiff.Between(before, after, [January], [January]);

    private static ReportEdition Edition(params FigureRow[] rows) => new(
        Guid.NewGuid(), Guid.Empty, 1, 1, "Title", "Summary", [], [ReviewingEditions.Figure("stops", null, rows) with { Id = Figure }], null, [], "", default, Guid.NewGuid());

    private static FigureRow Row(string code, long? count)
    {
        FigureGroup[] group = [new("outcome", code)];
        return new(FigureRow.IdOf(Figure, group), Guid.Empty, Figure, group, count, null, count, null, null, null, count is null ? FigureSuppression.Withheld : null, "");
    }
}
