using System.Text.Json;
using System.Text.Json.Nodes;

namespace Engage.Packages;

internal static class Json
{
    public static string? Text(this JsonElement element, string property) => element.GetProperty(property).GetString();

    /// <summary>The same values, in whatever way they are written.</summary>
    public static void ShouldBeLike(this JsonElement element, string json) => element.ShouldBeLike(JsonNode.Parse(json));

    public static void ShouldBeLike(this JsonElement element, JsonNode? expected) =>
        JsonNode.Parse(element.GetRawText())!.ToJsonString().ShouldBe(expected!.ToJsonString());
}
