using System.Data.Common;
using System.Security.Cryptography;
using Engage.Events;
using Engage.Privacy;
using JasperFx.Events;
using Marten;
using Marten.Services;
using NpgsqlTypes;
using Weasel.Core;
using Weasel.Storage;
using ICommandBuilder = Weasel.Postgresql.ICommandBuilder;

namespace Engage.Idempotency;

/// <summary>
/// Writes the key of a mutation in the transaction of its events: both are there, or neither. Who comes second with the same key waits for the first
/// transaction, and is rolled back when that commits. Nothing here costs a round trip of its own.
/// </summary>
/// <param name="agency">The slug of the agency.</param>
/// <param name="row">What the row is found by: nothing can be learnt from it without the key that the caller has.</param>
/// <param name="fingerprint">Tells another input from the same one.</param>
/// <param name="seal">Encrypts the answer. It is derived of the caller's key, which is stored nowhere.</param>
/// <param name="at">When, rounded to the hour: the row of an anonymous action must not tell its time.</param>
internal sealed class Claim(string agency, byte[] row, byte[] fingerprint, byte[] seal, DateTimeOffset at)
    : DocumentSessionListenerBase, Marten.Internal.Operations.IStorageOperation, NoDataReturnedCall
{
    public string Agency => agency;

    public byte[] Row => row;

    /// <summary>Whether the mutation has written something, and so must not be done again.</summary>
    public bool Committed { get; private set; }

    public bool Fits(byte[] other) => CryptographicOperations.FixedTimeEquals(fingerprint, other);

    /// <summary>Lets a session write the key with the first that it saves.</summary>
    public void WriteIn(IDocumentSession session)
    {
        if (Committed) return;
        session.QueueOperation(this);
        session.Listeners.Add(this);
    }

    // Marten writes what belongs to events first, in the order it was queued. Were the events to go before it, a second one would draw numbers of the log
    // for them before it waits, and leave them unused.
    public Type DocumentType => typeof(IEvent);

    public OperationRole Role() => OperationRole.Events;

    public void ConfigureCommand(ICommandBuilder builder, IStorageSession session)
    {
        var values = builder.AppendWithParameters($"insert into {EventStore.Schema}.idempotency_keys (tenant_id, key, fingerprint, at) values (?, ?, ?, ?)", '?');
        (values[0].NpgsqlDbType, values[0].Value) = (NpgsqlDbType.Text, agency);
        (values[1].NpgsqlDbType, values[1].Value) = (NpgsqlDbType.Bytea, row);
        (values[2].NpgsqlDbType, values[2].Value) = (NpgsqlDbType.Bytea, fingerprint);
        (values[3].NpgsqlDbType, values[3].Value) = (NpgsqlDbType.TimestampTz, at);
    }

    public Task PostprocessAsync(DbDataReader reader, IList<Exception> exceptions, CancellationToken token) => Task.CompletedTask;

    public override Task AfterCommitAsync(IDocumentSession session, IChangeSet commit, CancellationToken token)
    {
        Committed = true;
        return Task.CompletedTask;
    }

    public byte[] Seal(byte[] answer) => Envelope.Close(seal, row, answer);

    /// <summary>The answer, or null where it cannot be read: another version of Engage may have sealed it.</summary>
    public byte[]? Open(byte[] sealedAnswer) => Envelope.Open(seal, row, sealedAnswer);
}
