using System.Data;
using System.Security.Cryptography;
using Engage.Postgres;
using Npgsql;
using NpgsqlTypes;
using Weasel.Postgresql.Tables;

namespace Engage.Privacy;

/// <summary>One of a subject's keys.</summary>
/// <param name="Subject">Whose it is.</param>
/// <param name="Name">Which of theirs: empty for the one that lives as long as they do, else <c>{alias}/{day}</c> for one that expires.</param>
internal readonly record struct SubjectKey(string Subject, string Name);

/// <summary>
/// The keys that personal data is encrypted under, one for each subject and one more for each kind of event and day of theirs that is kept for a time only.
/// They lie in a schema of their own, so that a backup can leave them out or be kept for a shorter time: whoever has the rest has nothing. A singleton.
/// </summary>
/// <remarks>
/// A subject who was erased leaves a row without a key behind. By it nobody who is still under way with the subject makes a key for them again: what they
/// write is sealed under a key that nobody keeps.
/// </remarks>
internal sealed class SubjectKeys(NpgsqlDataSource database, Secrets secrets, KnownKeys known, TimeProvider clock)
{
    public const string Schema = "engage_keys";

    private const string Purpose = "subject-key";

    public static Table Table()
    {
        var table = AgencyTable.Named($"{Schema}.subject_keys");
        table.AddColumn<string>("subject").AsPrimaryKey();
        table.AddColumn<string>("name").AsPrimaryKey();
        table.AddColumn("wrapped", "bytea");
        table.AddColumn<DateTimeOffset>("expires_at");
        table.Indexes.Add(new IndexDefinition("subject_keys_by_expiry") { Columns = ["expires_at"], Predicate = "expires_at is not null" });
        return table;
    }

    /// <summary>The keys that there are; what is missing was destroyed, or has expired.</summary>
    public async ValueTask<IReadOnlyDictionary<SubjectKey, byte[]>> Find(string agency, IReadOnlyCollection<SubjectKey> wanted, CancellationToken stop)
    {
        var found = new Dictionary<SubjectKey, byte[]>();
        var missing = new List<SubjectKey>();
        foreach (var key in wanted.Distinct())
        {
            if (known.Find(agency, key) is { } bytes) found[key] = bytes;
            else missing.Add(key);
        }
        if (missing.Count == 0) return found;

        var since = known.Forgotten;
        await using var select = database.CreateCommand(
            $"""
             select subject, name, wrapped, expires_at from {Schema}.subject_keys
             where tenant_id = $1 and (subject, name) in (select * from unnest($2::text[], $3::text[])) and wrapped is not null and (expires_at is null or expires_at > $4)
             """);
        select.Parameters.AddWithValue(agency);
        select.Parameters.AddWithValue(missing.ConvertAll(key => key.Subject));
        select.Parameters.AddWithValue(missing.ConvertAll(key => key.Name));
        select.Parameters.AddWithValue(clock.GetUtcNow());
        await using var rows = await select.ExecuteReaderAsync(stop);
        while (await rows.ReadAsync(stop))
        {
            var key = new SubjectKey(rows.GetString(0), rows.GetString(1));
            DateTimeOffset? expires = await rows.IsDBNullAsync(3, stop) ? null : rows.GetFieldValue<DateTimeOffset>(3);
            found[key] = secrets.Unprotect(Purpose, rows.GetFieldValue<byte[]>(2));
            known.Keep(agency, key, found[key], expires, since);
        }
        return found;
    }

    /// <summary>A key for each that is wanted, made where there is none yet. Each comes with the moment it expires at, if it does.</summary>
    public async ValueTask<IReadOnlyDictionary<SubjectKey, byte[]>> Make(string agency, IReadOnlyDictionary<SubjectKey, DateTimeOffset?> wanted, CancellationToken stop)
    {
        var found = await Find(agency, [.. wanted.Keys], stop);
        var missing = wanted.Where(key => !found.ContainsKey(key.Key)).Select(key => (key.Key, Bytes: RandomNumberGenerator.GetBytes(32), Expires: key.Value)).ToList();
        if (missing.Count == 0) return found;

        await Insert(agency, [.. missing.Where(key => key.Expires is null || key.Expires > clock.GetUtcNow())], stop);
        // Another host may have been faster; its keys stand. What is still missing may not be read by anybody ever, and the key is dropped here.
        var all = new Dictionary<SubjectKey, byte[]>(await Find(agency, [.. wanted.Keys], stop));
        foreach (var (key, bytes, _) in missing) all.TryAdd(key, bytes);
        return all;
    }

