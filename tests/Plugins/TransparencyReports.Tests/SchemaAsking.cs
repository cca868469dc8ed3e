using System.Text.Json;
using System.Text.RegularExpressions;
using Engage.Agencies;

namespace Engage.Plugins.TransparencyReports;

/// <summary>Asks for a field by the name of a thing, and for as much of the answer as one document may ask for.</summary>
internal static partial class SchemaAsking
{
    public static async Task<(string Document, string Answer)> Ask(this SchemaWalk schema, EngageClient client, string operation, JsonElement field, Values values)
    {
        for (; ; values = values with { Depth = values.Depth - 1 })
        {
            var document = Named().Replace(schema.Document(operation, field, values), $"\"{values.Marker}\"");
            var answer = (await client.GraphQL(document)).ToString();
            // An edition leads to its report and that to its editions, so that everything five levels deep is more than anybody may ask for.
            if (values.Depth > 1 && answer.Contains("\"engage.too-complex\"")) continue;
            // What is not run keeps nothing apart.
            foreach (var code in new[] { "engage.syntax-error", "engage.invalid-document", "engage.too-complex", "engage.document-too-large", "engage.internal" })
                answer.ShouldNotContain($"\"{code}\"", customMessage: document);
            return (document, answer);
        }
    }

    // Things are asked for by their names here, and a name has no space.
    [GeneratedRegex("\"[a-z0-9-]+ (name|report|dataset|metric|text)\"")]
    private static partial Regex Named();
}
