using System.Globalization;
using System.Text;
using System.Text.Json;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO.Converters;
using NetTopologySuite.Operation.Valid;

namespace Engage.Agencies;

/// <summary>The area that an agency is responsible for: a Polygon or MultiPolygon of GeoJSON (RFC 7946).</summary>
internal static class Jurisdiction
{
    private const int SizeLimit = 256 * 1024;
    private const int PointLimit = 10_000;

    private static readonly JsonSerializerOptions GeoJson = new() { MaxDepth = 16, Converters = { new GeoJsonConverterFactory(new GeometryFactory(new PrecisionModel(), 4326)) } };

    /// <summary>The area as it is stored: without what does not belong to it, its rings turned as RFC 7946 demands.</summary>
    public static string Checked(string text, string field)
    {
        if (Encoding.UTF8.GetByteCount(text) > SizeLimit) throw Wrong($"it has more than {SizeLimit:N0} bytes. Simplify it");
        var area = Read(text);
        if (area is not (Polygon or MultiPolygon) || area.IsEmpty) throw Wrong("it is no Polygon and no MultiPolygon, or an empty one. Send the geometry itself, without a Feature around it");
        if (area.NumPoints > PointLimit) throw Wrong($"it has {area.NumPoints:N0} points, and {PointLimit:N0} are allowed. Simplify it");
        if (area.Coordinates.FirstOrDefault(point => !(point.X is >= -180 and <= 180 && point.Y is >= -90 and <= 90)) is { } outside)
            throw Wrong($"there is no place at {At(outside)} in WGS 84. Longitude comes first, -180 to 180, then latitude, -90 to 90");
        var rules = new IsValidOp(area);
        if (!rules.IsValid)
            throw Wrong($"{rules.ValidationError.Message.ToLowerInvariant()} at {At(rules.ValidationError.Coordinate)}. Mend the ring there; a border must not cross or touch itself");
        return JsonSerializer.Serialize(area, GeoJson);

        Refusal Wrong(string what) => new("engage.jurisdiction-invalid", $"The jurisdiction cannot be used: {what}.", field);

        Geometry? Read(string text)
        {
            try
            {
                return JsonSerializer.Deserialize<Geometry>(text, GeoJson);
            }
            catch (ArgumentException open)
            {
                throw Wrong(open.Message.Contains("closed", StringComparison.OrdinalIgnoreCase)
                    ? "one of its rings is not closed. Let each end with the point that it begins with"
                    : "one of its rings has too few points. A ring has four at least, the last being the first again");
            }
            catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException or NotSupportedException or FormatException or OverflowException)
            {
                throw Wrong("it is no geometry of GeoJSON. Write it as {\"type\": \"Polygon\", \"coordinates\": [[[9.5, 47.1], ...]]}");
            }
        }
    }

    private static string At(Coordinate point) => string.Create(CultureInfo.InvariantCulture, $"[{point.X:0.######}, {point.Y:0.######}]");
}
