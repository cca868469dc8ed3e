using Microsoft.Extensions.Logging;
using Npgsql;

namespace Engage.Ledger;

/// <summary>A checkpoint as it was issued.</summary>
internal sealed record IssuedCheckpoint(long Size, byte[] Root, string Note, DateTimeOffset At);

/// <summary>Issues checkpoints and keeps them, all and for ever: an old one in somebody's hands must stay provable.</summary>
internal sealed partial class Checkpoints(NpgsqlDataSource database, StoredTrees trees, LedgerKeys keys, ILogger<Checkpoints> log)
{
    /// <summary>Issues one for each tree that has grown since its last.</summary>
    public async Task Issue(CancellationToken stop)
    {
        foreach (var (agency, origin, size) in await Grown(stop))
        {
            if (await Root(agency, origin, size, stop) is not { } root)
            {
                Altered(log, agency);
                continue;
            }
            await using var command = database.CreateCommand(
                $"insert into {LedgerTables.Checkpoints} (tenant_id, size, root, note, at) values ($1, $2, $3, $4, now()) on conflict do nothing");
            command.Parameters.AddWithValue(agency);
            command.Parameters.AddWithValue(size);
            command.Parameters.AddWithValue(root);
            command.Parameters.AddWithValue(await keys.Sign(new(origin, size, root), stop));
            await command.ExecuteNonQueryAsync(stop);
        }
    }

    public Task<IssuedCheckpoint?> Newest(string agency, CancellationToken stop) => First(agency, 0, "desc", stop);

    /// <summary>The oldest one of a tree that has at least so many leaves.</summary>
    public Task<IssuedCheckpoint?> Covering(string agency, long size, CancellationToken stop) => First(agency, size, "asc", stop);

    /// <summary>The root of a tree; null where the tree does not go on from what was signed of it last. A signature would make the forgery look whole.</summary>
    private async Task<byte[]?> Root(string agency, string origin, long size, CancellationToken stop)
    {
        var last = await Newest(agency, stop);
        try
        {
            if (last is null) return (await trees.Roots(agency, [(0, size)], stop))[0];
            var signed = Checkpoint.Open(last.Note, await keys.KeyOf(origin, stop));
            var roots = await trees.Roots(agency, [(0, last.Size), (0, size)], stop);
            return signed?.Size == last.Size && roots[0].AsSpan().SequenceEqual(signed.Root) ? roots[1] : null;
        }
        catch (InvalidDataException)
        {
            // A hash is gone, which must not keep the other agencies from getting theirs.
            return null;
        }
    }

    private async Task<IssuedCheckpoint?> First(string agency, long size, string order, CancellationToken stop)
    {
        await using var command = database.CreateCommand(
            $"select size, root, note, at from {LedgerTables.Checkpoints} where tenant_id = $1 and size >= $2 order by size {order} limit 1");
        command.Parameters.AddWithValue(agency);
        command.Parameters.AddWithValue(size);
        await using var rows = await command.ExecuteReaderAsync(stop);
        if (!await rows.ReadAsync(stop)) return null;
        return new(rows.GetInt64(0), rows.GetFieldValue<byte[]>(1), rows.GetString(2), rows.GetFieldValue<DateTimeOffset>(3));
    }

    private async Task<List<(string Agency, string Origin, long Size)>> Grown(CancellationToken stop)
    {
        await using var command = database.CreateCommand(
            $"""
             select tenant_id, origin, size from {LedgerTables.Trees} as tree
             where size > coalesce((select max(size) from {LedgerTables.Checkpoints} as issued where issued.tenant_id = tree.tenant_id), 0)
             """);
        var grown = new List<(string, string, long)>();
        await using var rows = await command.ExecuteReaderAsync(stop);
        while (await rows.ReadAsync(stop)) grown.Add((rows.GetString(0), rows.GetString(1), rows.GetInt64(2)));
        return grown;
    }

    [LoggerMessage(23, LogLevel.Error,
        "The ledger of the agency {Agency} does not fit the last checkpoint that was signed, so no new one is. Run 'ledger verify --agency {Agency}', and keep the data as it is.")]
    private static partial void Altered(ILogger log, string agency);
}
