using Npgsql;

namespace Engage.Ledger;

/// <summary>The trees as the database holds them. Each read takes as many hashes as the tree is high.</summary>
internal sealed class StoredTrees(NpgsqlDataSource database)
{
    /// <summary>What the tree of an agency is known by, and how many leaves it has; null where it has none.</summary>
    public async Task<(string Origin, long Size)?> Find(string agency, CancellationToken stop)
    {
        await using var command = database.CreateCommand($"select origin, size from {LedgerTables.Trees} where tenant_id = $1");
        command.Parameters.AddWithValue(agency);
        await using var rows = await command.ExecuteReaderAsync(stop);
        return await rows.ReadAsync(stop) ? (rows.GetString(0), rows.GetInt64(1)) : null;
    }

    /// <summary>How many trees are known by another name than the settings would give them now.</summary>
    public async Task<long> NamedOtherwise(LedgerKeys keys, CancellationToken stop)
    {
        await using var command = database.CreateCommand($"select count(*) from {LedgerTables.Trees} where origin <> $1 || tenant_id");
        command.Parameters.AddWithValue(keys.OriginOf(""));
        return (long)(await command.ExecuteScalarAsync(stop))!;
    }

    /// <summary>The leaf of an event; null where the agency's tree has none of this id.</summary>
    public async Task<(long Index, byte[] Hash)?> LeafOf(string agency, Guid eventId, CancellationToken stop)
    {
        await using var command = database.CreateCommand($"select index, hash from {LedgerTables.Leaves} where tenant_id = $1 and event_id = $2");
        command.Parameters.AddWithValue(agency);
        command.Parameters.AddWithValue(eventId);
        await using var rows = await command.ExecuteReaderAsync(stop);
        return await rows.ReadAsync(stop) ? (rows.GetInt64(0), rows.GetFieldValue<byte[]>(1)) : null;
    }

    /// <summary>The roots over ranges of leaves, as proofs are made of.</summary>
    public async Task<IReadOnlyList<byte[]>> Roots(string agency, IReadOnlyList<(long From, long To)> ranges, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        var hashOf = await Hashes(connection, agency, ranges.SelectMany(range => MerkleTree.Subtrees(range.From, range.To)), stop);
        return [.. ranges.Select(range => MerkleTree.Root(range, hashOf))];
    }

    public static async Task<Func<Subtree, byte[]>> Hashes(NpgsqlConnection connection, string agency, IEnumerable<Subtree> wanted, CancellationToken stop)
    {
        var hashes = await Find(connection, agency, wanted, stop);
        return subtree => hashes.TryGetValue(subtree, out var hash) ? hash
            : throw new InvalidDataException($"The ledger of {agency} lacks the hash over {Named(subtree)}.");
    }

    /// <summary>The hashes of subtrees, as far as they are there.</summary>
    public static async Task<IReadOnlyDictionary<Subtree, byte[]>> Find(
        NpgsqlConnection connection, string agency, IEnumerable<Subtree> wanted, CancellationToken stop)
    {
        var subtrees = wanted.ToArray();
        var hashes = new Dictionary<Subtree, byte[]>(subtrees.Length);
        await using var command = new NpgsqlCommand(
            $"""
             select level, index, hash from {LedgerTables.Nodes} join unnest($2, $3) as wanted (level, index) using (level, index) where tenant_id = $1
             union all
             select 0, index, hash from {LedgerTables.Leaves} where tenant_id = $1 and index = any($4)
             """, connection);
        command.Parameters.AddWithValue(agency);
        command.Parameters.AddWithValue(subtrees.Select(subtree => subtree.Level).ToArray());
        command.Parameters.AddWithValue(subtrees.Select(subtree => subtree.Index).ToArray());
        command.Parameters.AddWithValue(subtrees.Where(subtree => subtree.Level == 0).Select(subtree => subtree.Index).ToArray());
        await using var rows = await command.ExecuteReaderAsync(stop);
        while (await rows.ReadAsync(stop)) hashes[new(rows.GetInt32(0), rows.GetInt64(1))] = rows.GetFieldValue<byte[]>(2);
        return hashes;
    }

    public static string Named(Subtree subtree) => $"the leaves {subtree.Index << subtree.Level} to {((subtree.Index + 1) << subtree.Level) - 1}";
}
