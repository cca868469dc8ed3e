using System.Text.Json.Serialization;

namespace Engage.Plugins.TransparencyReports;

/// <summary>A mapping file: what a dataset is, and how the rows of an agency's CSV files become records of the canonical tables. JSON, and no code.</summary>
/// <param name="Dataset">What the dataset is.</param>
/// <param name="Tables">Which records a row becomes, 1 to 20. A row may become several: a complaint, and an allegation.</param>
/// <param name="Ignore">The columns that nothing is made of: exact places, times, names. Every column is mapped or ignored, so that a new one is noticed.</param>
/// <param name="Delimiter">What stands between two cells: a comma, a semicolon, a tab or a bar.</param>
public sealed record DatasetMapping(MappedDataset Dataset, IReadOnlyList<MappedTable> Tables, IReadOnlyList<string>? Ignore = null, string Delimiter = ",");

/// <summary>What a dataset is. A changed mapping file changes it with the next import.</summary>
/// <param name="Name">Lower case letters and digits, joined by single hyphens, at most 60 characters. Another name is another dataset.</param>
/// <param name="Title">What readers see, 1 to 200 characters.</param>
/// <param name="Description">What it holds and what it does not, 1 to 5,000 characters.</param>
/// <param name="Source">Where the data come from, 1 to 500 characters.</param>
/// <param name="Licence">The licence that they are published under: an SPDX identifier or an address that begins with https://.</param>
/// <param name="Access">OPEN where each record is published as it is; PROTECTED where only figures are.</param>
/// <param name="Language">The language of title and description, a tag of BCP 47.</param>
public sealed record MappedDataset(string Name, string Title, string Description, string Source, string Licence, DatasetAccess Access, string? Language = null);

/// <summary>Which record of a table a row becomes.</summary>
/// <param name="Table">The table.</param>
/// <param name="Fields">What stands in which field of it. What is not named here is not recorded.</param>
/// <param name="Key">
/// The columns that tell one record from all others of the dataset, at most 10. Without them a record is told apart by all columns that are mapped, and rows that say the
/// same are told apart by how often they occur; files of the same dataset then must not share a day in part.
/// </param>
/// <param name="Only">Only rows that meet all of these become a record of the table.</param>
/// <param name="Skip">Rows that meet one of these do not.</param>
/// <param name="Part">
/// A name for it where a row becomes several records of one table, as where each group has a column of its own: the records of a row are told apart by it.
/// </param>
public sealed record MappedTable(
    DatasetTable Table, IReadOnlyDictionary<string, FieldMapping> Fields, IReadOnlyList<string>? Key = null, IReadOnlyList<RowCondition>? Only = null,
    IReadOnlyList<RowCondition>? Skip = null, string? Part = null);

/// <summary>A condition on a row.</summary>
/// <param name="Column">The column.</param>
/// <param name="In">What stands in it, one of 1 to 500 texts; an empty one for an empty cell. Case and spaces around and between words do not matter.</param>
public sealed record RowCondition(string Column, IReadOnlyList<string> In);

/// <summary>What stands in a field of a record: one of <paramref name="Column"/>, <paramref name="Columns"/> and <paramref name="Value"/> says where it comes from.</summary>
/// <param name="Column">The column that it is read from.</param>
/// <param name="Columns">The columns that it is read from, 2 to 5: their cells are read as one text with a space between, as a month and a year are.</param>
/// <param name="Value">What stands in it in every row.</param>
/// <param name="Format">How a day is written, as .NET writes it: <c>M/d/yyyy</c>, <c>yyyy-MM-dd'T'HH:mm:sszzz</c>. What is not of the day is cut off. Without it: yyyy-MM-dd.</param>
/// <param name="Formats">The same where a file mixes several, at most 20. A text that two of them read as two days is rejected.</param>
/// <param name="TimeZone">
/// The time zone, Europe/London, whose day is meant where a file's times are of another: they are converted before they are cut. A time without an offset is then UTC.
/// </param>
/// <param name="Values">
/// What a text of the file stands for, at most 2,000: a code of the field, or null for not recorded. Case and spaces around and between words do not matter. What is not
/// listed is rejected, unless <paramref name="AsIs"/> lets it be.
/// </param>
/// <param name="AsIs">Whether the agency's own words are kept where <paramref name="Values"/> does not list them, in a field that has no fixed codes: at most 80 characters.</param>
/// <param name="Blank">What an empty cell stands for. Without it: not recorded.</param>
/// <param name="Required">Whether a row without it is rejected.</param>
/// <param name="Thousands">What stands between the thousands of a number, as in 12,500.</param>
public sealed record FieldMapping(
    string? Column = null, IReadOnlyList<string>? Columns = null, string? Value = null, string? Format = null, IReadOnlyList<string>? Formats = null, string? TimeZone = null,
    IReadOnlyDictionary<string, string?>? Values = null, bool AsIs = false, string? Blank = null, bool Required = false, string? Thousands = null)
{
    /// <summary>The columns that it is read from.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> From => Columns ?? (Column is null ? [] : [Column]);
}
