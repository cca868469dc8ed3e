using Engage.Events;
using Engage.Postgres;
using Npgsql;
using Weasel.Postgresql.Tables;

namespace Engage.Identity;

/// <summary>
/// On which day each key was last sent: enough to find those that nobody needs. No event, since it is nothing that anybody decided, and written once a day
/// by each host, not with every request.
/// </summary>
internal sealed class ApiKeyUses(NpgsqlDataSource database, TimeProvider clock) : IDisposable
{
    private readonly Remembered<(string Agency, Guid Key, DateOnly Day), bool> _written = new(TimeSpan.FromDays(1), clock);

    public static Table Table()
    {
        var table = AgencyTable.Named($"{EventStore.Schema}.api_key_uses");
        table.AddColumn<Guid>("id").AsPrimaryKey();
        table.AddColumn<DateOnly>("day").NotNull();
        return table;
    }

    public async ValueTask Note(Agency agency, Guid key, CancellationToken stop)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        await _written.Of((agency.Slug, key, today), async use =>
        {
            await using var upsert = database.CreateCommand(
                $"""
                 insert into {EventStore.Schema}.api_key_uses as known (tenant_id, id, day) values ($1, $2, $3)
                 on conflict (tenant_id, id) do update set day = excluded.day where known.day < excluded.day
                 """);
            upsert.Parameters.AddWithValue(use.Agency);
            upsert.Parameters.AddWithValue(use.Key);
            upsert.Parameters.AddWithValue(use.Day);
            await upsert.ExecuteNonQueryAsync(stop);
            return true;
        });
    }

    public async Task<IReadOnlyList<DateOnly?>> LastOf(Agency agency, Guid[] keys, CancellationToken stop)
    {
        await using var select = database.CreateCommand($"select id, day from {EventStore.Schema}.api_key_uses where tenant_id = $1 and id = any($2)");
        select.Parameters.AddWithValue(agency.Slug);
        select.Parameters.AddWithValue(keys);
        var days = new Dictionary<Guid, DateOnly>();
        await using var rows = await select.ExecuteReaderAsync(stop);
        while (await rows.ReadAsync(stop)) days[rows.GetGuid(0)] = rows.GetFieldValue<DateOnly>(1);
        return [.. keys.Select(key => days.TryGetValue(key, out var day) ? day : (DateOnly?)null)];
    }

    public void Dispose() => _written.Dispose();
}
