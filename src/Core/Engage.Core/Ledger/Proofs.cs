namespace Engage.Ledger;

/// <summary>Proves for plugins what the queries of the ledger prove to everybody: that an event is in the tree, and that the tree was signed.</summary>
internal sealed class Proofs(StoredTrees trees, Checkpoints checkpoints)
{
    /// <summary>The proof that leads to the oldest checkpoint that covers the event; null where there is none yet, or no such event.</summary>
    public async Task<LedgerProof?> Of(string agency, Guid eventId, CancellationToken stop)
    {
        if (await trees.LeafOf(agency, eventId, stop) is not var (index, hash)) return null;
        if (await checkpoints.Covering(agency, index + 1, stop) is not { } checkpoint) return null;
        var path = await trees.Roots(agency, MerkleTree.InclusionPath(index, checkpoint.Size), stop);
        return new(eventId, index, Convert.ToBase64String(hash), [.. path.Select(Convert.ToBase64String)], checkpoint.Note);
    }
}
