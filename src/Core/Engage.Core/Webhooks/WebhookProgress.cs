using Engage.Events;
using Marten;
using Npgsql;
using NpgsqlTypes;

namespace Engage.Webhooks;

/// <summary>A webhook that there may be something to send to.</summary>
/// <param name="Webhook">The webhook.</param>
/// <param name="Secret">What it is signed with, as it is kept.</param>
/// <param name="Cursor">How far in the log it has come.</param>
/// <param name="Due">Whether something has to be sent again.</param>
internal sealed record Sending(Webhook Webhook, byte[] Secret, long Cursor, bool Due);

/// <summary>An event that is to be sent, or was not taken.</summary>
/// <param name="Sequence">Its number in the log.</param>
/// <param name="Stream">Its stream.</param>
/// <param name="Alias">Its name.</param>
/// <param name="Attempts">How often it was sent.</param>
internal sealed record Delivery(long Sequence, Guid Stream, string Alias, int Attempts);

/// <summary>Keeps how far each webhook has come. What it writes is whole, so that a host that is killed leaves nothing half done. A singleton.</summary>
internal sealed class WebhookProgress(IDocumentStore store, NpgsqlDataSource database)
{
    private const int Page = 100;

    public async Task<List<Sending>> Active(DateTimeOffset now, CancellationToken stop)
    {
        await using var command = database.CreateCommand(
            $"""
             select webhook.data::text, progress.secret, progress.cursor, exists (
                 select from {WebhookTables.Deliveries} as late where late.tenant_id = webhook.tenant_id and late.webhook_id = webhook.id and late.next_at <= $1)
             from {EventStore.Schema}.mt_doc_webhook as webhook join {WebhookTables.Progress} as progress on progress.tenant_id = webhook.tenant_id and progress.webhook_id = webhook.id
             where webhook.data ->> 'state' = 'Active' and (progress.rests_until is null or progress.rests_until <= $1)
             """);
        command.Parameters.AddWithValue(now);
        var active = new List<Sending>();
        await using var rows = await command.ExecuteReaderAsync(stop);
        while (await rows.ReadAsync(stop))
        {
            using var json = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(rows.GetString(0)));
            active.Add(new(store.Options.Serializer().FromJson<Webhook>(json), rows.GetFieldValue<byte[]>(1), rows.GetInt64(2), rows.GetBoolean(3)));
        }
        return active;
    }

    /// <summary>What happened behind a number, and up to another, that the webhook is for.</summary>
    public async Task<List<Delivery>> New(Webhook webhook, long after, long until, CancellationToken stop)
    {
        await using var command = database.CreateCommand(
            $"""
             select seq_id, stream_id, type, 0 from {EventStore.Schema}.mt_events
             where tenant_id = $1 and type = any($2) and seq_id > $3 and seq_id <= $4 order by seq_id limit {Page}
             """);
        command.Parameters.AddWithValue(webhook.Agency);
        command.Parameters.AddWithValue(webhook.Events.ToArray());
        command.Parameters.AddWithValue(after);
        command.Parameters.AddWithValue(until);
        return await Read(command, stop);
    }

    /// <summary>What has to be sent again now.</summary>
    public async Task<List<Delivery>> Due(Webhook webhook, DateTimeOffset now, CancellationToken stop)
    {
        await using var command = database.CreateCommand(
            $"select sequence, stream_id, alias, attempts from {WebhookTables.Deliveries} where tenant_id = $1 and webhook_id = $2 and next_at <= $3 order by sequence limit {Page}");
        Of(webhook, command.Parameters);
        command.Parameters.AddWithValue(now);
        return await Read(command, stop);
    }

    /// <summary>The streams whose later events have to wait, one for each event that waits.</summary>
    public async Task<List<Guid>> Held(Webhook webhook, CancellationToken stop)
    {
        await using var command = database.CreateCommand($"select stream_id from {WebhookTables.Deliveries} where tenant_id = $1 and webhook_id = $2 and next_at is not null");
        Of(webhook, command.Parameters);
        var held = new List<Guid>();
        await using var rows = await command.ExecuteReaderAsync(stop);
        while (await rows.ReadAsync(stop)) held.Add(rows.GetGuid(0));
        return held;
    }

    public Task Delivered(Webhook webhook, Delivery delivery, DateTimeOffset now, CancellationToken stop) => Write(
        stop,
        (WebhookProgressSql.Forget, [webhook.Agency, webhook.Id, delivery.Sequence]),
        (WebhookProgressSql.Release, [webhook.Agency, webhook.Id, delivery.Stream, now]),
        (WebhookProgressSql.Advance, [webhook.Agency, webhook.Id, delivery.Sequence]));

    /// <summary>It was not taken: it is sent again at a time or, without one, is a dead letter and holds up the others no more.</summary>
    public Task Refused(Webhook webhook, Delivery delivery, string status, DateTimeOffset? next, DateTimeOffset now, CancellationToken stop) => Write(
        stop,
        (WebhookProgressSql.Keep, [webhook.Agency, webhook.Id, delivery.Sequence, delivery.Stream, delivery.Alias, delivery.Attempts + 1, At(next), Status(status)]),
        next is null ? (WebhookProgressSql.Release, [webhook.Agency, webhook.Id, delivery.Stream, now]) : null,
        (WebhookProgressSql.Advance, [webhook.Agency, webhook.Id, delivery.Sequence]));

    /// <summary>It waits behind another of its stream.</summary>
    public Task Wait(Webhook webhook, Delivery delivery, CancellationToken stop) => Write(
        stop,
        (WebhookProgressSql.Keep, [webhook.Agency, webhook.Id, delivery.Sequence, delivery.Stream, delivery.Alias, delivery.Attempts, At(DateTimeOffset.MaxValue), Status(null)]),
        (WebhookProgressSql.Advance, [webhook.Agency, webhook.Id, delivery.Sequence]));

    public Task Advance(Webhook webhook, long until, CancellationToken stop) => Write(stop, (WebhookProgressSql.Advance, [webhook.Agency, webhook.Id, until]));

    public Task Rest(Webhook webhook, DateTimeOffset until, CancellationToken stop) => Write(stop, (WebhookProgressSql.Rest, [webhook.Agency, webhook.Id, until]));

    private async Task Write(CancellationToken stop, params (string Sql, object[] Values)?[] commands)
    {
        await using var batch = database.CreateBatch();
        foreach (var command in commands.OfType<(string Sql, object[] Values)>())
        {
            var each = new NpgsqlBatchCommand(command.Sql);
            foreach (var value in command.Values) each.Parameters.Add(value as NpgsqlParameter ?? new NpgsqlParameter { Value = value });
            batch.BatchCommands.Add(each);
        }
        await batch.ExecuteNonQueryAsync(stop);
    }

    private static NpgsqlParameter At(DateTimeOffset? time) => new() { Value = (object?)time ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz };

    private static NpgsqlParameter Status(string? status) => new() { Value = (object?)status ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };

    private static void Of(Webhook webhook, NpgsqlParameterCollection parameters)
    {
        parameters.AddWithValue(webhook.Agency);
        parameters.AddWithValue(webhook.Id);
    }

    private static async Task<List<Delivery>> Read(NpgsqlCommand command, CancellationToken stop)
    {
        var deliveries = new List<Delivery>();
        await using var rows = await command.ExecuteReaderAsync(stop);
        while (await rows.ReadAsync(stop)) deliveries.Add(new(rows.GetInt64(0), rows.GetGuid(1), rows.GetString(2), rows.GetInt32(3)));
        return deliveries;
    }
}

