using System.Buffers.Text;
using System.Text.Json;

namespace Engage.Plugins.TransparencyReports;

/// <summary>Reads the event of a record as it is stored, without making objects of it: there may be millions.</summary>
internal static class RecordEvent
{
    public const string Added = "transparency-reports.record-added";
    public const string Corrected = "transparency-reports.record-corrected";

    private static readonly Dictionary<byte[], DatasetTable> Names = Enum.GetValues<DatasetTable>().ToDictionary(table => System.Text.Encoding.UTF8.GetBytes(table.ToString()), Utf8.Comparer);

    /// <summary>The table and the key of a record, and a reader that stands at the beginning of its values; false where the event is of no record.</summary>
    public static bool TryRead(in StoredEvent happened, out DatasetTable table, out Guid key, out Utf8JsonReader values)
    {
        (table, key) = (default, default);
        values = default;
        if (happened.Alias is not (Added or Corrected)) return false;
        var reader = new Utf8JsonReader(happened.Data.Span);
        reader.Read();
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("table"u8))
            {
                reader.Read();
                table = Names.GetAlternateLookup<ReadOnlySpan<byte>>()[reader.ValueSpan];
            }
            else if (reader.ValueTextEquals("key"u8))
            {
                reader.Read();
                Utf8Parser.TryParse(reader.ValueSpan, out key, out _);
            }
            else if (reader.ValueTextEquals("values"u8))
            {
                reader.Read();
                values = reader;
                // The database writes the longest name last; whoever else wrote it need not.
                if (key != default) return true;
                reader.Skip();
            }
            else reader.Skip();
        }
        return true;
    }
}
