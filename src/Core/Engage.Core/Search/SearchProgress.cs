using Engage.Postgres;
using Npgsql;
using NpgsqlTypes;

namespace Engage.Search;

/// <summary>How far the log was read into the index: read with the transaction that goes on from there, and written with it.</summary>
internal sealed class SearchProgress
{
    private readonly string _recipe;

    private SearchProgress(string recipe) => _recipe = recipe;

    /// <summary>Up to where the events of all agencies were read, but of those that are behind.</summary>
    public long Sequence { get; set; }

    public Dictionary<string, AgencyProgress> Agencies { get; } = [];

    /// <summary>One of the agencies that are read anew.</summary>
    public (string Agency, AgencyProgress Progress)? Behind => Agencies.Where(each => each.Value.Sequence is not null).Select(each => ((string, AgencyProgress)?)(each.Key, each.Value)).FirstOrDefault();

    public AgencyProgress? Find(string agency) => Agencies.GetValueOrDefault(agency);

    /// <summary>Where the log goes on. Waits for a host that lost its election and does not know it yet, and begins anew where the recipe is another one.</summary>
    public static async Task<SearchProgress> Begin(NpgsqlConnection connection, string recipe, CancellationToken stop)
    {
        await Alone(connection, stop);
        var (progress, same) = (new SearchProgress(recipe), false);
        await using (var select = new NpgsqlCommand($"select tenant_id, recipe, sequence from {SearchTables.Progress}", connection))
        {
            await using var rows = await select.ExecuteReaderAsync(stop);
            while (await rows.ReadAsync(stop))
            {
                if (rows.GetString(0) is { Length: > 0 } agency) progress.Agencies[agency] = new(rows.GetString(1), await rows.IsDBNullAsync(2, stop) ? null : rows.GetInt64(2));
                else (same, progress.Sequence) = (rows.GetString(1) == recipe, rows.GetInt64(2));
            }
        }
        if (same) return progress;
        await Clear(connection, stop);
        return new(recipe);
    }

    public static async Task Clear(NpgsqlConnection connection, CancellationToken stop)
    {
        await Alone(connection, stop);
        await using var clear = new NpgsqlCommand($"truncate {SearchTables.Texts}, {SearchTables.Progress}", connection);
        await clear.ExecuteNonQueryAsync(stop);
    }

    /// <summary>Forgets an agency's texts, to read them anew in another language.</summary>
    public async Task Restart(NpgsqlConnection connection, string agency, string language, CancellationToken stop)
    {
        await using var delete = new NpgsqlCommand($"delete from {SearchTables.Texts} where tenant_id = $1", connection) { Parameters = { new() { Value = agency } } };
        await delete.ExecuteNonQueryAsync(stop);
        Agencies[agency] = new(language, 0);
    }

    public async Task Write(NpgsqlConnection connection, CancellationToken stop)
    {
        await using var write = new NpgsqlCommand(
            $"""
             insert into {SearchTables.Progress} (tenant_id, recipe, sequence) select * from unnest($1::text[], $2::text[], $3::bigint[])
             on conflict (tenant_id) do update set recipe = excluded.recipe, sequence = excluded.sequence
             where (progress.recipe, progress.sequence) is distinct from (excluded.recipe, excluded.sequence)
             """, connection);
        write.Parameters.AddWithValue(Agencies.Keys.Prepend("").ToArray());
        write.Parameters.AddWithValue(Agencies.Values.Select(each => each.Language).Prepend(_recipe).ToArray());
        write.Parameters.AddWithValue(NpgsqlDbType.Array | NpgsqlDbType.Bigint, Agencies.Values.Select(each => each.Sequence).Prepend(Sequence).ToArray());
        await write.ExecuteNonQueryAsync(stop);
    }

    private static Task Alone(NpgsqlConnection connection, CancellationToken stop) => AdvisoryLock.Take(connection, "engage.search-growth", stop);
}

/// <summary>Of an agency: the language that its texts were read in, and where they are read anew up to, if they are.</summary>
internal sealed record AgencyProgress(string Language, long? Sequence);
