using Engage.Events;
using Npgsql;

namespace Engage.Privacy;

/// <summary>Everybody who was erased, as the log says. A backup of the keys that is older than an erasure brings its subject back; this takes them away again.</summary>
internal sealed class Erasures(NpgsqlDataSource database, Selves selves)
{
    /// <summary>How many the log names, how many of them were there again, and with how many keys.</summary>
    public async Task<(int Named, int Again, int Keys)> Apply(CancellationToken stop)
    {
        var erased = await Named(stop);
        var (again, keys) = (0, 0);
        foreach (var (agency, subject) in erased)
        {
            await using var connection = await database.OpenConnectionAsync(stop);
            await using var transaction = await connection.BeginTransactionAsync(stop);
            if (await selves.Destroy(connection, agency, subject, stop) is { } destroyed) (again, keys) = (again + 1, keys + destroyed);
            await transaction.CommitAsync(stop);
        }
        return (erased.Count, again, keys);
    }

    private async Task<IReadOnlyList<(string Agency, Guid Subject)>> Named(CancellationToken stop)
    {
        await using var select = database.CreateCommand(
            $"select distinct tenant_id, (data ->> 'subject')::uuid from {EventStore.Schema}.mt_events where type = 'engage.subject-erased'");
        var erased = new List<(string, Guid)>();
        await using var rows = await select.ExecuteReaderAsync(stop);
        while (await rows.ReadAsync(stop)) erased.Add((rows.GetString(0), rows.GetGuid(1)));
        return erased;
    }
}