    /// <summary>
    /// Destroys every key of a subject, and lets nobody make one for them again. Part of the transaction of the connection; when it is committed the caller
    /// lets <see cref="KnownKeys"/> forget the subject. Answers with how many keys there were.
    /// </summary>
    public static async Task<int> Destroy(NpgsqlConnection connection, string agency, string subject, CancellationToken stop)
    {
        await Lock(connection, agency, [subject], stop);
        await using var delete = new NpgsqlCommand(
            $"with gone as (delete from {Schema}.subject_keys where tenant_id = $1 and subject = $2 returning wrapped) select count(wrapped) from gone", connection);
        delete.Parameters.AddWithValue(agency);
        delete.Parameters.AddWithValue(subject);
        var keys = (long)(await delete.ExecuteScalarAsync(stop))!;
        await using var insert = new NpgsqlCommand($"insert into {Schema}.subject_keys (tenant_id, subject, name) values ($1, $2, '')", connection);
        insert.Parameters.AddWithValue(agency);
        insert.Parameters.AddWithValue(subject);
        await insert.ExecuteNonQueryAsync(stop);
        return (int)keys;
    }

    /// <summary>Destroys every key of subjects, and leaves nothing that says so. Part of the transaction of the connection. Answers with how many there were.</summary>
    public static async Task<int> Delete(NpgsqlConnection connection, string agency, IReadOnlyCollection<string> subjects, CancellationToken stop)
    {
        await Lock(connection, agency, subjects, stop);
        await using var delete = new NpgsqlCommand($"delete from {Schema}.subject_keys where tenant_id = $1 and subject = any($2)", connection);
        delete.Parameters.AddWithValue(agency);
        delete.Parameters.AddWithValue(subjects.ToArray());
        return await delete.ExecuteNonQueryAsync(stop);
    }

    /// <summary>Destroys the keys of an agency whose time is over; how many there were of each name. Part of the transaction of the connection.</summary>
    public static async Task<IReadOnlyList<(string Name, int Keys)>> Expire(NpgsqlConnection connection, string agency, DateTimeOffset now, CancellationToken stop)
    {
        await using var delete = new NpgsqlCommand(
            $"""
             with gone as (delete from {Schema}.subject_keys where tenant_id = $1 and expires_at <= $2 returning name)
             select name, count(*)::int from gone group by name order by name
             """, connection);
        delete.Parameters.AddWithValue(agency);
        delete.Parameters.AddWithValue(now);
        var gone = new List<(string, int)>();
        await using var rows = await delete.ExecuteReaderAsync(stop);
        while (await rows.ReadAsync(stop)) gone.Add((rows.GetString(0), rows.GetInt32(1)));
        return gone;
    }

    /// <summary>The agencies that hold keys whose time is over.</summary>
    public async Task<IReadOnlyList<string>> WithExpired(DateTimeOffset now, CancellationToken stop)
    {
        await using var select = database.CreateCommand($"select distinct tenant_id from {Schema}.subject_keys where expires_at <= $1");
        select.Parameters.AddWithValue(now);
        var agencies = new List<string>();
        await using var rows = await select.ExecuteReaderAsync(stop);
        while (await rows.ReadAsync(stop)) agencies.Add(rows.GetString(0));
        return agencies;
    }

    private async Task Insert(string agency, IReadOnlyCollection<(SubjectKey Key, byte[] Bytes, DateTimeOffset? Expires)> keys, CancellationToken stop)
    {
        if (keys.Count == 0) return;
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await Lock(connection, agency, keys.Select(key => key.Key.Subject), stop);
        await using var insert = new NpgsqlCommand(
            $"""
             insert into {Schema}.subject_keys (tenant_id, subject, name, wrapped, expires_at)
             select $1, new.* from unnest($2::text[], $3::text[], $4::bytea[], $5::timestamptz[]) as new (subject, name, wrapped, expires_at)
             where not exists (select from {Schema}.subject_keys as erased where erased.tenant_id = $1 and erased.subject = new.subject and erased.name = '' and erased.wrapped is null)
             on conflict do nothing
             """, connection);
        insert.Parameters.AddWithValue(agency);
        insert.Parameters.AddWithValue(keys.Select(key => key.Key.Subject).ToArray());
        insert.Parameters.AddWithValue(keys.Select(key => key.Key.Name).ToArray());
        insert.Parameters.AddWithValue(keys.Select(key => secrets.Protect(Purpose, key.Bytes)).ToArray());
        insert.Parameters.AddWithValue(NpgsqlDbType.Array | NpgsqlDbType.TimestampTz, keys.Select(key => key.Expires).ToArray());
        await insert.ExecuteNonQueryAsync(stop);
        await transaction.CommitAsync(stop);
    }

    private static Task Lock(NpgsqlConnection connection, string agency, IEnumerable<string> subjects, CancellationToken stop) =>
        AdvisoryLock.Take(connection, [.. subjects.Select(subject => $"engage.subject {agency} {subject}")], stop);
}
