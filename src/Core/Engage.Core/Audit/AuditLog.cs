using System.Text;
using Engage.Events;
using Engage.Privacy;
using Npgsql;

namespace Engage.Audit;

/// <summary>
/// Reads the log as it is stored, without the types of its events: those of plugins that are disabled or were removed can be read too. A singleton.
/// </summary>
internal sealed class AuditLog(NpgsqlDataSource database)
{
    private const string Columns = "id, seq_id, stream_id, version, type, timestamp, user_name, causation_id, correlation_id, data::text";

    public async Task<Connection<AuditedEvent>> Page(string agency, EventFilter where, Page page, Order order, CancellationToken stop)
    {
        var after = Connections.SequenceOf(page);
        var conditions = new StringBuilder("tenant_id = $1");
        await using var command = database.CreateCommand();
        command.Parameters.AddWithValue(agency);
        Add("type = {0}", where.Alias);
        Add("user_name = {0}", where.Actor);
        Add("stream_id = {0}", where.Stream);
        Add("timestamp >= {0}", where.From?.ToUniversalTime());
        Add("timestamp < {0}", where.To?.ToUniversalTime());
        Add("correlation_id = {0}", where.CorrelationId);
        Add("causation_id = {0}", where.CausedBy);
        Add(order is Order.OldestFirst ? "seq_id > {0}" : "seq_id < {0}", after);
        command.CommandText =
            $"select {Columns} from {EventStore.Schema}.mt_events where {conditions} order by seq_id{(order is Order.OldestFirst ? "" : " desc")} limit {page.First + 1}";
        var rows = await Read(command, PersonalJsonParts.Blanked, stop);
        return Connections.BySequence(rows, page, each => each.Sequence);

        void Add(string condition, object? value)
        {
            if (value is null) return;
            command.Parameters.AddWithValue(value);
            conditions.Append(" and ").AppendFormat(null, condition, $"${command.Parameters.Count}");
        }
    }

    /// <summary>Some events with everything they hold, the personal parts encrypted as they are stored: those of a stream, or those with these ids.</summary>
    /// <param name="agency">The slug of the agency.</param>
    /// <param name="stream">The stream, or null.</param>
    /// <param name="ids">The ids, where no stream is given.</param>
    /// <param name="limit">How many to read at most.</param>
    /// <param name="stop">Ends the query early.</param>
    public async Task<IReadOnlyList<AuditedEvent>> Whole(string agency, Guid? stream, IReadOnlyList<Guid> ids, int limit, CancellationToken stop)
    {
        await using var command = database.CreateCommand(
            $"select {Columns} from {EventStore.Schema}.mt_events where tenant_id = $1 and {(stream is null ? "id = any($2)" : "stream_id = $2")} order by seq_id limit {limit}");
        command.Parameters.AddWithValue(agency);
        command.Parameters.AddWithValue(stream is { } one ? one : ids.ToArray());
        return await Read(command, static data => data, stop);
    }

    private static async Task<IReadOnlyList<AuditedEvent>> Read(NpgsqlCommand command, Func<string, string> shown, CancellationToken stop)
    {
        var events = new List<AuditedEvent>();
        await using var rows = await command.ExecuteReaderAsync(stop);
        while (await rows.ReadAsync(stop))
        {
            events.Add(new(rows.GetGuid(0), rows.GetInt64(1), rows.GetGuid(2), rows.GetInt64(3), rows.GetString(4), rows.GetFieldValue<DateTimeOffset>(5),
                Text(6), Text(7), Text(8), shown(rows.GetString(9))));
        }
        return events;

        string? Text(int column) => rows.IsDBNull(column) ? null : rows.GetString(column);
    }
}
