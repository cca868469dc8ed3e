using System.Text.Json.Serialization;

namespace Engage.Plugins.TransparencyReports;

/// <summary>Who may see the records of a dataset.</summary>
public enum DatasetAccess
{
    /// <summary>Everybody: each record is published as it is.</summary>
    Open,

    /// <summary>Auditors only. What is published of it is figures.</summary>
    Protected
}

/// <summary>Whether the records of a file count.</summary>
public enum ImportState
{
    /// <summary>It is being read.</summary>
    Begun,

    /// <summary>They count.</summary>
    Completed,

    /// <summary>It broke off; they never count.</summary>
    Abandoned,

    /// <summary>It was a mistake; they count no more.</summary>
    Withdrawn
}

/// <summary>Data of the agency that figures are made of.</summary>
/// <param name="Name">What it is called in addresses and by metrics.</param>
/// <param name="Source">Where the data come from.</param>
/// <param name="Licence">The licence that they are published under, an SPDX identifier or a web address.</param>
/// <param name="Access">Who may see its records.</param>
/// <param name="MappingDigest">SHA-256 of the mapping file by which files become records.</param>
public sealed record Dataset(
    [property: Unpublished] Guid Id, string Name, [property: Unpublished] AgencyText Title, [property: Unpublished] AgencyText Description, string Source, string Licence, DatasetAccess Access,
    [property: Unpublished] string Mapping, string MappingDigest)
{
    [Unpublished] public IReadOnlyList<DatasetImport> Imports { get; init; } = [];

    public static Guid IdOf(string name) => StreamId.Of("transparency-reports.dataset", name);

    /// <summary>The imports whose records count, in the order in which they came to.</summary>
    internal IEnumerable<DatasetImport> Counting() => Imports.Where(import => import.State is ImportState.Completed);

    internal static Dataset? Evolve(Dataset? dataset, Guid id, object happened) => happened switch
    {
        DatasetDescribed e when dataset is null => new(id, e.Name, new(e.Title, e.Language), new(e.Description, e.Language), e.Source, e.Licence, e.Access, e.Mapping, e.MappingDigest),
        _ when dataset is null => null,
        DatasetDescribed e => dataset with
        {
            Title = dataset.Title.Changed(e.Title, e.Language),
            Description = dataset.Description.Changed(e.Description, e.Language),
            Source = e.Source,
            Licence = e.Licence,
            Access = e.Access,
            Mapping = e.Mapping,
            MappingDigest = e.MappingDigest
        },
        DatasetTranslated e => dataset with
        {
            Title = dataset.Title.Translated(e.Language, e.Title, e.Status),
            Description = dataset.Description.Translated(e.Language, e.Description, e.Status)
        },
        ImportBegun e => dataset with { Imports = [.. dataset.Imports, new(e.ImportId, e.File, e.FileDigest, e.MappingDigest, e.At)] },
        ImportCompleted e => dataset.With(e.ImportId, import => import with
        {
            State = ImportState.Completed,
            Rows = e.Rows,
            Added = e.Added,
            Corrected = e.Corrected,
            Unchanged = e.Unchanged,
            Rejected = e.Rejected,
            Repeated = e.Repeated,
            LeftOut = e.LeftOut,
            CompletedAt = e.At
        }),
        ImportAbandoned e => dataset.With(e.ImportId, import => import with { State = ImportState.Abandoned }),
        ImportWithdrawn e => dataset.With(e.ImportId, import => import with { State = ImportState.Withdrawn, WithdrawnFor = e.Reason }),
        _ => dataset
    };

    private Dataset With(Guid importId, Func<DatasetImport, DatasetImport> change) =>
        this with { Imports = [.. Imports.Select(import => import.Id == importId ? change(import) : import)] };
}

/// <summary>A file that was read into a dataset.</summary>
/// <param name="Id">The import's id, which is the stream of its records.</param>
/// <param name="File">The file's name.</param>
/// <param name="FileDigest">SHA-256 of the file, in lower case hexadecimal digits: whoever has the file can check that it is this one.</param>
/// <param name="MappingDigest">SHA-256 of the mapping file that it was read by.</param>
/// <param name="BegunAt">When it was begun.</param>
public sealed record DatasetImport(Guid Id, string File, string FileDigest, string MappingDigest, DateTimeOffset BegunAt)
{
    /// <summary>Whether its records count.</summary>
    public ImportState State { get; init; } = ImportState.Begun;

    /// <summary>How many rows the file has.</summary>
    [Unpublished] public int Rows { get; init; }

    /// <summary>How many records are new.</summary>
    [Unpublished] public int Added { get; init; }

    /// <summary>How many records it says something else of than the files before.</summary>
    [Unpublished] public int Corrected { get; init; }

    /// <summary>How many records were there as they are.</summary>
    [Unpublished] public int Unchanged { get; init; }

    /// <summary>How many rows did not become records.</summary>
    [Unpublished] public int Rejected { get; init; }

    /// <summary>How many records another row of the file says as well.</summary>
    [Unpublished] public int Repeated { get; init; }

    /// <summary>How many rows the mapping's conditions leave out.</summary>
    [Unpublished] public int LeftOut { get; init; }

    /// <summary>Since when its records count.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>Why it was withdrawn.</summary>
    public string? WithdrawnFor { get; init; }

    // Set where it is shown, and not stored: a mapping file may change it at any time.
    [Unpublished, JsonIgnore] public DatasetAccess Access { get; init; } = DatasetAccess.Protected;
}

public sealed partial class DatasetProjection : SingleStreamProjection<Dataset, Guid>
{
    public DatasetProjection()
    {
        IncludeType<DatasetDescribed>();
        IncludeType<DatasetTranslated>();
        IncludeType<ImportBegun>();
        IncludeType<ImportCompleted>();
        IncludeType<ImportAbandoned>();
        IncludeType<ImportWithdrawn>();
    }

    public override Dataset? Evolve(Dataset? snapshot, Guid id, IEvent e) => Dataset.Evolve(snapshot, id, e.Data);
}
