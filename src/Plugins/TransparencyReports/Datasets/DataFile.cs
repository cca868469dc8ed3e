using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Engage.Plugins.TransparencyReports;

/// <summary>A row of a file.</summary>
/// <param name="Line">The line, from 1, that it begins at.</param>
/// <param name="LastLine">The line that it ends at: what stands in quotation marks may run over several.</param>
/// <param name="Broken">Whether what a quotation mark opens ends within a cell: then it holds the rows after it too, up to the next quotation mark.</param>
internal readonly record struct DataRow(long Line, long LastLine, string[] Cells, bool Broken = false);

/// <summary>An agency's CSV file. It is read from the disk each time, so that its size does not matter.</summary>
/// <param name="Digest">SHA-256 of its bytes, in lower case hexadecimal digits.</param>
/// <param name="Lines">How many lines it has, about.</param>
/// <param name="Charset">How its letters are encoded.</param>
internal sealed record DataFile(string Path, string Digest, int Lines, Encoding Charset, string Delimiter)
{
    /// <summary>How many characters a line and a cell may have.</summary>
    public const int LongestLine = 1_000_000;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    public string Name => System.IO.Path.GetFileName(Path) is var name && name.Length > 200 ? name[..200] : name;

    public static DataFile Open(string path, string delimiter)
    {
        if (!File.Exists(path)) throw new Refusal("transparency-reports.file-missing", "There is no such file. Name a CSV file.");
        using var stream = File.OpenRead(path);
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (decoder, letters) = (Utf8.GetDecoder(), new char[Utf8.GetMaxCharCount(1 << 16)]);
        var (bytes, lines, isUtf8) = (new byte[1 << 16], 1L, true);
        Encoding? marked = null;
        for (int read; (read = stream.Read(bytes)) > 0;)
        {
            var part = bytes.AsSpan(0, read);
            if (stream.Position == read) marked = Marked(part);
            sha.AppendData(part);
            lines += part.Count((byte)'\n');
            isUtf8 = isUtf8 && IsUtf8(decoder, part, letters, last: stream.Position == stream.Length);
        }
        // What is no UTF-8 was saved by a spreadsheet on Windows, more often than by anything else.
        return new(path, Convert.ToHexStringLower(sha.GetHashAndReset()), (int)Math.Min(lines, int.MaxValue), marked ?? (isUtf8 ? Utf8 : CodePagesEncodingProvider.Instance.GetEncoding(1252)!), delimiter);
    }

    /// <summary>Its rows with the header and what stands above it, as they are.</summary>
    public IEnumerable<DataRow> Rows()
    {
        using var stream = File.OpenRead(Path);
        using var text = new BoundedLines(new StreamReader(stream, Charset, detectEncodingFromByteOrderMarks: false, 1 << 16));
        var broken = false;
        using var csv = new CsvParser(text, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = Delimiter,
            IgnoreBlankLines = false,
            BadDataFound = bad => broken |= bad.Field.StartsWith('"'),
            MaxFieldSize = LongestLine
        });
        var (begin, last, raw) = (1L, 0L, "");
        while (Next(csv, last + 1))
        {
            (begin, last, raw) = (last + 1, Math.Max(csv.RawRow, last + 1), csv.RawRecord);
            broken = false;
            // Cells are looked at when they are asked for.
            var cells = csv.Record!;
            yield return new(begin, last, cells, broken);
        }
        // The reader takes the end of the file for the end of what stands in quotation marks, and all lines up to there for one row.
        if (EndsInQuotes(raw)) throw Unreadable(begin, "holds a quotation mark that is never closed");
    }

    private bool EndsInQuotes(string raw)
    {
        var (inQuotes, begins) = (false, true);
        foreach (var letter in raw)
        {
            if (letter == '"' && (inQuotes || begins)) inQuotes = !inQuotes;
            // A quotation mark after a closing one is one of the text, and opens again.
            begins = letter == '"' ? !inQuotes : letter == Delimiter[0] && !inQuotes;
        }
        return inQuotes;
    }

    /// <summary>The refusal of a file whose rows cannot be told apart.</summary>
    public static Refusal Unreadable(long line, string what) =>
        new("transparency-reports.file-unreadable", $"Line {line:N0} {what}, so it cannot be told where its row ends. Mend the file. Nothing was imported.");

    private static bool Next(CsvParser csv, long line)
    {
        try
        {
            if (!csv.Read()) return false;
        }
        catch (MaxFieldSizeException)
        {
            throw Unreadable(line, $"begins a cell with more than {LongestLine:N0} characters, as when a quotation mark is not closed");
        }
        return true;
    }

    private static Encoding? Marked(ReadOnlySpan<byte> begin) => begin switch
    {
        [0xFF, 0xFE, ..] => Encoding.Unicode,
        [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode,
        // Without a mark, a header in Latin letters has every second byte empty.
        [not 0, 0, not 0, 0, ..] => new UnicodeEncoding(bigEndian: false, byteOrderMark: false),
        [0, not 0, 0, not 0, ..] => new UnicodeEncoding(bigEndian: true, byteOrderMark: false),
        _ => null
    };

    private static bool IsUtf8(Decoder decoder, ReadOnlySpan<byte> bytes, char[] letters, bool last)
    {
        try
        {
            decoder.GetChars(bytes, letters, flush: last);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
