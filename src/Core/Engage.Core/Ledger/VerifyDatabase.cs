using System.Data;
using Engage.Events;
using Npgsql;

namespace Engage.Ledger;

/// <summary>Holds the events of the live database against the tree of their agency.</summary>
internal sealed class VerifyDatabase(NpgsqlDataSource database, LedgerKeys keys)
{
    /// <summary>Throws a <see cref="Refusal"/> that names the first thing that does not fit.</summary>
    /// <param name="agency">Whose events.</param>
    /// <param name="pinned">The key that must have signed the checkpoints; the deployment's own where it is null.</param>
    /// <param name="progress">Is told how many leaves of how many are done.</param>
    /// <param name="stop">Ends it early.</param>
    public async Task<LedgerAudit> Run(string agency, NoteKey? pinned, Action<long, long> progress, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        // One state throughout, though the tree grows meanwhile.
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, stop);
        var (origin, size) = await Tree(connection, agency, stop);
        var audit = new LedgerAudit(pinned ?? await keys.KeyOf(origin, stop));
        await foreach (var page in LedgerPage.ReadAll(connection, agency, size, stop))
        {
            var nodes = Take(audit, page);
            await Compare(connection, agency, nodes, stop);
            progress(audit.Size, size);
        }
        if (audit.Size != size) throw LedgerAudit.Altered($"The tree is said to have {size} leaves and has {audit.Size}.");
        await NothingIsLeft(connection, agency, size, stop);
        audit.End();
        return audit;
    }

    private static List<(Subtree Subtree, byte[] Hash)> Take(LedgerAudit audit, LedgerPage page)
    {
        var nodes = new List<(Subtree, byte[])>();
        var events = new Queue<LoggedEvent>(page.Events);
        var checkpoints = new Queue<StoredCheckpoint>(page.Checkpoints);
        foreach (var leaf in page.Leaves)
        {
            if (leaf.Index != audit.Size) throw LedgerAudit.Altered($"Leaf {audit.Size} is gone from the tree.");
            if (!events.TryDequeue(out var logged) || logged.Leaf.Sequence > leaf.Sequence)
                throw LedgerAudit.Altered($"Leaf {leaf.Index} (event number {leaf.Sequence} of the log) is gone from the log.");
            var named = LedgerAudit.Named(leaf.Index, logged.Leaf.Sequence, logged.Leaf.Alias);
            if (logged.Leaf.Sequence < leaf.Sequence)
                throw LedgerAudit.Altered($"Before leaf {leaf.Index} an event was slipped into the log, number {logged.Leaf.Sequence}, {logged.Leaf.Alias}.");
            if (logged.Aside) throw LedgerAudit.Altered($"{named} was archived, or given a second payload, which hides it.");
            nodes.AddRange(audit.Take(named, logged.Leaf.Hash, leaf.Hash));
            if (!checkpoints.TryPeek(out var checkpoint) || checkpoint.Size != audit.Size) continue;
            audit.Vouch(checkpoint.Note, checkpoint.Root);
            checkpoints.Dequeue();
        }
        return nodes;
    }

    private static async Task Compare(NpgsqlConnection connection, string agency, List<(Subtree Subtree, byte[] Hash)> nodes, CancellationToken stop)
    {
        var stored = await StoredTrees.Find(connection, agency, nodes.Select(node => node.Subtree), stop);
        foreach (var (subtree, hash) in nodes)
            if (!hash.AsSpan().SequenceEqual(stored.GetValueOrDefault(subtree)))
                throw LedgerAudit.Altered($"The hash over {StoredTrees.Named(subtree)} was altered in the tree. The leaves are right.");
    }

    private static async Task<(string Origin, long Size)> Tree(NpgsqlConnection connection, string agency, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand($"select origin, size from {LedgerTables.Trees} where tenant_id = $1", connection);
        command.Parameters.AddWithValue(agency);
        await using var rows = await command.ExecuteReaderAsync(stop);
        return await rows.ReadAsync(stop) ? (rows.GetString(0), rows.GetInt64(1)) : throw Nothing(agency);
    }

    /// <summary>There is no ledger to work on.</summary>
    public static Refusal Nothing(string agency) =>
        new("engage.ledger-empty", $"The agency {agency} has no ledger yet. Check the slug, or wait until a host has run for some seconds after the first event.");

    private static async Task NothingIsLeft(NpgsqlConnection connection, string agency, long size, CancellationToken stop)
    {
        // What came later than the last event that any tree took is not in the ledger yet.
        await using var command = new NpgsqlCommand(
            $"""
             select (select max(size) from {LedgerTables.Checkpoints} where tenant_id = $1 and size > $2),
                 (select max(index) from {LedgerTables.Leaves} where tenant_id = $1 and index >= $2),
                 (select min(seq_id) from {EventStore.Schema}.mt_events
                     where tenant_id = $1 and seq_id <= (select max(sequence) from {LedgerTables.Trees}) and seq_id > last),
                 (select sequence from {LedgerTables.Trees} where tenant_id = $1 and sequence <> last)
             from (select coalesce(max(sequence), 0) as last from {LedgerTables.Leaves} where tenant_id = $1) as tree
             """, connection);
        command.Parameters.AddWithValue(agency);
        command.Parameters.AddWithValue(size);
        await using var row = await command.ExecuteReaderAsync(stop);
        await row.ReadAsync(stop);
        if (!row.IsDBNull(0))
            throw LedgerAudit.Altered($"There is a checkpoint of {row.GetInt64(0)} leaves, and the tree has {size}: the events at its end are gone.");
        if (!row.IsDBNull(1)) throw LedgerAudit.Altered($"The tree is said to have {size} leaves, and there is a leaf {row.GetInt64(1)}.");
        if (!row.IsDBNull(2)) throw LedgerAudit.Altered($"Behind the last leaf an event was slipped into the log, number {row.GetInt64(2)}.");
        if (!row.IsDBNull(3)) throw LedgerAudit.Altered($"The tree is said to end at event number {row.GetInt64(3)} of the log, which is not its last leaf.");
    }
}
