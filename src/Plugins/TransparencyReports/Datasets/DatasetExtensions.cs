namespace Engage.Plugins.TransparencyReports;

/// <summary>The texts of a dataset in another language.</summary>
/// <param name="Language">The language, a tag of BCP 47.</param>
/// <param name="Title">The title.</param>
/// <param name="Description">What it holds and what it does not.</param>
/// <param name="Status">How the translation came about.</param>
/// <param name="Outdated">Whether one of the originals was changed since.</param>
public sealed record DatasetTranslation(string Language, string Title, string Description, TranslationStatus Status, bool Outdated);

public static class DatasetExtensions
{
    /// <summary>What readers see.</summary>
    /// <param name="language">The language to read it in, a tag of BCP 47: de-AT finds a translation into de-AT, or else into de. Without it, and where none is found, the original.</param>
    public static string Title(Dataset dataset, string? language = null) => dataset.Title.In(language);

    /// <summary>What it holds and what it does not.</summary>
    /// <param name="language">The language to read it in, as with the title.</param>
    public static string Description(Dataset dataset, string? language = null) => dataset.Description.In(language);

    /// <summary>A number that grows whenever its title or its description is changed, for translators to say which words they translated.</summary>
    public static int TextVersion(Dataset dataset) => dataset.Title.Version + dataset.Description.Version - 1;

    /// <summary>The languages that it was translated into.</summary>
    public static IReadOnlyList<DatasetTranslation> Translations(Dataset dataset) => [.. dataset.Title.Translations.Select(title =>
    {
        var description = dataset.Description.Translations.Single(each => each.Language == title.Language);
        return new DatasetTranslation(title.Language, title.Text, description.Text, title.Status, dataset.Title.IsOutdated(title) || dataset.Description.IsOutdated(description));
    })];

    /// <summary>The mapping by which files become records, as JSON: what of a file is kept, what is left out, and which of its values stands for which code.</summary>
    public static string Mapping(Dataset dataset) => dataset.Mapping;

    /// <summary>The files that were read into it, the newest first.</summary>
    public static Connection<DatasetImport> Imports(Dataset dataset, Page page) =>
        dataset.Imports.Reverse().Select(import => import with { Access = dataset.Access }).ToList().ToConnection(page, import => import.Id);

    /// <summary>
    /// The records that its files brought, in the order in which they came to count; null where the dataset is protected and the caller is no auditor. Where a later file
    /// says something else of a record it comes once more, <c>corrected</c> and with the same key: the last one counts.
    /// </summary>
    [Costs(20)]
    public static async Task<Connection<DatasetRecord>?> Records(Dataset dataset, Page page, Actor actor, IQuerySession session, CancellationToken stop) =>
        dataset.Access is DatasetAccess.Open || actor.May(ReportPermissions.Audit) ? await DatasetRecords.Of(dataset, page, session, stop) : null;
}

/// <summary>How many rows of a file became what.</summary>
/// <param name="Rows">How many rows the file has.</param>
/// <param name="Added">How many records are new.</param>
/// <param name="Corrected">How many records it says something else of than the files before.</param>
/// <param name="Unchanged">How many records were there as they are.</param>
/// <param name="Repeated">How many records another row of the file says as well.</param>
/// <param name="Rejected">How many rows did not become records.</param>
/// <param name="LeftOut">How many rows the mapping's conditions leave out.</param>
public sealed record ImportCounts(int Rows, int Added, int Corrected, int Unchanged, int Repeated, int Rejected, int LeftOut);

public static class DatasetImportExtensions
{
    /// <summary>
    /// How many rows became what; null until it is complete. Of a protected dataset only who manages its data and auditors read it: the file of one day may hold fewer
    /// records than any figure may tell.
    /// </summary>
    public static ImportCounts? Counts(DatasetImport import, Actor actor) =>
        import.CompletedAt is not null && (import.Access is DatasetAccess.Open || actor.May(ReportPermissions.ManageData) || actor.May(ReportPermissions.Audit))
            ? new(import.Rows, import.Added, import.Corrected, import.Unchanged, import.Repeated, import.Rejected, import.LeftOut)
            : null;

    /// <summary>The rows that did not become records, in their order.</summary>
    [Requires(ReportPermissions.ManageData)]
    [Costs(5)]
    public static Task<Connection<RejectedRow>> RejectedRows(DatasetImport import, Page page, IQuerySession session, CancellationToken stop) => RejectedRowsOf.Import(import, page, session, stop);
}
