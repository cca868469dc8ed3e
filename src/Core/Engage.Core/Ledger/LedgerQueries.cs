namespace Engage.Ledger;

/// <summary>
/// The public ledger of an agency: a Merkle tree (RFC 6962) over all its events in their order, with checkpoints that the deployment has signed.
/// With it anybody can check that no event was altered, removed or slipped in later. How, is in docs/ledger.md.
/// </summary>
/// <param name="Origin">What the ledger is known by, for good: the first line of its checkpoints and the name of its key.</param>
/// <param name="Key">The key that verifies its checkpoints, as c2sp.org/signed-note writes it: name, id and public key (Ed25519), joined by plus signs.</param>
/// <param name="Size">How many events the tree holds. The newest ones may wait some seconds for a checkpoint.</param>
internal sealed record Ledger(string Origin, string Key, long Size);

/// <summary>What the deployment has signed: how many events the tree held at a moment, and its root then.</summary>
/// <param name="Size">How many events.</param>
/// <param name="Root">The root, in base64.</param>
/// <param name="Note">The signed note (c2sp.org/tlog-checkpoint), whole: keep it as it is.</param>
/// <param name="At">When it was issued. The note does not say it.</param>
internal sealed record LedgerCheckpoint(long Size, string Root, string Note, DateTimeOffset At);

/// <summary>Proves that an event is in the tree of a size.</summary>
/// <param name="Index">The place of the event among the leaves, from 0.</param>
/// <param name="LeafHash">The hash of the event's canonical form, in base64.</param>
/// <param name="Hashes">The hashes from the leaf's sibling up to the root's child, in base64.</param>
internal sealed record InclusionProof(long Index, string LeafHash, IReadOnlyList<string> Hashes);

/// <summary>Proves that a tree is the beginning of a larger one.</summary>
/// <param name="Hashes">The hashes as RFC 6962 orders them, in base64; none where both trees are one.</param>
internal sealed record ConsistencyProof(IReadOnlyList<string> Hashes);

internal static class LedgerQueries
{
    /// <summary>The public ledger of the agency.</summary>
    public static async Task<Ledger> Ledger(Agency agency, StoredTrees trees, LedgerKeys keys, CancellationToken stop)
    {
        var (origin, size) = await trees.Find(agency.Slug, stop) ?? (keys.OriginOf(agency.Slug), 0);
        return new(origin, (await keys.KeyOf(origin, stop)).ToString(), size);
    }
}

internal static class LedgerExtensions
{
    /// <summary>The newest checkpoint or, with a size, the oldest that covers so many events; null where there is none yet.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="agency">The agency.</param>
    /// <param name="checkpoints">What was issued.</param>
    /// <param name="stop">Ends the query early.</param>
    /// <param name="size">How many events the checkpoint must cover at least.</param>
    public static async Task<LedgerCheckpoint?> Checkpoint(Ledger ledger, Agency agency, Checkpoints checkpoints, CancellationToken stop, long? size = null) =>
        await (size is { } least ? checkpoints.Covering(agency.Slug, least, stop) : checkpoints.Newest(agency.Slug, stop)) is { } found
            ? new(found.Size, Convert.ToBase64String(found.Root), found.Note, found.At)
            : null;

    /// <summary>Proves that an event is in the tree as it was when it held so many events.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="eventId">The id of the event.</param>
    /// <param name="size">The size of the tree: that of the checkpoint to verify against.</param>
    /// <param name="agency">The agency.</param>
    /// <param name="trees">The trees.</param>
    /// <param name="stop">Ends the query early.</param>
    public static async Task<InclusionProof> InclusionProof(Ledger ledger, Guid eventId, long size, Agency agency, StoredTrees trees, CancellationToken stop)
    {
        Demand(size, ledger.Size, nameof(size));
        var (index, hash) = await trees.LeafOf(agency.Slug, eventId, stop) ?? throw Refusal.NotFound("event in the ledger", nameof(eventId));
        if (index >= size)
        {
            throw new Refusal("engage.ledger-size",
                $"The event came later: it is in trees of {index + 1} events and more. Pass the size of a checkpoint that covers it.", nameof(size));
        }
        var proof = await trees.Roots(agency.Slug, MerkleTree.InclusionPath(index, size), stop);
        return new(index, Convert.ToBase64String(hash), [.. proof.Select(Convert.ToBase64String)]);
    }

    /// <summary>Proves that the tree with the smaller size is the beginning of the one with the larger: that nothing in it was altered or removed since.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="from">The smaller size, at least 1.</param>
    /// <param name="to">The larger size.</param>
    /// <param name="agency">The agency.</param>
    /// <param name="trees">The trees.</param>
    /// <param name="stop">Ends the query early.</param>
    public static async Task<ConsistencyProof> ConsistencyProof(Ledger ledger, long from, long to, Agency agency, StoredTrees trees, CancellationToken stop)
    {
        Demand(to, ledger.Size, nameof(to));
        Demand(from, to, nameof(from));
        var proof = await trees.Roots(agency.Slug, MerkleTree.ConsistencyPath(from, to), stop);
        return new([.. proof.Select(Convert.ToBase64String)]);
    }

    private static void Demand(long size, long largest, string argument)
    {
        if (size >= 1 && size <= largest) return;
        throw new Refusal("engage.ledger-size", largest == 0
            ? "The ledger holds no event yet. Ask again when it has a checkpoint."
            : $"The argument {argument} is {size} and must be 1 to {largest}. Pass sizes of checkpoints.", argument);
    }
}
