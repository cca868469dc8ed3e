namespace Engage.Plugins.TransparencyReports;

/// <summary>Something happened to a dataset.</summary>
public interface IDatasetEvent;

/// <summary>A mapping file was first used, or was changed: it says what the dataset is, and how the rows of a file become records.</summary>
/// <param name="Mapping">The mapping, as JSON.</param>
/// <param name="MappingDigest">SHA-256 of the mapping file, in lower case hexadecimal digits.</param>
public sealed record DatasetDescribed(
    string Name, string Title, string Description, string? Language, string Source, string Licence, DatasetAccess Access, string Mapping, string MappingDigest) : IDatasetEvent;

public sealed record DatasetTranslated(string Language, string Title, string Description, TranslationStatus Status) : IDatasetEvent;

/// <summary>A file is being read into a stream of its own. Nothing of it counts before it is complete.</summary>
public sealed record ImportBegun(Guid ImportId, string File, string FileDigest, string MappingDigest, DateTimeOffset At) : IDatasetEvent;

/// <summary>All rows were read: from now on its records count.</summary>
/// <param name="Repeated">Records that another row of the file says as well.</param>
/// <param name="LeftOut">Rows that the mapping's conditions leave out.</param>
public sealed record ImportCompleted(
    Guid ImportId, int Rows, int Added, int Corrected, int Unchanged, int Rejected, DateTimeOffset At, int Repeated = 0, int LeftOut = 0) : IDatasetEvent;

/// <summary>It broke off, or another one took its place. Nothing of it ever counts.</summary>
public sealed record ImportAbandoned(Guid ImportId) : IDatasetEvent;

/// <summary>It was a mistake: from now on its records do not count.</summary>
public sealed record ImportWithdrawn(Guid ImportId, string Reason) : IDatasetEvent;

/// <summary>A record of an agency's data, in the stream of its import: what a row of a file says in canonical fields, and nothing else of it.</summary>
/// <param name="Key">What is one record in two files has one key.</param>
/// <param name="Values">By the fields of the table. What is not recorded is left out.</param>
public sealed record RecordAdded(DatasetTable Table, Guid Key, IReadOnlyDictionary<string, string> Values);

/// <summary>A later file says something else of a record: this counts in place of what was there under the key.</summary>
public sealed record RecordCorrected(DatasetTable Table, Guid Key, IReadOnlyDictionary<string, string> Values);

/// <summary>Rows of a file that did not become records. They stand at the beginning of the import's stream.</summary>
public sealed record RowsRejected(IReadOnlyList<RejectedRow> Rows)
{
    /// <summary>How many rows one event holds. All but the last of an import hold so many.</summary>
    internal const int Most = 100;
}

/// <summary>A row of a file that did not become a record. What stands in it is not repeated, since it may be anything.</summary>
/// <param name="Line">The line, from 1, that the row begins at.</param>
/// <param name="Column">The column that is to blame; null where it is not a single one.</param>
/// <param name="Reason">What is wrong with it.</param>
public sealed record RejectedRow(long Line, string? Column, string Reason);
