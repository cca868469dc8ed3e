using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Engage.Events;
using Npgsql;

namespace Engage.Privacy;

/// <summary>Gathers what is held on a person. It reads the whole log of the agency, since what names somebody may be anywhere.</summary>
internal sealed class HeldData(NpgsqlDataSource database, SubjectKeys keys, TimeProvider clock)
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A JSON object, or null where nothing is held.</summary>
    /// <param name="agency">The agency.</param>
    /// <param name="subjects">The person's id, and then those that they go by too.</param>
    /// <param name="stop">Ends the queries early.</param>
    public async Task<string?> Of(string agency, string[] subjects, CancellationToken stop)
    {
        var events = await Events(agency, subjects, stop);
        var documents = await Documents(agency, subjects, stop);
        if (events.Count == 0 && documents.Count == 0) return null;
        var held = new JsonObject { ["subject"] = subjects[0], ["agency"] = agency, ["exportedAt"] = clock.GetUtcNow(), ["events"] = events, ["documents"] = documents };
        await Open(held, agency, subjects, stop);
        return held.ToJsonString(Json);
    }

    private async Task<JsonArray> Events(string agency, string[] subjects, CancellationToken stop)
    {
        await using var select = database.CreateCommand(
            $"""
             select seq_id, id, stream_id, version, type, timestamp, user_name = any($2), data from {EventStore.Schema}.mt_events
             where tenant_id = $1 and (user_name = any($2) or exists (select from unnest($2) as subject where position(subject in data::text) > 0)) order by seq_id
             """);
        select.Parameters.AddWithValue(agency);
        select.Parameters.AddWithValue(subjects);
        var events = new JsonArray();
        await using var rows = await select.ExecuteReaderAsync(stop);
        while (await rows.ReadAsync(stop))
        {
            events.Add(new JsonObject
            {
                ["sequence"] = rows.GetInt64(0),
                ["id"] = rows.GetGuid(1),
                ["stream"] = rows.GetGuid(2),
                ["version"] = rows.GetInt64(3),
                ["event"] = rows.GetString(4),
                ["at"] = rows.GetFieldValue<DateTimeOffset>(5),
                ["causedByThem"] = !await rows.IsDBNullAsync(6, stop) && rows.GetBoolean(6),
                ["data"] = JsonNode.Parse(rows.GetString(7))
            });
        }
        return events;
    }

    private async Task<JsonArray> Documents(string agency, string[] subjects, CancellationToken stop)
    {
        var documents = new JsonArray();
        foreach (var table in await Tables(stop))
        {
            await using var select = database.CreateCommand($"select id::text, data from {table} where tenant_id = $1 and exists (select from unnest($2) as subject where position(subject in data::text) > 0) order by id");
            select.Parameters.AddWithValue(agency);
            select.Parameters.AddWithValue(subjects);
            await using var rows = await select.ExecuteReaderAsync(stop);
            while (await rows.ReadAsync(stop)) documents.Add(new JsonObject { ["table"] = table, ["id"] = rows.GetString(0), ["data"] = JsonNode.Parse(rows.GetString(1)) });
        }
        return documents;
    }

    /// <summary>Those that there are, not those that are declared: a plugin that is disabled keeps what it has.</summary>
    private async Task<IReadOnlyList<string>> Tables(CancellationToken stop)
    {
        await using var select = database.CreateCommand(
            """
            select format('%I.%I', table_schema, table_name) from information_schema.columns
            where table_name like 'mt\_doc\_%' and column_name in ('tenant_id', 'id', 'data') group by 1 having count(*) = 3 order by 1
            """);
        var tables = new List<string>();
        await using var rows = await select.ExecuteReaderAsync(stop);
        while (await rows.ReadAsync(stop)) tables.Add(rows.GetString(0));
        return tables;
    }

    private async Task Open(JsonNode held, string agency, string[] subjects, CancellationToken stop)
    {
        var all = Sealed(held).ToList();
        var theirs = all.Where(value => subjects.Contains(value.Key.Subject)).Select(value => value.Key).ToHashSet();
        var found = await keys.Find(agency, theirs, stop);
        foreach (var (node, key, bytes) in all)
        {
            var plain = theirs.Contains(key) && found.TryGetValue(key, out var known) ? Envelope.Open(known, agency, key, bytes) : null;
            node.ReplaceWith(plain is null ? null : JsonNode.Parse(plain));
        }
    }

    private static IEnumerable<(JsonNode Node, SubjectKey Key, byte[] Bytes)> Sealed(JsonNode? node)
    {
        if (node is JsonObject value && Text(value, "subject") is { } subject && Text(value, "sealed") is { } sealedText && value.Count == (Text(value, "key") is null ? 2 : 3))
        {
            var bytes = new byte[sealedText.Length];
            if (Convert.TryFromBase64String(sealedText, bytes, out var length)) return [(value, new(subject, Text(value, "key") ?? ""), bytes[..length])];
        }
        return node switch
        {
            JsonObject members => members.SelectMany(member => Sealed(member.Value)),
            JsonArray items => items.SelectMany(Sealed),
            _ => []
        };
    }

    private static string? Text(JsonObject value, string name) => value[name] is JsonValue text && text.TryGetValue<string>(out var found) ? found : null;
}
