using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using Engage.GraphQL;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Engage.Http;

/// <summary>Reads a GraphQL request out of an HTTP request, or throws the <see cref="Fault"/> that says why it cannot be one.</summary>
internal static class RequestReader
{
    public const int Limit = 1024 * 1024;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64, AllowDuplicateProperties = false };

    public static GraphQLRequest FromQueryString(IQueryCollection query) => new(
        Only(query, "query") is { Length: > 0 } document ? document : throw Fault.MissingQuery(),
        Only(query, "operationName") is { Length: > 0 } name ? name : null,
        Map(query, "variables"),
        Map(query, "extensions"),
        ReadOnly: true);

    public static async Task<GraphQLRequest> FromBody(HttpRequest request, CancellationToken stop)
    {
        Check(request);
        if (request.ContentLength > Limit) throw Fault.TooLarge();
        var reader = request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(stop);
            var bytes = read.Buffer;
            if (!read.IsCompleted && bytes.Length <= Limit)
            {
                reader.AdvanceTo(bytes.Start, bytes.End);
                continue;
            }
            try
            {
                return bytes.Length <= Limit ? Parse(bytes.IsSingleSegment ? bytes.First : bytes.ToArray()) : throw Fault.TooLarge();
            }
            finally
            {
                // A connection whose reader was left in the middle of a read is of no further use.
                reader.AdvanceTo(bytes.End);
            }
        }
    }

    /// <summary>
    /// A page of another site can make a browser send forms and plain text with the user's rights, but JSON only after asking us, which we never
    /// allow. So the media type is what keeps such requests out.
    /// </summary>
    private static void Check(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !(Is(Acceptance.Json) || Is(Acceptance.GraphQLResponse)))
            throw Fault.UnsupportedMediaType("The body must be JSON. Send it with 'Content-Type: application/json'.");
        if (type.Charset.Length > 0 && !Acceptance.IsUtf8(type)) throw Fault.UnsupportedMediaType("The body must be encoded as UTF-8. Leave the charset out.");
        if (request.Headers.ContentEncoding.Count > 0) throw Fault.UnsupportedMediaType("The body must not be compressed. Leave 'Content-Encoding' out.");

        bool Is(string name) => type.MediaType.Equals(name, StringComparison.OrdinalIgnoreCase);
    }

    private static GraphQLRequest Parse(ReadOnlyMemory<byte> body)
    {
        if (body.IsEmpty) throw Fault.MalformedJson("The body is empty. Send a JSON object with the string 'query'.");
        if (!Utf8.IsValid(body.Span)) throw Fault.InvalidUtf8();
        return Parsed(() => JsonDocument.Parse(body, Strict), "body", root => root.ValueKind switch
        {
            JsonValueKind.Object => new GraphQLRequest(
                Text(root, "query") is { Length: > 0 } document ? document : throw Fault.MissingQuery(),
                Text(root, "operationName") is { Length: > 0 } name ? name : null,
                root.TryGetProperty("variables", out var variables) ? Map(variables, "variables") : null,
                root.TryGetProperty("extensions", out var extensions) ? Map(extensions, "extensions") : null),
            JsonValueKind.Array => throw Fault.BatchRefused(),
            _ => throw Fault.InvalidRequest("The body must be a JSON object with the string 'query'.")
        });
    }

    private static T Parsed<T>(Func<JsonDocument> parse, string what, Func<JsonElement, T> read)
    {
        try
        {
            using var json = parse();
            return read(json.RootElement);
        }
        catch (JsonException e)
        {
            var place = e.LineNumber is null ? "" : $", line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}";
            throw Fault.MalformedJson($"The {what} cannot be read as JSON{place}. Objects may be nested {Strict.MaxDepth} deep and name a property once.");
        }
        catch (InvalidOperationException)
        {
            // What the parser throws for \ud800 without its other half.
            throw Fault.MalformedJson($"The {what} holds half of a surrogate pair, which stands for no character. Remove it.");
        }
    }

    private static string? Text(JsonElement root, string name) => !root.TryGetProperty(name, out var value) ? null : value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Null => null,
        _ => throw Fault.InvalidRequest($"'{name}' must be a string.")
    };

    private static string? Only(IQueryCollection query, string name)
    {
        StringValues values = query[name];
        return values.Count > 1 ? throw Fault.InvalidRequest($"'{name}' may stand in the address once only.") : values.ToString();
    }

    private static IReadOnlyDictionary<string, object?>? Map(IQueryCollection query, string name) =>
        Only(query, name) is { Length: > 0 } text ? Parsed(() => JsonDocument.Parse(text, Strict), name, root => Map(root, name)) : null;

    private static IReadOnlyDictionary<string, object?>? Map(JsonElement value, string name) => value.ValueKind switch
    {
        JsonValueKind.Object => Map(value),
        JsonValueKind.Null => null,
        _ => throw Fault.InvalidRequest($"'{name}' must be a JSON object.")
    };

    private static Dictionary<string, object?> Map(JsonElement value) =>
        value.EnumerateObject().ToDictionary(property => property.Name, property => Value(property.Value), StringComparer.Ordinal);

    private static object? Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => Map(value),
        JsonValueKind.Array => value.EnumerateArray().Select(Value).ToList(),
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number when value.TryGetInt64(out var whole) => whole,
        JsonValueKind.Number => double.IsFinite(value.GetDouble()) ? value.GetDouble() : throw Fault.InvalidRequest("A number in the variables is too large."),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null
    };
}
