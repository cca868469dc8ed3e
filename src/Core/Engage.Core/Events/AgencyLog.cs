using System.Buffers;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Engage.GraphQL;
using Engage.Ledger;
using Npgsql;

namespace Engage.Events;

/// <summary>
/// The log as one agency sees it. Asks the database itself, so that it answers the same where no host follows the log: on the command line.
/// </summary>
internal sealed class AgencyLog(NpgsqlDataSource database, EventLog log, Proofs proofs, RequestContext request) : ILog
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    // As the reader of the log does: a transaction gets its id an instant after it drew its number.
    private static readonly TimeSpan WaitForIds = TimeSpan.FromMilliseconds(250);

    /// <summary>How long it waits for transactions that were under way.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    public async Task<long> Settled(CancellationToken stop)
    {
        var last = (await Look(stop)).Last;
        if (last <= log.Position) return last;
        var began = Stopwatch.GetTimestamp();
        await Task.Delay(WaitForIds, stop);
        // Whoever drew a number up to the last one is under way by now, or over.
        var horizon = (await Look(stop)).NextTransaction;
        while ((await Look(stop)).OldestRunning < horizon)
        {
            if (Stopwatch.GetElapsedTime(began) > Patience)
                throw new Refusal("engage.log-unsettled", "Something large is being written just now, and until that is done it is not known what the log holds. Try again in some minutes.");
            await Task.Delay(Poll, stop);
        }
        return last;
    }

    public async IAsyncEnumerable<StoredEvent> Read(IReadOnlyCollection<Guid> streams, long after, long until, [EnumeratorCancellation] CancellationToken stop)
    {
        if (streams.Count == 0 || after >= until) yield break;
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var command = new NpgsqlCommand(
            $"""
             select seq_id, id, stream_id, type, data::text from {EventStore.Schema}.mt_events
             where tenant_id = $1 and stream_id = any($2) and seq_id > $3 and seq_id <= $4 order by seq_id
             """, connection)
        { CommandTimeout = 0 };
        command.Parameters.AddWithValue(request.Agency.Slug);
        command.Parameters.AddWithValue(streams.ToArray());
        command.Parameters.AddWithValue(after);
        command.Parameters.AddWithValue(until);
        await using var rows = await command.ExecuteReaderAsync(System.Data.CommandBehavior.SequentialAccess, stop);
        var (aliases, buffer, ended) = (new Dictionary<string, string>(), ArrayPool<byte>.Shared.Rent(4096), false);
        try
        {
            while (await rows.ReadAsync(stop))
            {
                var (sequence, id, stream, alias) = (rows.GetInt64(0), rows.GetGuid(1), rows.GetGuid(2), rows.GetString(3));
                if (!aliases.TryAdd(alias, alias)) alias = aliases[alias];
                await using var data = await rows.GetStreamAsync(4, stop);
                var length = 0;
                while (await data.ReadAsync(buffer.AsMemory(length), stop) is > 0 and var read)
                {
                    length += read;
                    if (length == buffer.Length) buffer = Larger(buffer);
                }
                yield return new(id, sequence, stream, alias, buffer.AsMemory(0, length));
            }
            ended = true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            // Otherwise the rest of the log comes over the wire before the connection is free.
            if (!ended) command.Cancel();
        }
    }

    public Task<LedgerProof?> Prove(Guid eventId, CancellationToken stop) => proofs.Of(request.Agency.Slug, eventId, stop);

    private static byte[] Larger(byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }

    private async Task<(long Last, ulong OldestRunning, ulong NextTransaction)> Look(CancellationToken stop)
    {
        await using var command = database.CreateCommand(
            $"""
             select coalesce((select max(seq_id) from {EventStore.Schema}.mt_events), 0),
                 pg_snapshot_xmin(pg_current_snapshot())::text, pg_snapshot_xmax(pg_current_snapshot())::text
             """);
        await using var row = await command.ExecuteReaderAsync(stop);
        await row.ReadAsync(stop);
        return (row.GetInt64(0), ulong.Parse(row.GetString(1)), ulong.Parse(row.GetString(2)));
    }
}
