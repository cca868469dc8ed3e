using Engage.Events;
using Engage.Identity;
using Engage.Postgres;
using Engage.Search;
using Marten;
using Npgsql;

namespace Engage.Privacy;

/// <summary>
/// Under which ids something personal of somebody is kept: their own, and those of the pseudonyms they wrote under. No table ties these together, so those of
/// threads are found by trying every stream. The log does not say of a pseudonym that it went with a person: it would tell who that was.
/// </summary>
internal sealed class Selves(NpgsqlDataSource database, Pseudonyms pseudonyms, TimeProvider clock)
{
    /// <summary>The person's own id is the first.</summary>
    public async Task<IReadOnlyList<Guid>> Of(string agency, Guid person, CancellationToken stop)
    {
        var kept = (await Read($"select distinct subject from {SubjectKeys.Schema}.subject_keys where tenant_id = $1 and name = '' and wrapped is not null", agency, row => row.GetString(0), stop)).ToHashSet();
        var selves = new List<Guid> { person, await pseudonyms.Of(new(agency), person.ToString(), thread: null, stop) };
        foreach (var stream in await Read($"select id from {EventStore.Schema}.mt_streams where tenant_id = $1", agency, row => row.GetGuid(0), stop))
            if (await pseudonyms.Of(new(agency), person.ToString(), stream, stop) is var pseudonym && kept.Contains(pseudonym.ToString())) selves.Add(pseudonym);
        return selves;
    }

    /// <summary>Destroys what ties anything to the person, as part of the transaction of the connection; null where there is nothing. Answers with how many keys were their own.</summary>
    public async Task<int?> Destroy(NpgsqlConnection connection, string agency, Guid person, CancellationToken stop)
    {
        await AdvisoryLock.Take(connection, LockOf(agency, person), stop);
        var selves = await Of(agency, person, stop);
        // Before their keys: it waits for whoever changes roles, and they may wait for the person's keys.
        var forgotten = await Subjects.Delete(connection, agency, person, clock.GetUtcNow(), stop);
        var keys = await SubjectKeys.Destroy(connection, agency, person.ToString(), stop);
        // Counted too: a restore may have brought back theirs alone.
        var theirs = await SubjectKeys.Delete(connection, agency, [.. selves.Skip(1).Select(pseudonym => pseudonym.ToString())], stop);
        await SearchTexts.Forget(connection, agency, [.. selves.Select(self => self.ToString())], stop);
        return keys == 0 && theirs == 0 && !forgotten ? null : keys;
    }

    /// <summary>
    /// Lets somebody act under a pseudonym until the transaction of the session ends, and refuses where they were erased: whoever erases them waits for it.
    /// So a pseudonym needs no row that says that it was erased; made at once with the person's, it would show in a copy of the keys whose it was.
    /// </summary>
    public static async Task Act(IDocumentSession session, Guid person, CancellationToken stop)
    {
        await session.BeginTransactionAsync(stop);
        await AdvisoryLock.Share(session.Connection!, LockOf(session.TenantId, person), stop);
        await using var known = new NpgsqlCommand($"select exists (select from {EventStore.Schema}.subjects where tenant_id = $1 and id = $2)", session.Connection);
        known.Parameters.AddWithValue(session.TenantId);
        known.Parameters.AddWithValue(person);
        if (!(bool)(await known.ExecuteScalarAsync(stop))!) throw Subjects.Erased();
    }

    // Not the lock of the person's keys: those are made on another connection, which would wait for this one.
    private static string LockOf(string agency, Guid person) => $"engage.pseudonyms {agency} {person}";

    private async Task<List<T>> Read<T>(string sql, string agency, Func<NpgsqlDataReader, T> read, CancellationToken stop)
    {
        await using var select = database.CreateCommand(sql);
        select.Parameters.AddWithValue(agency);
        var found = new List<T>();
        await using var rows = await select.ExecuteReaderAsync(stop);
        while (await rows.ReadAsync(stop)) found.Add(read(rows));
        return found;
    }
}
