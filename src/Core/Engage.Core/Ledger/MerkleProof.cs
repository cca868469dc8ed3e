namespace Engage.Ledger;

/// <summary>Checks proofs without a tree, as RFC 9162 says in sections 2.1.3.2 and 2.1.4.2.</summary>
internal static class MerkleProof
{
    /// <summary>Whether a leaf is the one at this index in the tree with this size and root.</summary>
    public static bool Includes(byte[] leafHash, long index, long size, IReadOnlyList<byte[]> proof, byte[] root)
    {
        if (index < 0 || index >= size) return false;
        var (node, last, hash) = (index, size - 1, leafHash);
        foreach (var sibling in proof)
        {
            if (last == 0) return false;
            hash = Step(ref node, ref last, hash, sibling, out _);
        }
        return last == 0 && hash.AsSpan().SequenceEqual(root);
    }

    /// <summary>Whether the tree with the smaller size and root is the beginning of the one with the larger.</summary>
    public static bool Extends(long smaller, byte[] smallerRoot, long larger, byte[] largerRoot, IReadOnlyList<byte[]> proof)
    {
        if (smaller < 1 || smaller > larger) return false;
        if (smaller == larger) return proof.Count == 0 && smallerRoot.AsSpan().SequenceEqual(largerRoot);
        // Where the smaller tree is whole its root is the first hash, which the proof leaves out.
        IReadOnlyList<byte[]> hashes = (smaller & (smaller - 1)) == 0 ? [smallerRoot, .. proof] : proof;
        if (hashes.Count == 0) return false;
        var (node, last) = (smaller - 1, larger - 1);
        while ((node & 1) == 1) (node, last) = (node >> 1, last >> 1);

        var (before, after) = (hashes[0], hashes[0]);
        foreach (var sibling in hashes.Skip(1))
        {
            if (last == 0) return false;
            after = Step(ref node, ref last, after, sibling, out var siblingIsLeft);
            if (siblingIsLeft) before = MerkleTree.NodeHash(sibling, before);
        }
        return last == 0 && before.AsSpan().SequenceEqual(smallerRoot) && after.AsSpan().SequenceEqual(largerRoot);
    }

    // From a node to its parent. At the right edge levels without a sibling are passed over.
    private static byte[] Step(ref long node, ref long last, byte[] hash, byte[] sibling, out bool siblingIsLeft)
    {
        siblingIsLeft = (node & 1) == 1 || node == last;
        if (siblingIsLeft)
            while ((node & 1) == 0 && node != 0) (node, last) = (node >> 1, last >> 1);
        (node, last) = (node >> 1, last >> 1);
        return siblingIsLeft ? MerkleTree.NodeHash(sibling, hash) : MerkleTree.NodeHash(hash, sibling);
    }
}
