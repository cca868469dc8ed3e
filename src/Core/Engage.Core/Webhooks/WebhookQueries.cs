using Engage.Events;
using Marten;
using Npgsql;

namespace Engage.Webhooks;

/// <summary>An event that a webhook did not take, however often it was sent.</summary>
/// <param name="Sequence">Its number in the log. Pass it to <c>resumeWebhook</c> to send it again.</param>
/// <param name="Event">The name of the event.</param>
/// <param name="StreamId">What it happened to.</param>
/// <param name="Attempts">How often it was sent.</param>
/// <param name="Status">What came of the last attempt: a status of HTTP, or <c>timeout</c>, <c>unreachable</c>, <c>address-refused</c>, <c>unreadable</c>.</param>
internal sealed record DeadLetter(long Sequence, string Event, Guid StreamId, int Attempts, string? Status);

internal static class WebhookQueries
{
    /// <summary>The webhooks of this agency, the oldest first.</summary>
    [Requires(WebhookPermissions.Manage)]
    public static Task<Connection<Webhook>> Webhooks(Page page, IQuerySession session, CancellationToken stop) =>
        session.Query<Webhook>().ToConnection(page, Order.OldestFirst, webhook => webhook.Id, stop);
}

internal static class WebhookExtensions
{
    /// <summary>How many events wait to be sent, dead letters left out. Counted up to 10,000.</summary>
    [Requires(WebhookPermissions.Manage)]
    public static Task<int> Lag(Webhook webhook, DeadLetters letters, CancellationToken stop) => letters.Lag(webhook, stop);

    /// <summary>The events that it did not take, in the order of the log.</summary>
    [Requires(WebhookPermissions.Manage)]
    public static Task<Connection<DeadLetter>> DeadLetters(Webhook webhook, Page page, DeadLetters letters, CancellationToken stop) => letters.Of(webhook, page, stop);
}

/// <summary>What webhooks did not take, and what they have not been sent. A singleton.</summary>
internal sealed class DeadLetters(NpgsqlDataSource database)
{
    public async Task<int> Lag(Webhook webhook, CancellationToken stop)
    {
        await using var command = database.CreateCommand(
            $"""
             select count(*)::int from (
                 select from {EventStore.Schema}.mt_events where tenant_id = $1 and type = any($3)
                     and seq_id > (select cursor from {WebhookTables.Progress} where tenant_id = $1 and webhook_id = $2)
                 union all select from {WebhookTables.Deliveries} where tenant_id = $1 and webhook_id = $2 and next_at is not null
                 limit 10000) as waiting
             """);
        command.Parameters.AddWithValue(webhook.Agency);
        command.Parameters.AddWithValue(webhook.Id);
        command.Parameters.AddWithValue(webhook.Events.ToArray());
        return (int)(await command.ExecuteScalarAsync(stop))!;
    }

    public async Task<bool> Has(string agency, Guid webhook, long sequence, CancellationToken stop)
    {
        await using var command = database.CreateCommand(
            $"select exists (select from {WebhookTables.Deliveries} where tenant_id = $1 and webhook_id = $2 and sequence = $3 and next_at is null)");
        command.Parameters.AddWithValue(agency);
        command.Parameters.AddWithValue(webhook);
        command.Parameters.AddWithValue(sequence);
        return (bool)(await command.ExecuteScalarAsync(stop))!;
    }

    public async Task<Connection<DeadLetter>> Of(Webhook webhook, Page page, CancellationToken stop)
    {
        var after = Connections.SequenceOf(page) ?? 0;
        await using var command = database.CreateCommand(
            $"""
             select sequence, alias, stream_id, attempts, status from {WebhookTables.Deliveries}
             where tenant_id = $1 and webhook_id = $2 and next_at is null and sequence > $3 order by sequence limit {page.First + 1}
             """);
        command.Parameters.AddWithValue(webhook.Agency);
        command.Parameters.AddWithValue(webhook.Id);
        command.Parameters.AddWithValue(after);
        var found = new List<DeadLetter>();
        await using var rows = await command.ExecuteReaderAsync(stop);
        while (await rows.ReadAsync(stop))
            found.Add(new(rows.GetInt64(0), rows.GetString(1), rows.GetGuid(2), rows.GetInt32(3), await rows.IsDBNullAsync(4, stop) ? null : rows.GetString(4)));
        return Connections.BySequence(found, page, letter => letter.Sequence);
    }
}
