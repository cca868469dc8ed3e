using Engage.Ledger;
using JasperFx.Events;
using Marten;

namespace Engage.Privacy;

/// <summary>The agency's word that a person was erased.</summary>
/// <param name="Subject">Who was erased, by the id that they had.</param>
/// <param name="ErasedAt">When.</param>
/// <param name="Keys">How many keys were destroyed.</param>
/// <param name="Note">The same as a text that the agency has signed (c2sp.org/signed-note) with the key of its ledger. Keep it as it is.</param>
internal sealed record ErasureReceipt(Guid Subject, DateTimeOffset ErasedAt, int Keys, string Note);

/// <summary>Writes receipts of what the log says. A singleton.</summary>
internal sealed class ErasureReceipts(LedgerKeys keys, StoredTrees trees)
{
    public async Task<ErasureReceipt> For(Agency agency, IEvent<SubjectErased> erased, CancellationToken stop)
    {
        var (origin, _) = await trees.Find(agency.Slug, stop) ?? (keys.OriginOf(agency.Slug), 0);
        var subject = Guid.Parse(erased.Data.Subject.Value);
        // The first line tells it from a checkpoint of the ledger, which is signed with the same key.
        var text = $"""
            engage erasure receipt
            {origin}
            subject {subject}
            erased {erased.Timestamp.UtcDateTime:yyyy-MM-ddTHH:mm:ss.ffffffZ}
            keys {erased.Data.Keys}
            event {erased.Id}

            """.ReplaceLineEndings("\n");
        return new(subject, erased.Timestamp, erased.Data.Keys, await keys.Sign(text, origin, stop));
    }
}

internal static class ErasureQueries
{
    /// <summary>The receipt of an erasure, or null where nobody with this id was erased. Whoever knows the id may read it: who was erased has no token any more that is theirs.</summary>
    /// <param name="subject">Who was erased, by the id that they had.</param>
    /// <param name="agency">The agency.</param>
    /// <param name="session">A session of the agency.</param>
    /// <param name="receipts">Who writes the receipt.</param>
    /// <param name="stop">Ends the query early.</param>
    [AllowAnonymous]
    public static async Task<ErasureReceipt?> ErasureReceipt(Guid subject, Agency agency, IQuerySession session, ErasureReceipts receipts, CancellationToken stop) =>
        (await session.Events.FetchStreamAsync(EraseSubject.StreamOf(subject), token: stop)).OfType<IEvent<SubjectErased>>().LastOrDefault() is { } erased
            ? await receipts.For(agency, erased, stop)
            : null;
}
