using Engage.Events;
using Engage.Identity;
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
        var selves = await Of(agency, person, stop);
        // First: it waits for whoever changes roles, and they may wait for the person's keys.
        var forgotten = await Subjects.Delete(connection, agency, person, clock.GetUtcNow(), stop);
        var keys = await SubjectKeys.Destroy(connection, agency, person.ToString(), stop);
        if (keys == 0 && !forgotten) return null;
        // In order, so that no two who erase wait for each other.
        foreach (var pseudonym in selves.Skip(1).Order()) await SubjectKeys.Destroy(connection, agency, pseudonym.ToString(), stop);
        return keys;
    }

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
