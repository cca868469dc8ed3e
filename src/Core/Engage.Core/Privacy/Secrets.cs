using System.Collections.Concurrent;
using System.Security.Cryptography;
using Engage.Events;
using Microsoft.AspNetCore.DataProtection;
using Npgsql;
using Weasel.Postgresql.Tables;

namespace Engage.Privacy;

/// <summary>
/// What a deployment keeps to itself. Each secret is 256 random bits, made when it is first asked for, the same on every host and after every start, and
/// wrapped by Data Protection in the database. A singleton.
/// </summary>
internal sealed class Secrets(NpgsqlDataSource database, IDataProtectionProvider protection)
{
    private readonly ConcurrentDictionary<string, byte[]> _known = new(StringComparer.Ordinal);

    public static Table Table()
    {
        var table = new Table($"{EventStore.Schema}.secrets");
        table.AddColumn<string>("name").AsPrimaryKey();
        table.AddColumn("wrapped", "bytea").NotNull();
        return table;
    }

    /// <summary>The 32 bytes of a secret.</summary>
    /// <param name="name">Which one: <c>ledger-signing-key</c>. A name stands for one use only.</param>
    /// <param name="stop">Ends the query early.</param>
    public async ValueTask<byte[]> Get(string name, CancellationToken stop)
    {
        if (_known.TryGetValue(name, out var known)) return known;
        var wrapped = await Read(name, stop);
        if (wrapped is null)
        {
            // Two hosts may make it at once: the first one's stands, and both read that.
            await using var insert = database.CreateCommand($"insert into {EventStore.Schema}.secrets (name, wrapped) values ($1, $2) on conflict (name) do nothing");
            insert.Parameters.AddWithValue(name);
            insert.Parameters.AddWithValue(Protect($"secret {name}", RandomNumberGenerator.GetBytes(32)));
            await insert.ExecuteNonQueryAsync(stop);
            wrapped = await Read(name, stop);
        }
        return _known[name] = Unprotect($"secret {name}", wrapped!);
    }

    /// <summary>Encrypts with authentication, under the deployment's master keys.</summary>
    /// <param name="purpose">What was protected for one purpose cannot be opened for another.</param>
    /// <param name="plain">What to encrypt.</param>
    public byte[] Protect(string purpose, byte[] plain) => protection.CreateProtector("Engage", purpose).Protect(plain);

    /// <summary>Opens what <see cref="Protect"/> made.</summary>
    /// <exception cref="CryptographicException">It was altered, was made for another purpose, or the master key is gone.</exception>
    public byte[] Unprotect(string purpose, byte[] wrapped) => protection.CreateProtector("Engage", purpose).Unprotect(wrapped);

    private async Task<byte[]?> Read(string name, CancellationToken stop)
    {
        await using var select = database.CreateCommand($"select wrapped from {EventStore.Schema}.secrets where name = $1");
        select.Parameters.AddWithValue(name);
        return (byte[]?)await select.ExecuteScalarAsync(stop);
    }
}
