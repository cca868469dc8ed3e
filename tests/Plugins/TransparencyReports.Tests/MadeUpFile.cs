using System.Text;

namespace Engage.Plugins.TransparencyReports;

/// <summary>A file of made-up stops that is read by a mapping, without a database.</summary>
public sealed class MadeUpFile
{
    /// <summary>Stops with a key, a day, a vehicle's or a person's stop, a word of the agency's own, and a column that is ignored.</summary>
    public const string Mapping = """
        {
          "dataset": { "name": "stops", "title": "Stops", "description": "Made up.", "source": "Nobody", "licence": "CC0-1.0", "access": "OPEN", "language": "en" },
          "tables": [
            {
              "table": "STOPS",
              "key": ["Id"],
              "skip": [{ "column": "Kind", "in": ["Total"] }],
              "fields": {
                "occurred": { "column": "Day", "formats": ["yyyy-MM-dd", "d/M/yyyy"], "required": true },
                "kind": { "column": "Kind", "values": { "Person": "PERSON", "Car": "VEHICLE", "n/a": null } },
                "outcome": { "column": "Outcome", "values": { "Arrested": "ARREST" }, "asIs": true }
              }
            }
          ],
          "ignore": ["Street"]
        }
        """;

    /// <summary>The same without a key: rows that say the same are told apart by how often they occur.</summary>
    public static string Keyless { get; } = Mapping.Replace("\"key\": [\"Id\"],", "").Replace("[\"Street\"]", "[\"Street\", \"Id\"]");

    public const string Header = "Id,Day,Kind,Outcome,Street\n";

    private MadeUpFile(DatasetSurvey survey, IReadOnlyList<RowOutcome> rows, string charset) => (Survey, Rows, Charset) = (survey, rows, charset);

    internal DatasetSurvey Survey { get; }

    internal IReadOnlyList<RowOutcome> Rows { get; }

    public string Charset { get; }

    public IReadOnlyList<(long Line, string? Column, string Reason)> Rejected => [.. Survey.Rejected.Select(row => (row.Line, row.Column, row.Reason))];

    /// <summary>Each record as one text.</summary>
    public IReadOnlyList<string> Records => [.. Rows.SelectMany(row => row.Records).Select(record => string.Join(' ', record.Record.Values.Values))];

    public static MadeUpFile Read(string text, string mapping = Mapping, IReadOnlyDictionary<Guid, Guid>? known = null) => Read(Encoding.UTF8.GetBytes(text), mapping, known);

    public static MadeUpFile Read(byte[] bytes, string mapping = Mapping, IReadOnlyDictionary<Guid, Guid>? known = null)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, bytes);
            var read = MappingFile.Read(mapping).Mapping;
            var reading = new DatasetReading(DataFile.Open(path, read.Delimiter), read);
            var (survey, rows) = (new DatasetSurvey(), reading.Outcomes(known ?? new Dictionary<Guid, Guid>()).ToList());
            rows.ForEach(survey.Count);
            return new(survey, rows, reading.File.Charset.WebName);
        }
        finally
        {
            File.Delete(path);
        }
    }

    public static string Refused(string text, string mapping = Mapping) => Refused(Encoding.UTF8.GetBytes(text), mapping);

    /// <summary>The code and the message of the refusal of a file.</summary>
    public static string Refused(byte[] bytes, string mapping = Mapping)
    {
        var refusal = Should.Throw<Refusal>(() => Read(bytes, mapping));
        return $"{refusal.Code} {refusal.Message}";
    }
}
