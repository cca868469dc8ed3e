using Npgsql;

namespace Engage.Postgres;

/// <summary>Locks that go by a name. Each is held until the transaction of the connection ends.</summary>
internal static class AdvisoryLock
{
    public static Task Take(NpgsqlConnection connection, string name, CancellationToken stop) => Take(connection, [name], stop);

    // A statement of its own: what it waited for is seen by the next statement only. In order, so that no two who take several wait for each other.
    public static async Task Take(NpgsqlConnection connection, string[] names, CancellationToken stop)
    {
        await using var locks = new NpgsqlCommand(
            "select pg_advisory_xact_lock(number) from (select distinct hashtextextended(name, 0) as number from unnest($1) as name order by 1) as numbers", connection);
        locks.Parameters.AddWithValue(names);
        await locks.ExecuteNonQueryAsync(stop);
    }

    /// <summary>Waits for whoever took it, not for others who share it.</summary>
    public static async Task Share(NpgsqlConnection connection, string name, CancellationToken stop)
    {
        await using var shared = new NpgsqlCommand("select pg_advisory_xact_lock_shared(hashtextextended($1, 0))", connection);
        shared.Parameters.AddWithValue(name);
        await shared.ExecuteNonQueryAsync(stop);
    }

    /// <summary>Takes it where nobody has it; false where somebody does.</summary>
    public static async Task<bool> Try(NpgsqlConnection connection, string name, CancellationToken stop)
    {
        await using var free = new NpgsqlCommand("select pg_try_advisory_xact_lock(hashtextextended($1, 0))", connection);
        free.Parameters.AddWithValue(name);
        return (bool)(await free.ExecuteScalarAsync(stop))!;
    }
}
