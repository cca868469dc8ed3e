using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Engage.Events;
using Engage.Postgres;
using Engage.Privacy;
using Npgsql;
using Weasel.Postgresql.Tables;

namespace Engage.Identity;

/// <summary>
/// Gives everybody whom an identity provider knows an id of our own, random and another one in each agency. What the provider calls them may be an e-mail
/// address, and the id stands on every event for ever: so what ties the two is kept here only, by a keyed hash, and goes when the person is erased.
/// </summary>
internal sealed class Subjects(NpgsqlDataSource database, Secrets secrets, TimeProvider clock) : IDisposable
{
    /// <summary>How long a host may go on knowing somebody whom another host erased.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(1);

    /// <summary>For how long whoever was erased cannot come back: longer than anything lasts that takes two people, so that nobody is both of them.</summary>
    public static readonly TimeSpan Absence = TimeSpan.FromDays(30);

    private readonly Remembered<(string Agency, string Issuer, string Subject), Row> _known = new(Life, clock);

    public static Table Table()
    {
        var table = AgencyTable.Named($"{EventStore.Schema}.subjects");
        table.AddColumn("lookup", "bytea").AsPrimaryKey();
        table.AddColumn<Guid>("id");
        table.AddColumn<DateTimeOffset>("erased_at");
        table.AddColumn("revoked", "text[]");
        table.Indexes.Add(new IndexDefinition("subjects_by_id") { Columns = ["tenant_id", "id"], IsUnique = true });
        return table;
    }

    /// <summary>Somebody, by an id that is made when they are first seen in the agency. Refused while it is too soon after they were erased.</summary>
    public async ValueTask<Known> Of(Agency agency, string issuer, string subject, CancellationToken stop)
    {
        var row = await _known.Of((agency.Slug, issuer, subject), async who =>
        {
            var lookup = Lookup(await secrets.Get("actor-lookup", stop), who.Agency, who.Issuer, who.Subject);
            if (await Read(who.Agency, lookup, stop) is { } known && (known.Id is not null || known.ErasedAt + Absence > clock.GetUtcNow())) return known;
            // Two requests may make it at once: the first one's stands, and both read that.
            await using var insert = database.CreateCommand(
                $"""
                 insert into {EventStore.Schema}.subjects as kept (tenant_id, lookup, id) values ($1, $2, $3)
                 on conflict (tenant_id, lookup) do update set id = excluded.id, erased_at = null where kept.id is null and kept.erased_at <= $4
                 """);
            insert.Parameters.AddWithValue(who.Agency);
            insert.Parameters.AddWithValue(lookup);
            insert.Parameters.AddWithValue(Guid.NewGuid());
            insert.Parameters.AddWithValue(clock.GetUtcNow() - Absence);
            await insert.ExecuteNonQueryAsync(stop);
            return await Read(who.Agency, lookup, stop) ?? throw new InvalidOperationException("What stands for somebody was deleted in the moment that they came.");
        });
        return row.Id is { } id ? new(id, row.Revoked) : throw Erased();
    }

    public static Refusal Erased() =>
        new("engage.erased", $"You were erased on your own or the agency's wish. You can come back {Absence.Days} days after that.");

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
        await using var select = database.CreateCommand($"select id from {EventStore.Schema}.subjects where tenant_id = $1 and id is not null");
        select.Parameters.AddWithValue(agency.Slug);
        await using var rows = await select.ExecuteReaderAsync(stop);
        while (await rows.ReadAsync(stop)) yield return rows.GetGuid(0);
    }

    /// <summary>
    /// Takes the id from whomever it belongs to, as part of the transaction of the connection; false where there is nobody. What stays is the keyed hash,
    /// which only who knows the provider's name for them and has the deployment's secret finds again: it keeps them from coming back at once as a second
    /// person, and with roles that were taken from them.
    /// </summary>
    public static async Task<bool> Delete(NpgsqlConnection connection, string agency, Guid id, DateTimeOffset now, CancellationToken stop)
    {
        // The one that whoever changes roles holds: none is taken from the id after it was looked at here.
        await AdvisoryLock.Take(connection, Administering.LockOf(agency), stop);
        await using var delete = new NpgsqlCommand(
            $"""
             with decided as (select data ->> 'role' as role, (data ->> 'held')::boolean as held from {EventStore.Schema}.mt_doc_grant where tenant_id = $1 and data ->> 'actorId' = $2::text)
             update {EventStore.Schema}.subjects set id = null, erased_at = $3, revoked = array(
                 select unnest(revoked) except select role from decided where held union select role from decided where not held)
             where tenant_id = $1 and id = $2
             """, connection);
        delete.Parameters.AddWithValue(agency);
        delete.Parameters.AddWithValue(id);
        delete.Parameters.AddWithValue(now);
        return await delete.ExecuteNonQueryAsync(stop) > 0;
    }

    /// <summary>Forgets everything, after somebody was erased: at once on this host. That is rare, and nothing leads from an id to what it is remembered by.</summary>
    public void Forget() => _known.ForgetAll();

    public void Dispose() => _known.Dispose();

    // Keyed, so that whoever has the table alone cannot try addresses; with the agency in it, so that two agencies cannot tell that they know the same person.
    internal static byte[] Lookup(byte[] secret, params ReadOnlySpan<string> parts) => HMACSHA256.HashData(secret, Joined.Of(parts));

    private async Task<Row?> Read(string agency, byte[] lookup, CancellationToken stop)
    {
        await using var select = database.CreateCommand($"select id, erased_at, revoked from {EventStore.Schema}.subjects where tenant_id = $1 and lookup = $2");
        select.Parameters.AddWithValue(agency);
        select.Parameters.AddWithValue(lookup);
        await using var rows = await select.ExecuteReaderAsync(stop);
        if (!await rows.ReadAsync(stop)) return null;
        return new(
            await rows.IsDBNullAsync(0, stop) ? null : rows.GetGuid(0),
            await rows.IsDBNullAsync(1, stop) ? null : rows.GetFieldValue<DateTimeOffset>(1),
            await rows.IsDBNullAsync(2, stop) ? [] : rows.GetFieldValue<string[]>(2));
    }

    /// <summary>Somebody who is here.</summary>
    /// <param name="Id">Their id.</param>
    /// <param name="Revoked">The roles that were taken from them before they were erased and came back.</param>
    internal sealed record Known(Guid Id, IReadOnlyList<string> Revoked);

    private sealed record Row(Guid? Id, DateTimeOffset? ErasedAt, IReadOnlyList<string> Revoked);
}
