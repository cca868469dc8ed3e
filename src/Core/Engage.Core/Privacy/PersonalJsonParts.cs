using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Engage.Privacy;

/// <summary>The personal parts in the JSON that is stored, whose type need not be known: objects that hold nothing but <c>subject</c>, <c>sealed</c> and perhaps <c>key</c>.</summary>
internal static class PersonalJsonParts
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Blanked(string data) => Replaced(data, static whole => Replace(whole, static _ => JsonValue.Create("[personal]")));

    /// <summary>The keys that all the personal parts of some events are under.</summary>
    public static IReadOnlyCollection<SubjectKey> Keys(IEnumerable<string> events) => [.. events.Where(MayHold).SelectMany(data => Keys(JsonNode.Parse(data))).Distinct()];

    public static IEnumerable<SubjectKey> Keys(JsonNode? node) => In(node).Select(part => part.Key);

    /// <summary>The data with its personal parts as they are; null where their subject was erased or their time is over.</summary>
    public static string Opened(string data, string agency, IReadOnlyDictionary<SubjectKey, byte[]> keys) => Replaced(data, whole => Open(whole, agency, keys));

    /// <summary>Puts what they hold in place of the personal parts within; null where there is no key.</summary>
    public static void Open(JsonNode within, string agency, IReadOnlyDictionary<SubjectKey, byte[]> keys) => Replace(within, part =>
        keys.TryGetValue(part.Key, out var key) && Envelope.Open(key, agency, part.Key, part.Sealed) is { } json ? JsonNode.Parse(json) : null);

    // Nearly all events hold nothing personal, and are left as they are.
    private static bool MayHold(string data) => data.Contains("\"sealed\"", StringComparison.Ordinal);

    private static string Replaced(string data, Action<JsonNode> replace)
    {
        if (!MayHold(data)) return data;
        // A part that is the whole has to stand in something to be replaced.
        var whole = new JsonArray(JsonNode.Parse(data));
        replace(whole);
        return whole[0]?.ToJsonString(Readable) ?? "null";
    }

    private static void Replace(JsonNode within, Func<Part, JsonNode?> replacement)
    {
        foreach (var part in In(within).ToList()) part.Node.ReplaceWith(replacement(part));
    }

    private static IEnumerable<Part> In(JsonNode? node) => node switch
    {
        JsonObject each when PartOf(each) is { } part => [part],
        JsonObject each => each.SelectMany(member => In(member.Value)),
        JsonArray items => items.SelectMany(In),
        _ => []
    };

    private static Part? PartOf(JsonObject each)
    {
        if (!each.All(member => member.Key is "subject" or "sealed" or "key" && member.Value?.GetValueKind() is JsonValueKind.String)) return null;
        if (each["subject"]?.GetValue<string>() is not { } subject || each["sealed"]?.GetValue<string>() is not { } text) return null;
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? new(each, new(subject, each["key"]?.GetValue<string>() ?? ""), bytes[..length]) : null;
    }

    private sealed record Part(JsonObject Node, SubjectKey Key, byte[] Sealed);
}
