using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Engage.Plugins.TransparencyReports;

/// <summary>A mapping file that was read and found good.</summary>
/// <param name="Json">Its text.</param>
/// <param name="Digest">SHA-256 of the text in UTF-8, in lower case hexadecimal digits.</param>
internal sealed record MappingFile(DatasetMapping Mapping, string Json, string Digest)
{
    private const int Limit = 256 * 1024;

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
        NumberHandling = JsonNumberHandling.Strict,
        PropertyNameCaseInsensitive = false,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper, allowIntegerValues: false) }
    };

    /// <summary>
    /// Reads a mapping file, or the one of that name that comes with the plugin; refuses with <c>transparency-reports.mapping</c> what is none, saying where and how to mend it.
    /// </summary>
    public static MappingFile Open(string? named)
    {
        if (Find(named) is not { } path)
        {
            throw new Refusal(
                "transparency-reports.mapping-missing",
                $"Name the mapping file, which says how rows become records: --mapping FILE. There is none with the name that was given. With the plugin come {string.Join(", ", Shipped().Select(Path.GetFileNameWithoutExtension).Order())}.");
        }
        var length = new FileInfo(path).Length;
        if (length > Limit) throw Wrong("$", $"it has {length:N0} bytes, and may have {Limit:N0}");
        try
        {
            // Bytes that are no UTF-8 would silently become other words.
            return Read(new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(File.ReadAllBytes(path)).TrimStart('\uFEFF'));
        }
        catch (DecoderFallbackException)
        {
            throw Wrong("$", "it is not encoded as UTF-8");
        }
    }

    private static string? Find(string? named) => string.IsNullOrWhiteSpace(named) ? null : File.Exists(named) ? named : Shipped().FirstOrDefault(path => Path.GetFileNameWithoutExtension(path) == named);

    private static string[] Shipped() =>
        Path.Combine(Path.GetDirectoryName(typeof(MappingFile).Assembly.Location)!, "Mappings") is var folder && Directory.Exists(folder) ? Directory.GetFiles(folder, "*.json") : [];

    public static MappingFile Read(string json)
    {
        try
        {
            var mapping = JsonSerializer.Deserialize<DatasetMapping>(json, Strict) ?? throw Wrong("$", "it is empty");
            CheckingMappings.Check(mapping);
            return new(mapping, json, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json))));
        }
        catch (JsonException fault)
        {
            // The reader's own message names types of the program. Where it is and that it does not fit is what the writer of a file can use.
            var line = fault.LineNumber is { } number ? $" (line {number + 1})" : "";
            throw Wrong((fault.Path ?? "$") + line, "it is no JSON, or a member is missing, unknown, given twice, or of another kind. The guide lists the members");
        }
    }

    /// <summary>A mapping as it was stored; null where it cannot be read any more.</summary>
    public static DatasetMapping? Stored(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<DatasetMapping>(json, Strict);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static Refusal Wrong(string path, string mend) => new("transparency-reports.mapping", $"The mapping is wrong at {path}: {mend}. Nothing was imported.");
}
