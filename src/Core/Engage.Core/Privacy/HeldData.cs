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
        var theirs = PersonalJsonParts.Keys(held).Where(key => subjects.Contains(key.Subject)).ToHashSet();
        PersonalJsonParts.Open(held, agency, await keys.Find(agency, theirs, stop));
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
}
