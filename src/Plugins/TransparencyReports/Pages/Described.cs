using System.Text.Encodings.Web;
using System.Text.Json;

namespace Engage.Plugins.TransparencyReports;

/// <summary>JSON that people read too: what describes something, without what is not known of it.</summary>
internal static class Described
{
    // Letters can stay letters: none of it ever stands in a page.
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Json(Dictionary<string, object> description) => JsonSerializer.Serialize(description, Readable);

    public static Dictionary<string, object> Known(Dictionary<string, object?> description) => description.Where(each => each.Value is not null).ToDictionary(each => each.Key, each => each.Value!);
}
