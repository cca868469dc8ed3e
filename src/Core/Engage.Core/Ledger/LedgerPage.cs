using System.Runtime.CompilerServices;
using Engage.Events;
using Npgsql;

namespace Engage.Ledger;

/// <summary>A leaf as the tree holds it.</summary>
internal sealed record StoredLeaf(long Index, long Sequence, byte[] Hash);

/// <summary>A checkpoint as it was kept.</summary>
internal sealed record StoredCheckpoint(long Size, byte[] Root, string Note);

/// <summary>An event as the log holds it, and whether the log hides it or reads it from elsewhere than its payload; it does neither with events of ours.</summary>
internal sealed record LoggedEvent(EventLeaf Leaf, bool Aside);

/// <summary>Some leaves of a tree in their order, with the events of the agency in the same stretch of the log, and the checkpoints that end in it.</summary>
internal sealed record LedgerPage(IReadOnlyList<StoredLeaf> Leaves, IReadOnlyList<LoggedEvent> Events, IReadOnlyList<StoredCheckpoint> Checkpoints)
{
    private const int Length = 5000;

    /// <summary>Reads the first leaves of a tree, as many as <paramref name="size"/> says. The connection is in a transaction that sees one state throughout.</summary>
    public static async IAsyncEnumerable<LedgerPage> ReadAll(NpgsqlConnection connection, string agency, long size, [EnumeratorCancellation] CancellationToken stop)
    {
        var sequence = 0L;
        for (var index = 0L; index < size; index += Length)
        {
            var end = Math.Min(size, index + Length);
            var leaves = await Rows(connection,
                $"select index, sequence, hash from {LedgerTables.Leaves} where tenant_id = $1 and index >= $2 and index < $3 order by index",
                row => new StoredLeaf(row.GetInt64(0), row.GetInt64(1), row.GetFieldValue<byte[]>(2)), agency, index, end, stop);
            var until = leaves.Select(leaf => leaf.Sequence).Append(sequence).Max();
            var events = await Rows(connection,
                $"select {EventLeaf.Columns}, is_archived or bdata is not null from {EventStore.Schema}.mt_events where tenant_id = $1 and seq_id > $2 and seq_id <= $3 order by seq_id",
                row => new LoggedEvent(EventLeaf.Read(row), row.GetBoolean(EventLeaf.ColumnCount)), agency, sequence, until, stop);
            var checkpoints = await Rows(connection,
                $"select size, root, note from {LedgerTables.Checkpoints} where tenant_id = $1 and size > $2 and size <= $3 order by size",
                row => new StoredCheckpoint(row.GetInt64(0), row.GetFieldValue<byte[]>(1), row.GetString(2)), agency, index, end, stop);
            sequence = until;
            yield return new(leaves, events, checkpoints);
        }
    }

    private static async Task<List<T>> Rows<T>(
        NpgsqlConnection connection, string sql, Func<NpgsqlDataReader, T> read, string agency, long from, long to, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddWithValue(agency);
        command.Parameters.AddWithValue(from);
        command.Parameters.AddWithValue(to);
        var found = new List<T>();
        await using var rows = await command.ExecuteReaderAsync(stop);
        while (await rows.ReadAsync(stop)) found.Add(read(rows));
        return found;
    }
}
