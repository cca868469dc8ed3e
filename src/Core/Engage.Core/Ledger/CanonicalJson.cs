using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Engage.Ledger;

/// <summary>
/// JSON in one form only, that of RFC 8785: no spaces, members sorted by their UTF-16 code units, no escape that is not needed. Numbers keep the digits
/// that PostgreSQL prints them with, since a double would lose some.
/// </summary>
internal static class CanonicalJson
{
    // PostgreSQL puts no limit on the depth, the parser does; what is written here was nested 64 deep at most.
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 1000 };

    public static void Write(ReadOnlyMemory<byte> json, IBufferWriter<byte> to)
    {
        using var document = JsonDocument.Parse(json, Options);
        Write(document.RootElement, to);
    }

    public static void WriteText(string text, IBufferWriter<byte> to)
    {
        to.Write("\""u8);
        var rest = text.AsSpan();
        while (rest.IndexOfAny(Escaped) is >= 0 and var at)
        {
            Encoding.UTF8.GetBytes(rest[..at], to);
            to.Write(Escape(rest[at]));
            rest = rest[(at + 1)..];
        }
        Encoding.UTF8.GetBytes(rest, to);
        to.Write("\""u8);
    }

    private static readonly SearchValues<char> Escaped = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(code => (char)code), '"', '\\']);

    private static byte[] Escape(char letter) => letter switch
    {
        '"' => "\\\""u8.ToArray(),
        '\\' => "\\\\"u8.ToArray(),
        '\b' => "\\b"u8.ToArray(),
        '\f' => "\\f"u8.ToArray(),
        '\n' => "\\n"u8.ToArray(),
        '\r' => "\\r"u8.ToArray(),
        '\t' => "\\t"u8.ToArray(),
        _ => Encoding.UTF8.GetBytes($"\\u{(int)letter:x4}")
    };

    private static void Write(JsonElement element, IBufferWriter<byte> to)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                WriteAll("{"u8, element.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal), "}"u8, to, member =>
                {
                    WriteText(member.Name, to);
                    to.Write(":"u8);
                    Write(member.Value, to);
                });
                break;
            case JsonValueKind.Array:
                WriteAll("["u8, element.EnumerateArray(), "]"u8, to, item => Write(item, to));
                break;
            case JsonValueKind.String:
                WriteText(element.GetString()!, to);
                break;
            default:
                to.Write(JsonMarshal.GetRawUtf8Value(element));
                break;
        }
    }

    private static void WriteAll<T>(ReadOnlySpan<byte> begin, IEnumerable<T> items, ReadOnlySpan<byte> end, IBufferWriter<byte> to, Action<T> write)
    {
        to.Write(begin);
        var first = true;
        foreach (var item in items)
        {
            if (!first) to.Write(","u8);
            first = false;
            write(item);
        }
        to.Write(end);
    }
}
