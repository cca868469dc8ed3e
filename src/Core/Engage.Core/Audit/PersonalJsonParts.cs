using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Engage.Privacy;

namespace Engage.Audit;

/// <summary>The personal parts in the JSON of an event, whose type need not be known: objects that hold nothing but <c>subject</c>, <c>sealed</c> and perhaps <c>key</c>.</summary>
internal static class PersonalJsonParts
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Blanked(string data) => Replaced(data, static _ => JsonValue.Create("[personal]"));

    /// <summary>The keys that all the personal parts of some events are under.</summary>
    public static IReadOnlyCollection<SubjectKey> Keys(IEnumerable<string> events)
    {
        var keys = new HashSet<SubjectKey>();
        foreach (var data in events)
        {
            Replaced(data, part =>
            {
                keys.Add(part.Key);
                return null;
            });
        }
        return keys;
    }

    /// <summary>The data with its personal parts as they are; null where their subject was erased or their time is over.</summary>
    public static string Opened(string data, string agency, IReadOnlyDictionary<SubjectKey, byte[]> keys) => Replaced(data, part =>
        keys.TryGetValue(part.Key, out var key) && Envelope.Open(key, agency, part.Key, part.Sealed) is { } json ? JsonNode.Parse(json) : null);

    private static string Replaced(string data, Func<Part, JsonNode?> replacement)
    {
        // Nearly all events hold nothing personal, and are left as they are.
        if (!data.Contains("\"sealed\"", StringComparison.Ordinal)) return data;
        return Walk(JsonNode.Parse(data))?.ToJsonString(Readable) ?? "null";

        JsonNode? Walk(JsonNode? node)
        {
            switch (node)
            {
                case JsonObject each when PartIn(each) is { } part:
                    return replacement(part);
                case JsonObject each:
                    foreach (var name in each.Select(member => member.Key).ToList())
                        if (Walk(each[name]) is var walked && !ReferenceEquals(walked, each[name])) each[name] = walked;
                    return each;
                case JsonArray items:
                    for (var i = 0; i < items.Count; i++)
                        if (Walk(items[i]) is var walked && !ReferenceEquals(walked, items[i])) items[i] = walked;
                    return items;
                default:
                    return node;
            }
        }
    }

    private static Part? PartIn(JsonObject each)
    {
        if (!each.All(member => member.Key is "subject" or "sealed" or "key" && member.Value?.GetValueKind() is JsonValueKind.String)) return null;
        if (each["subject"]?.GetValue<string>() is not { } subject || each["sealed"]?.GetValue<string>() is not { } text) return null;
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? new(new(subject, each["key"]?.GetValue<string>() ?? ""), bytes[..length]) : null;
    }

    private sealed record Part(SubjectKey Key, byte[] Sealed);
}
