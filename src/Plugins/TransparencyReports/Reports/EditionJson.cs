using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Engage.Plugins.TransparencyReports;

/// <summary>Everything that an edition tells.</summary>
internal sealed record EditionContent(
    string Report, Guid EditionId, int Number, long Sequence, int Method, AgencyText Title, AgencyText Summary, IReadOnlyList<ReportSection> Sections,
    IReadOnlyList<ReportFigure> Figures, string? Correction)
{
    public static EditionContent Of(ReportEdition edition, string report) => new(
        report, edition.Id, edition.Number, edition.Sequence, edition.Method, edition.Title, edition.Summary, edition.Sections, edition.Figures,
        edition.Correction);
}

/// <summary>
/// The canonical form of an edition, whose digest is kept with it: JSON in UTF-8 without spaces, with its members always in the order that they have here, and what
/// is not there left out. Whoever compiles the edition again gets the same bytes.
/// </summary>
internal static class EditionJson
{
    private static readonly JsonWriterOptions Canonical = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A definition in the order of its members, without those that it has not: one that comes later changes nothing of what was published before.</summary>
    public static JsonSerializerOptions Definition { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() }
    };

    /// <summary>SHA-256, in lower case hexadecimal digits.</summary>
    public static string Digest(ReadOnlySpan<byte> json) => Convert.ToHexStringLower(SHA256.HashData(json));

    public static byte[] Of(EditionContent edition)
    {
        var bytes = new ArrayBufferWriter<byte>(16_384);
        using (var json = new Utf8JsonWriter(bytes, Canonical)) Write(json, edition);
        return bytes.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter json, EditionContent edition)
    {
        var figures = edition.Figures.ToDictionary(figure => figure.Id);
        json.WriteStartObject();
        json.WriteString("report", edition.Report);
        json.WriteString("edition", edition.EditionId);
        json.WriteNumber("number", edition.Number);
        json.WriteNumber("sequence", edition.Sequence);
        json.WriteNumber("method", edition.Method);
        if (edition.Correction is { } correction) json.WriteString("correction", correction);
        Write(json, "title", edition.Title);
        Write(json, "summary", edition.Summary);
        json.WriteStartArray("sections");
        foreach (var section in edition.Sections)
        {
            json.WriteStartObject();
            json.WriteString("id", section.Id);
            Write(json, "heading", section.Heading);
            Write(json, "text", section.Text);
            json.WriteStartArray("figures");
            foreach (var figure in section.Figures) Write(json, figures[figure.Id]);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, AgencyText text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text.Text);
        if (text.Language is { } language) json.WriteString("language", language);
        json.WriteStartArray("translations");
        foreach (var translation in text.Translations)
        {
            json.WriteStartObject();
            json.WriteString("language", translation.Language);
            json.WriteString("text", translation.Text);
            json.WriteString("status", translation.Status.ToString());
            json.WriteBoolean("outdated", text.IsOutdated(translation));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ReportFigure figure)
    {
        json.WriteStartObject();
        json.WriteString("id", figure.Id);
        Write(json, "title", figure.Title);
        json.WriteString("metric", figure.Metric);
        json.WriteNumber("metricVersion", figure.MetricVersion);
        json.WritePropertyName("definition");
        JsonSerializer.Serialize(json, figure.Definition, Definition);
        json.WriteString("from", $"{figure.From:O}");
        json.WriteString("until", $"{figure.Until:O}");
        json.WriteString("chart", figure.Chart.ToString());
        json.WriteStartArray("rows");
        foreach (var row in figure.Rows)
        {
            json.WriteStartObject();
            json.WriteString("id", row.Id);
            json.WriteStartObject("group");
            foreach (var group in row.Group) json.WriteString(group.Field, group.Code);
            json.WriteEndObject();
            Write(json, "count", row.Count);
            Write(json, "of", row.Of);
            Write(json, "value", row.Value);
            Write(json, "low", row.Low);
            Write(json, "high", row.High);
            Write(json, "percentile90", row.Percentile90);
            if (row.Suppression is { } suppression) json.WriteString("suppression", suppression.ToString());
            json.WriteString("commitment", row.Commitment);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    // Twelve digits: the last ones of a logarithm differ from one processor to another, and the digest must not.
    private static void Write(Utf8JsonWriter json, string name, double? number)
    {
        if (number is not { } value) return;
        json.WritePropertyName(name);
        json.WriteRawValue(value.ToString("G12", CultureInfo.InvariantCulture));
    }
}
