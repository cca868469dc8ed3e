using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Engage.Ledger;

/// <summary>An event as a leaf of its agency's tree: the bytes that are hashed. docs/ledger.md says how others recompute them.</summary>
/// <param name="Agency">The slug of the agency it happened in.</param>
/// <param name="Sequence">Its number in the log.</param>
/// <param name="Id">The event's id.</param>
/// <param name="Alias">What kind it is.</param>
/// <param name="Data">The canonical form.</param>
internal sealed record EventLeaf(string Agency, long Sequence, Guid Id, string Alias, byte[] Data)
{
    /// <summary>What <see cref="Read"/> reads, of mt_events.</summary>
    public const string Columns =
        "tenant_id, seq_id, id, type, stream_id, version, timestamp, data, user_name, correlation_id, causation_id, headers, mt_dotnet_type";

    public const int ColumnCount = 13;

    private static readonly DateTime Epoch = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public byte[] Hash => MerkleTree.LeafHash(Data);

    public static EventLeaf Read(NpgsqlDataReader row)
    {
        var (id, alias, sequence) = (row.GetGuid(2), row.GetString(3), row.GetInt64(1));
        var leaf = new ArrayBufferWriter<byte>(1024);
        Write(leaf, "{\"alias\":");
        CanonicalJson.WriteText(alias, leaf);
        Write(leaf, $",\"at\":\"{Moment(row.GetFieldValue<long>(6))}\",\"id\":\"{id}\",\"metadata\":\"{Metadata(row)}\",\"payload\":");
        Json(row, 7, leaf);
        Write(leaf, $",\"sequence\":{sequence},\"stream\":\"{row.GetGuid(4)}\",\"version\":{row.GetInt64(5)}}}");
        return new(row.GetString(0), sequence, id, alias, leaf.WrittenSpan.ToArray());
    }

    // Who acted is not shown to whoever checks an event, and cannot be altered all the same. The correlation id, which nobody can guess, keeps the actor from
    // being found by trial.
    private static string Metadata(NpgsqlDataReader row)
    {
        var metadata = new ArrayBufferWriter<byte>(256);
        Write(metadata, "{\"actor\":");
        Text(row, 8, metadata);
        Write(metadata, ",\"causation\":");
        Text(row, 10, metadata);
        Write(metadata, ",\"correlation\":");
        Text(row, 9, metadata);
        Write(metadata, ",\"headers\":");
        Json(row, 11, metadata);
        Write(metadata, ",\"type\":");
        Text(row, 12, metadata);
        Write(metadata, "}");
        return Convert.ToHexStringLower(SHA256.HashData(metadata.WrittenSpan));
    }

    // Microseconds since 2000, as PostgreSQL keeps them. It knows moments that .NET does not; no event of ours has one, and then any text does.
    private static string Moment(long microseconds) =>
        microseconds > (DateTime.MinValue - Epoch).TotalMicroseconds && microseconds < (DateTime.MaxValue - Epoch).TotalMicroseconds
            ? Epoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond).ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture)
            : microseconds.ToString(CultureInfo.InvariantCulture);

    private static void Text(NpgsqlDataReader row, int column, IBufferWriter<byte> to)
    {
        if (row.IsDBNull(column)) Write(to, "null");
        else CanonicalJson.WriteText(row.GetString(column), to);
    }

    private static void Json(NpgsqlDataReader row, int column, IBufferWriter<byte> to)
    {
        if (row.IsDBNull(column)) Write(to, "null");
        else CanonicalJson.Write(row.GetFieldValue<byte[]>(column), to);
    }

    private static void Write(IBufferWriter<byte> to, string ascii) => Encoding.ASCII.GetBytes(ascii, to);
}
