using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Engage.Events;
using Engage.GraphQL;
using Engage.Postgres;
using Engage.Privacy;
using Marten;
using Npgsql;
using Weasel.Postgresql.Tables;

namespace Engage.Idempotency;

/// <summary>Which mutations were done under a key of the caller, and what they answered: a repeat is answered the same, on every host. A singleton.</summary>
internal sealed class IdempotencyKeys(IDocumentStore store, NpgsqlDataSource database, Secrets secrets, TimeProvider clock)
{
    private const string Table = $"{EventStore.Schema}.idempotency_keys";

    private const int AnswerLimit = 1024 * 1024;

    // A key is kept for a day, and its time is that of the hour before.
    private static readonly TimeSpan Kept = TimeSpan.FromHours(25);

    // From the commit of the first to its answer it takes some milliseconds, unless its host is gone.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static Table Definition()
    {
        var table = AgencyTable.Named(Table);
        table.AddColumn("key", "bytea").AsPrimaryKey();
        table.AddColumn("fingerprint", "bytea").NotNull();
        table.AddColumn("answer", "bytea");
        table.AddColumn("at", "timestamp with time zone").NotNull().AddIndex();
        return table;
    }

    /// <summary>Does a mutation, unless it was done already under this key: then it answers what it answered then.</summary>
    /// <param name="request">Whose mutation it is. Its sessions write the key with the events.</param>
    /// <param name="mutation">The mutation's name.</param>
    /// <param name="key">The caller's key.</param>
    /// <param name="input">The mutation's input.</param>
    /// <param name="answers">The type of what it answers with; null where it answers with nothing.</param>
    /// <param name="perform">Does it.</param>
    /// <param name="stop">Ends the work early.</param>
    public async ValueTask<object?> Once(
        RequestContext request, string mutation, string key, object? input, Type? answers, Func<ValueTask<object?>> perform, CancellationToken stop)
    {
        var claim = await Claimed(request, mutation, key, input, stop);
        if (await Find(claim, stop) is { } earlier) return await Replay(claim, earlier, answers, stop);
        request.Claim = claim;
        object? answer;
        try
        {
            answer = await perform();
        }
        catch (Exception) when (!claim.Committed)
        {
            // Another one may have been faster with the same key: whatever this one stumbled over, a rule or the row itself, is that one's doing.
            if (await Find(claim, stop) is { } faster) return await Replay(claim, faster, answers, stop);
            throw;
        }
        // What is done is done, also where the caller has gone since.
        if (claim.Committed && !request.ForgetAnswer) await Fill(claim, answer, answers, CancellationToken.None);
        return answer;
    }

    /// <summary>Forgets the keys that were kept long enough.</summary>
    public async Task Forget(CancellationToken stop)
    {
        await using var command = database.CreateCommand($"delete from {Table} where at < $1");
        command.Parameters.AddWithValue(Cutoff);
        await command.ExecuteNonQueryAsync(stop);
    }

    private DateTimeOffset Cutoff => clock.GetUtcNow() - Kept;

    private async Task<Claim> Claimed(RequestContext request, string mutation, string key, object? input, CancellationToken stop)
    {
        var secret = await secrets.Get("idempotency", stop);
        // Who is known has keys of their own. Those of strangers are all alike, so they have to be unguessable.
        var row = HMACSHA256.HashData(secret, Joined.Of(request.Agency.Slug, request.Actor.IsAnonymous ? "" : request.Actor.Id.Value, mutation, key));
        // Of few possible inputs (a vote) a mere hash would tell which it was.
        var keys = HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(key), 64, secret, row);
        var fingerprint = HMACSHA256.HashData(keys.AsSpan(0, 32), Encoding.UTF8.GetBytes(input is null ? "" : store.Options.Serializer().ToJson(input)));
        var now = clock.GetUtcNow().ToUniversalTime();
        return new(request.Agency.Slug, row, fingerprint, keys[32..], now.AddTicks(-(now.Ticks % TimeSpan.TicksPerHour)));
    }

    private async Task<Row?> Find(Claim claim, CancellationToken stop)
    {
        await using (var command = database.CreateCommand($"select fingerprint, answer, at from {Table} where tenant_id = $1 and key = $2"))
        {
            command.Parameters.AddWithValue(claim.Agency);
            command.Parameters.AddWithValue(claim.Row);
            await using var rows = await command.ExecuteReaderAsync(stop);
            if (!await rows.ReadAsync(stop)) return null;
            if (rows.GetFieldValue<DateTimeOffset>(2) >= Cutoff)
                return new(rows.GetFieldValue<byte[]>(0), await rows.IsDBNullAsync(1, stop) ? null : rows.GetFieldValue<byte[]>(1));
        }
        // It is over, but still in the way of a new one.
        await Forget(stop);
        return null;
    }

    private async Task<object?> Replay(Claim claim, Row row, Type? answers, CancellationToken stop)
    {
        if (!claim.Fits(row.Fingerprint))
        {
            throw new Refusal("engage.idempotency-key-reused",
                "Under this idempotency key another input was sent before. Send a new key with each new mutation, and the same one with a repeat only.");
        }
        for (var began = Stopwatch.GetTimestamp(); row.Answer is null && Stopwatch.GetElapsedTime(began) < Patience;)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(25), stop);
            row = await Find(claim, stop) ?? row;
        }
        if (row.Answer is null) throw NotAtHand();
        if (answers is null) return null;
        using var json = new MemoryStream(claim.Open(row.Answer) ?? throw NotAtHand());
        return store.Options.Serializer().FromJson(answers, json);
    }

    private static Refusal NotAtHand() =>
        new("engage.already-done", "This was done already, but what it answered is not at hand. Read the thing instead of repeating the mutation.");

    private async Task Fill(Claim claim, object? answer, Type? answers, CancellationToken stop)
    {
        var json = Encoding.UTF8.GetBytes(answer is null || answers is null ? "null" : store.Options.Serializer().ToJson(answer));
        if (json.Length > AnswerLimit) return;
        // The disk is not waited for again. A database server that crashes within a second may lose the answer, never the key: a repeat is then told that it was done.
        await using var command = database.CreateCommand(
            $"update {Table} set answer = $3 from (select set_config('synchronous_commit', 'off', true)) as unwaited where tenant_id = $1 and key = $2");
        command.Parameters.AddWithValue(claim.Agency);
        command.Parameters.AddWithValue(claim.Row);
        command.Parameters.AddWithValue(claim.Seal(json));
        await command.ExecuteNonQueryAsync(stop);
    }

    private sealed record Row(byte[] Fingerprint, byte[]? Answer);
}
