using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Engage.Ledger;

/// <summary>
/// A ledger as a file, one JSON value a line: what it is, then every leaf in canonical form with its hash, and behind the last leaf of each checkpoint that
/// checkpoint.
/// </summary>
/// <param name="Origin">What the ledger is known by.</param>
/// <param name="Key">The key that verifies it.</param>
/// <param name="Size">How many leaves there are.</param>
/// <param name="Checkpoint">The newest checkpoint, the one of so many leaves.</param>
internal sealed record LedgerFile(string Origin, string Key, long Size, string Checkpoint)
{
    private const string Format = "engage-ledger-1";

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 1002, AllowDuplicateProperties = false };

    public byte[] Line => Written(("checkpoint", Checkpoint), ("format", Format), ("key", Key), ("origin", Origin), ("size", Size));

    public static byte[] LineOf(string checkpoint) => Written(("checkpoint", checkpoint));

    /// <summary>A leaf without data is one whose event is gone.</summary>
    public static byte[] LineOf(byte[] hash, byte[]? data) =>
        [.. "{\"hash\":\""u8, .. Encoding.ASCII.GetBytes(Convert.ToBase64String(hash)), .. "\",\"leaf\":"u8, .. data ?? "null"u8.ToArray(), .. "}\n"u8];

    /// <summary>The first line; null where it is of another kind of file.</summary>
    public static LedgerFile? Read(byte[] line) => Parse(line, root =>
        Text(root, "format") == Format && Number(root, "size") is { } leaves
            ? new LedgerFile(Text(root, "origin"), Text(root, "key"), leaves, Text(root, "checkpoint")) : null);

    /// <summary>A further line, as a checkpoint or a leaf: its data, what it says of itself, and the hash beside it. Null where it is neither.</summary>
    public static (string? Checkpoint, byte[] Data, string Named, byte[] Hash)? Read(byte[] line, long index) => Parse<(string?, byte[], string, byte[])?>(line, root =>
    {
        if (root.TryGetProperty("checkpoint", out _)) return (Text(root, "checkpoint"), [], "", []);
        var leaf = root.GetProperty("leaf");
        var named = leaf.ValueKind == JsonValueKind.Object && Number(leaf, "sequence") is { } number
            ? LedgerAudit.Named(index, number, Text(leaf, "alias")) : $"Leaf {index}";
        return (null, JsonMarshal.GetRawUtf8Value(leaf).ToArray(), named, Convert.FromBase64String(Text(root, "hash")));
    });

    private static T? Parse<T>(byte[] line, Func<JsonElement, T?> read)
    {
        try
        {
            using var document = JsonDocument.Parse(line, Strict);
            return document.RootElement.ValueKind == JsonValueKind.Object ? read(document.RootElement) : default;
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or FormatException or InvalidOperationException)
        {
            return default;
        }
    }

    private static string Text(JsonElement of, string name) =>
        of.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "";

    private static long? Number(JsonElement of, string name) =>
        of.TryGetProperty(name, out var number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt64(out var value) ? value : null;

    private static byte[] Written(params (string Name, object Value)[] members)
    {
        var line = new ArrayBufferWriter<byte>();
        line.Write("{"u8);
        for (var i = 0; i < members.Length; i++)
        {
            if (i > 0) line.Write(","u8);
            CanonicalJson.WriteText(members[i].Name, line);
            line.Write(":"u8);
            if (members[i].Value is string text) CanonicalJson.WriteText(text, line);
            else Encoding.UTF8.GetBytes($"{members[i].Value}", line);
        }
        line.Write("}\n"u8);
        return line.WrittenSpan.ToArray();
    }
}
