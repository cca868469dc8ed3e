namespace Engage;

/// <summary>The log of the caller's agency, for what is computed of very many events, and what proves that they are in it.</summary>
public interface ILog
{
    /// <summary>A number of the log up to which every event is committed or will never come: what is computed of the events up to it is the same for ever.</summary>
    Task<long> Settled(CancellationToken stop);

    /// <summary>The events of some streams up to a number of the log, in order, as they are stored. Read them in one go; nothing is kept in memory.</summary>
    /// <param name="streams">The streams.</param>
    /// <param name="after">The number behind which it begins; 0 for the beginning.</param>
    /// <param name="until">The number up to which it reads.</param>
    /// <param name="stop">Ends it early.</param>
    IAsyncEnumerable<StoredEvent> Read(IReadOnlyCollection<Guid> streams, long after, long until, CancellationToken stop);

    /// <summary>What proves that an event is in the public ledger; null where there is no such event, or no checkpoint that covers it yet.</summary>
    /// <param name="eventId">The event's id.</param>
    /// <param name="stop">Ends it early.</param>
    Task<LedgerProof?> Prove(Guid eventId, CancellationToken stop);
}

/// <summary>An event as it is stored.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Sequence">Its number in the log.</param>
/// <param name="StreamId">Its stream.</param>
/// <param name="Alias">What kind it is.</param>
/// <param name="Data">Its JSON in UTF-8. Holds until the next event is read.</param>
public readonly record struct StoredEvent(Guid Id, long Sequence, Guid StreamId, string Alias, ReadOnlyMemory<byte> Data);

/// <summary>What proves that an event is in the public ledger of the agency.</summary>
/// <param name="EventId">The event.</param>
/// <param name="Index">The place of the event among the leaves, from 0.</param>
/// <param name="LeafHash">The hash of the event's canonical form, in base64.</param>
/// <param name="Hashes">The hashes from the leaf's sibling up to the root's child, in base64.</param>
/// <param name="Checkpoint">The signed note (c2sp.org/tlog-checkpoint) that the proof leads to.</param>
public sealed record LedgerProof(Guid EventId, long Index, string LeafHash, IReadOnlyList<string> Hashes, string Checkpoint);
