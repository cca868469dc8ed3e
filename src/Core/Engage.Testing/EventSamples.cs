using System.Text;
using System.Text.Json.Nodes;
using Marten;
using Xunit;

namespace Engage.Testing;

/// <summary>One stored JSON for each event: what was once stored can be read for ever.</summary>
internal static class EventSamples
{
    /// <summary>Reads the sample of every event, and compares what comes of it with the sample.</summary>
    public static void Check(IEnumerable<EventDeclaration> events, ISerializer serializer)
    {
        foreach (var (alias, type) in events.Select(each => (each.Alias, each.Type)))
        {
            var folder = Path.Combine(AppContext.BaseDirectory, "Samples");
            Assert.True(File.Exists(Path.Combine(folder, alias + ".json")), $"The event {alias} has no sample. Add Samples/{alias}.json, copied to the output, with an event as it is stored.");
            foreach (var file in Directory.EnumerateFiles(folder, alias + ".*json"))
            {
                var stored = File.ReadAllText(file);
                using var stream = new MemoryStream(Encoding.UTF8.GetBytes(stored));
                var written = JsonNode.Parse(serializer.ToJson(serializer.FromJson(type, stream)))!.AsObject();
                foreach (var (member, value) in JsonNode.Parse(stored)!.AsObject())
                    Assert.True(JsonNode.DeepEquals(value, written[member]), $"{Path.GetFileName(file)}: the sample's {member} is {value?.ToJsonString()} and is read as {written[member]?.ToJsonString()}.");
            }
        }
    }
}
