using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Engage.Events;
using Engage.Privacy;
using Npgsql;
using Weasel.Postgresql.Tables;

namespace Engage.Identity;

/// <summary>
/// Gives everybody whom an identity provider knows an id of our own, random and another one in each agency. What the provider calls them may be an e-mail
/// address, and the id stands on every event for ever: so what ties the two is kept here only, as a keyed hash, and goes when the person is erased.
/// </summary>
internal sealed class Subjects(NpgsqlDataSource database, Secrets secrets, TimeProvider clock) : IDisposable
{
    /// <summary>How long a host may go on knowing somebody whom another host erased.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(1);

    private readonly Remembered<(string Agency, string Issuer, string Subject), Guid> _known = new(Life, clock);

    public static Table Table()
    {
        var table = new Table($"{EventStore.Schema}.subjects");
        table.AddColumn<string>("tenant_id").AsPrimaryKey();
        table.AddColumn("lookup", "bytea").AsPrimaryKey();
        table.AddColumn<Guid>("id").NotNull();
        table.Indexes.Add(new IndexDefinition("subjects_by_id") { Columns = ["tenant_id", "id"], IsUnique = true });
        return table;
    }

    /// <summary>The id of somebody, made when they are first seen in the agency.</summary>
    public ValueTask<Guid> IdOf(Agency agency, string issuer, string subject, CancellationToken stop) =>
        _known.Of((agency.Slug, issuer, subject), async who =>
        {
            var lookup = Lookup(await secrets.Get("actor-lookup", stop), who.Agency, who.Issuer, who.Subject);
            if (await Read(who.Agency, lookup, stop) is { } known) return known;
            // Two requests may make it at once: the first one's stands, and both read that.
            await using var insert = database.CreateCommand($"insert into {EventStore.Schema}.subjects (tenant_id, lookup, id) values ($1, $2, $3) on conflict do nothing");
            insert.Parameters.AddWithValue(who.Agency);
            insert.Parameters.AddWithValue(lookup);
            insert.Parameters.AddWithValue(Guid.NewGuid());
            await insert.ExecuteNonQueryAsync(stop);
            return await Read(who.Agency, lookup, stop) ?? throw new InvalidOperationException("A subject was erased in the moment that it came.");
        });

    /// <summary>Whether somebody with this id was ever here, and was not erased.</summary>
    public async Task<bool> Has(Agency agency, Guid id, CancellationToken stop)
    {
        await using var select = database.CreateCommand($"select exists (select from {EventStore.Schema}.subjects where tenant_id = $1 and id = $2)");
        select.Parameters.AddWithValue(agency.Slug);
        select.Parameters.AddWithValue(id);
        return (bool)(await select.ExecuteScalarAsync(stop))!;
    }

    /// <summary>Everybody in an agency.</summary>
    public async IAsyncEnumerable<Guid> All(Agency agency, [EnumeratorCancellation] CancellationToken stop)
    {
        await using var select = database.CreateCommand($"select id from {EventStore.Schema}.subjects where tenant_id = $1");
        select.Parameters.AddWithValue(agency.Slug);
        await using var rows = await select.ExecuteReaderAsync(stop);
        while (await rows.ReadAsync(stop)) yield return rows.GetGuid(0);
    }

    /// <summary>Deletes what ties somebody to an id, as part of the transaction of the connection; false where there is nobody.</summary>
    public static async Task<bool> Delete(NpgsqlConnection connection, string agency, Guid id, CancellationToken stop)
    {
        await using var delete = new NpgsqlCommand($"delete from {EventStore.Schema}.subjects where tenant_id = $1 and id = $2", connection);
        delete.Parameters.AddWithValue(agency);
        delete.Parameters.AddWithValue(id);
        return await delete.ExecuteNonQueryAsync(stop) > 0;
    }

    /// <summary>Forgets whom this id belonged to, after its row was deleted: whoever comes with the same token is somebody new, at once on this host.</summary>
    public void Forget(Agency agency, Guid id) => _known.ForgetAll();

    public void Dispose() => _known.Dispose();

    // Keyed, so that whoever has the table alone cannot try addresses; with the agency in it, so that two agencies cannot tell that they know the same person.
    internal static byte[] Lookup(byte[] secret, params ReadOnlySpan<string> parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts) text.Append(part.Length).Append(':').Append(part);
        return HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(text.ToString()));
    }

    private async Task<Guid?> Read(string agency, byte[] lookup, CancellationToken stop)
    {
        await using var select = database.CreateCommand($"select id from {EventStore.Schema}.subjects where tenant_id = $1 and lookup = $2");
        select.Parameters.AddWithValue(agency);
        select.Parameters.AddWithValue(lookup);
        return (Guid?)await select.ExecuteScalarAsync(stop);
    }
}
