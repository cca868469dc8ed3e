namespace Engage.Plugins.TransparencyReports;

public static class ChangesOfEditions
{
    /// <summary>
    /// What it says in another way than the edition whose place it took, or takes once it is published. Null where it is the first, or one of the two was withdrawn.
    /// Counts 100 in what a document may cost.
    /// </summary>
    [Costs(100)]
    public static async Task<EditionChanges?> Changes(ReportEdition edition, IQuerySession session, CancellationToken stop)
    {
        if (!edition.IsShown()) return null;
        var supersedes = edition.WasPublished() ? edition.Supersedes : (await session.LoadAsync<TransparencyReport>(edition.ReportId, stop))!.Current;
        if (supersedes is not { } id || await session.LoadAsync<ReportEdition>(id, stop) is not { } before || !before.IsShown()) return null;
        var datasets = Datasets(before).Union(Datasets(edition)).Order(StringComparer.Ordinal).ToList();
        return EditionDiff.Between(before, edition, await CountedImport.At(session, datasets, before.Sequence, stop), await CountedImport.At(session, datasets, edition.Sequence, stop));
    }

    /// <summary>The datasets that the figures of an edition are made of.</summary>
    internal static IEnumerable<string> Datasets(ReportEdition edition) => edition.Figures.SelectMany(figure => Datasets(figure.Definition)).Distinct();

    internal static IEnumerable<string> Datasets(MetricDefinition definition) => new[] { definition.Dataset, definition.Denominator?.Dataset }.OfType<string>().Distinct();
}

public static class EditionChangesExtensions
{
    /// <summary>The edition that it is compared with.</summary>
    public static ReportEdition Before(EditionChanges changes) => changes.Before;

    /// <summary>The rows whose numbers are others, of the figures that stand in both editions.</summary>
    public static Connection<RowChange> Rows(EditionChanges changes, Page page) => changes.Rows.ToConnection(page, row => row.RowId);

    /// <summary>The figures that were added, removed, or are computed in another way.</summary>
    public static Connection<FigureChange> Figures(EditionChanges changes, Page page) => changes.Figures.ToConnection(page, figure => figure.FigureId);

    /// <summary>The texts that are others.</summary>
    public static Connection<TextChange> Texts(EditionChanges changes, Page page) =>
        changes.Texts.ToConnection(page, text => StreamId.Of($"{text.What}", $"{text.SectionId}", text.Language ?? ""));

    /// <summary>The files whose records count in one of the two editions and not in the other: why numbers are others.</summary>
    public static Connection<ImportChange> Imports(EditionChanges changes, Page page) => changes.Imports.ToConnection(page, change => change.Import.Id);
}

public static class RowChangeExtensions
{
    /// <summary>What its figure shows.</summary>
    /// <param name="language">The language to read it in, a tag of BCP 47: de-AT finds a translation into de-AT, or else into de. Without it, and where none is found, the original.</param>
    public static string Title(RowChange change, string? language = null) => change.Title.In(language);
}

public static class FigureChangeExtensions
{
    /// <summary>What it shows.</summary>
    /// <param name="language">The language to read it in, a tag of BCP 47: de-AT finds a translation into de-AT, or else into de. Without it, and where none is found, the original.</param>
    public static string Title(FigureChange change, string? language = null) => change.Title.In(language);
}
