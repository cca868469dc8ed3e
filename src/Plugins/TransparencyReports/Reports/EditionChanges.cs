namespace Engage.Plugins.TransparencyReports;

/// <summary>What an edition says in another way than the one before it, and which files are behind that.</summary>
public sealed record EditionChanges(
    [property: Unpublished] ReportEdition Before, [property: Unpublished] IReadOnlyList<RowChange> Rows, [property: Unpublished] IReadOnlyList<FigureChange> Figures,
    [property: Unpublished] IReadOnlyList<TextChange> Texts, [property: Unpublished] IReadOnlyList<ImportChange> Imports);

/// <summary>How a row or a figure changed.</summary>
public enum EditionChangeKind
{
    /// <summary>It is new.</summary>
    Added,

    /// <summary>It is there no more.</summary>
    Removed,

    /// <summary>It says something else.</summary>
    Changed,

    /// <summary>It was told before, and is withheld now.</summary>
    Withheld,

    /// <summary>It was withheld before, and is told now.</summary>
    Told
}

/// <summary>A row whose numbers are others than before. Where it is withheld in one of the two editions, neither number stands here.</summary>
/// <param name="FigureId">The figure's id, the same in both editions.</param>
/// <param name="RowId">The row's id, the same in both editions.</param>
/// <param name="Group">The values that make the group; none for the total.</param>
/// <param name="Kind">How it changed.</param>
/// <param name="Before">What it said; null where that is not told, or there was none.</param>
/// <param name="After">What it says; null where that is not told, or there is none.</param>
public sealed record RowChange(
    Guid FigureId, Guid RowId, [property: Unpublished] AgencyText Title, IReadOnlyList<FigureGroup> Group, EditionChangeKind Kind, RowNumbers? Before, RowNumbers? After);

/// <summary>The numbers of a row.</summary>
/// <param name="Count">How many records.</param>
/// <param name="Of">What a rate is divided by.</param>
/// <param name="Value">The count, the rate, the median in days, or how many times the rate of the group that is compared with.</param>
/// <param name="Low">The lower end of the 95 % interval.</param>
/// <param name="High">The upper end of the 95 % interval.</param>
/// <param name="Percentile90">The 90th percentile of a duration, in days.</param>
public sealed record RowNumbers(long? Count, double? Of, double? Value, double? Low, double? High, double? Percentile90)
{
    internal static RowNumbers? Told(FigureRow? row) =>
        row is null or { Suppression: FigureSuppression.Withheld } ? null : new(row.Count, row.Of, row.Value, row.Low, row.High, row.Percentile90);
}

/// <summary>A figure that was added, removed, or is computed in another way.</summary>
/// <param name="FigureId">The figure's id, the same in both editions.</param>
/// <param name="Kind">How it changed.</param>
/// <param name="VersionBefore">The version of its metric's definition; null where there was no figure.</param>
/// <param name="VersionAfter">The version of its metric's definition; null where there is no figure.</param>
/// <param name="Definition">What of its period and its definition is another.</param>
public sealed record FigureChange(
    Guid FigureId, [property: Unpublished] AgencyText Title, EditionChangeKind Kind, int? VersionBefore, int? VersionAfter, IReadOnlyList<DefinitionChange> Definition);

/// <summary>A part of a definition that is another.</summary>
/// <param name="Field">Which: <c>threshold</c>.</param>
/// <param name="Before">What it was, as JSON; null where it was not there.</param>
/// <param name="After">What it is, as JSON; null where it is not there.</param>
public sealed record DefinitionChange(string Field, string? Before, string? After);

/// <summary>Which text changed.</summary>
public enum EditionText
{
    /// <summary>The title.</summary>
    Title,

    /// <summary>The summary.</summary>
    Summary,

    /// <summary>The heading of a section.</summary>
    Heading,

    /// <summary>The text of a section.</summary>
    Text
}

/// <summary>A text that is another.</summary>
/// <param name="What">Which text.</param>
/// <param name="SectionId">The section that it is of; null where it is of none.</param>
/// <param name="Language">The language of the translation; null for the original.</param>
/// <param name="Before">What it said; null where there was none.</param>
/// <param name="After">What it says; null where there is none.</param>
public sealed record TextChange(EditionText What, Guid? SectionId, string? Language, string? Before, string? After);

/// <summary>A file whose records count in one of two editions and not in the other.</summary>
/// <param name="Kind">Whether they count now, or counted before.</param>
/// <param name="Import">The file.</param>
public sealed record ImportChange(EditionChangeKind Kind, [property: Unpublished] CountedImport Import)
{
    /// <summary>The dataset's name.</summary>
    public string Dataset => Import.Dataset;

    /// <summary>The file's name.</summary>
    public string File => Import.File;

    /// <summary>SHA-256 of the file, in lower case hexadecimal digits.</summary>
    public string FileDigest => Import.FileDigest;

    /// <summary>How many rows and records; null where the dataset is protected.</summary>
    public ImportCounts? Counts => Import.Counts;
}