internal static class WebhookProgressSql
{
    public const string Forget = $"delete from {WebhookTables.Deliveries} where tenant_id = $1 and webhook_id = $2 and sequence = $3";

    // The next of the stream, if none of it is to be sent again before.
    public const string Release =
        $"""
         update {WebhookTables.Deliveries} set next_at = $4 where tenant_id = $1 and webhook_id = $2 and next_at = 'infinity' and sequence = (
             select min(sequence) from {WebhookTables.Deliveries} where tenant_id = $1 and webhook_id = $2 and stream_id = $3 and next_at is not null)
         """;

    public const string Advance = $"update {WebhookTables.Progress} set cursor = greatest(cursor, $3) where tenant_id = $1 and webhook_id = $2";

    public const string Rest = $"update {WebhookTables.Progress} set rests_until = $3 where tenant_id = $1 and webhook_id = $2";

    // Not where it was unsubscribed meanwhile.
    public const string Keep =
        $"""
         insert into {WebhookTables.Deliveries} (tenant_id, webhook_id, sequence, stream_id, alias, attempts, next_at, status)
         select $1, $2, $3, $4, $5, $6, $7, $8 where exists (select from {WebhookTables.Progress} where tenant_id = $1 and webhook_id = $2)
         on conflict (tenant_id, webhook_id, sequence) do update set attempts = excluded.attempts, next_at = excluded.next_at, status = excluded.status
         """;
}
