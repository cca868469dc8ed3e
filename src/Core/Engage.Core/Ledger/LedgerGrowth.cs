using Engage.Events;
using Engage.Postgres;
using Npgsql;

namespace Engage.Ledger;

/// <summary>
/// Adds events to the trees of their agencies: a batch in a transaction, so that there is nothing half done to mend, and each goes on from what it finds.
/// </summary>
internal sealed class LedgerGrowth(NpgsqlDataSource database, LedgerKeys keys)
{
    // A larger one would be faster by little, and hold up for longer who waits for transactions to end.
    private const int Batch = 5000;

    /// <summary>Adds the next events of the log; true where there may be more.</summary>
    /// <param name="until">The number in the log up to which every event is committed or will never come.</param>
    /// <param name="stop">Ends it; nothing of the batch is then added.</param>
    public async Task<bool> Add(long until, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        var leaves = await Read(connection, await Begin(connection, stop), until, stop);
        if (leaves.Count == 0) return false;

        var growing = new List<(string Agency, GrowingTree Tree, long Sequence)>();
        var (newLeaves, newNodes) = (new List<(Leaf Leaf, long Index)>(leaves.Count), new List<(string Agency, Subtree Subtree, byte[] Hash)>(leaves.Count));
        foreach (var agency in leaves.GroupBy(leaf => leaf.Agency))
        {
            var tree = await Stored(connection, agency.Key, stop);
            foreach (var leaf in agency)
            {
                newLeaves.Add((leaf, tree.Size));
                foreach (var (subtree, hash) in tree.Add(leaf.Hash)) newNodes.Add((agency.Key, subtree, hash));
            }
            growing.Add((agency.Key, tree, agency.Last().Sequence));
        }
        await Write(connection, newLeaves, stop);
        await Write(connection, newNodes, stop);
        await Write(connection, growing, stop);
        await transaction.CommitAsync(stop);
        return leaves.Count == Batch;
    }

    /// <summary>Where the log goes on. Waits for a host that lost its election and does not know it yet: it would add the same.</summary>
    private static async Task<long> Begin(NpgsqlConnection connection, CancellationToken stop)
    {
        await AdvisoryLock.Take(connection, "engage.ledger-growth", stop);
        await using var command = new NpgsqlCommand($"select coalesce(max(sequence), 0) from {LedgerTables.Trees}", connection);
        return (long)(await command.ExecuteScalarAsync(stop))!;
    }

    private static async Task<List<Leaf>> Read(NpgsqlConnection connection, long after, long until, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(
            $"select {EventLeaf.Columns} from {EventStore.Schema}.mt_events where seq_id > $1 and seq_id <= $2 order by seq_id limit {Batch}", connection);
        command.Parameters.AddWithValue(after);
        command.Parameters.AddWithValue(until);
        var leaves = new List<Leaf>();
        await using var rows = await command.ExecuteReaderAsync(stop);
        while (await rows.ReadAsync(stop))
        {
            var leaf = EventLeaf.Read(rows);
            leaves.Add(new(leaf.Agency, leaf.Sequence, leaf.Id, leaf.Hash));
        }
        return leaves;
    }

    private static async Task<GrowingTree> Stored(NpgsqlConnection connection, string agency, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand($"select size from {LedgerTables.Trees} where tenant_id = $1", connection);
        command.Parameters.AddWithValue(agency);
        var size = (long?)await command.ExecuteScalarAsync(stop) ?? 0;
        return GrowingTree.Of(size, await StoredTrees.Hashes(connection, agency, MerkleTree.Subtrees(0, size), stop));
    }

    private static async Task Write(NpgsqlConnection connection, List<(Leaf Leaf, long Index)> leaves, CancellationToken stop)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            $"copy {LedgerTables.Leaves} (tenant_id, index, sequence, event_id, hash) from stdin (format binary)", stop);
        foreach (var (leaf, index) in leaves)
        {
            await copy.StartRowAsync(stop);
            await copy.WriteAsync(leaf.Agency, stop);
            await copy.WriteAsync(index, stop);
            await copy.WriteAsync(leaf.Sequence, stop);
            await copy.WriteAsync(leaf.Id, stop);
            await copy.WriteAsync(leaf.Hash, stop);
        }
        await copy.CompleteAsync(stop);
    }

    private static async Task Write(NpgsqlConnection connection, List<(string Agency, Subtree Subtree, byte[] Hash)> nodes, CancellationToken stop)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            $"copy {LedgerTables.Nodes} (tenant_id, level, index, hash) from stdin (format binary)", stop);
        foreach (var (agency, subtree, hash) in nodes)
        {
            await copy.StartRowAsync(stop);
            await copy.WriteAsync(agency, stop);
            await copy.WriteAsync(subtree.Level, stop);
            await copy.WriteAsync(subtree.Index, stop);
            await copy.WriteAsync(hash, stop);
        }
        await copy.CompleteAsync(stop);
    }

    private async Task Write(NpgsqlConnection connection, List<(string Agency, GrowingTree Tree, long Sequence)> trees, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(
            $"""
             insert into {LedgerTables.Trees} (tenant_id, origin, size, sequence) select * from unnest($1, $2, $3, $4)
             on conflict (tenant_id) do update set size = excluded.size, sequence = excluded.sequence
             """, connection);
        command.Parameters.AddWithValue(trees.Select(tree => tree.Agency).ToArray());
        command.Parameters.AddWithValue(trees.Select(tree => keys.OriginOf(tree.Agency)).ToArray());
        command.Parameters.AddWithValue(trees.Select(tree => tree.Tree.Size).ToArray());
        command.Parameters.AddWithValue(trees.Select(tree => tree.Sequence).ToArray());
        await command.ExecuteNonQueryAsync(stop);
    }

    private sealed record Leaf(string Agency, long Sequence, Guid Id, byte[] Hash);
}
