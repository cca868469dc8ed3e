using System.Numerics;
using System.Security.Cryptography;

namespace Engage.Ledger;

/// <summary>A whole subtree: 2^<paramref name="Level"/> leaves, the <paramref name="Index"/>th of its level from the left. Level 0 are the leaves.</summary>
internal readonly record struct Subtree(int Level, long Index);

/// <summary>
/// The Merkle tree of RFC 6962, section 2.1 (the same in RFC 9162), over the hashes of its whole subtrees. They never change once they are whole, so that
/// they can be stored, and any root or proof takes as many of them as the tree is high.
/// </summary>
internal static class MerkleTree
{
    public const int HashLength = SHA256.HashSizeInBytes;

    /// <summary>The root of a tree without leaves.</summary>
    public static byte[] Empty => SHA256.HashData([]);

    // The bytes before what is hashed keep a node from being passed off as a leaf.
    public static byte[] LeafHash(ReadOnlySpan<byte> data) => SHA256.HashData([0, .. data]);

    public static byte[] NodeHash(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        Span<byte> node = stackalloc byte[1 + 2 * HashLength];
        node[0] = 1;
        left.CopyTo(node[1..]);
        right.CopyTo(node[(1 + HashLength)..]);
        return SHA256.HashData(node);
    }

    /// <summary>The whole subtrees that make up the leaves from <paramref name="from"/> up to, and without, <paramref name="to"/>; the largest first.</summary>
    public static IEnumerable<Subtree> Subtrees(long from, long to)
    {
        while (from < to)
        {
            var level = Math.Min(BitOperations.TrailingZeroCount(from), BitOperations.Log2((ulong)(to - from)));
            yield return new(level, from >> level);
            from += 1L << level;
        }
    }

    /// <summary>The root over the leaves of a range, as it comes up in a tree or a proof.</summary>
    public static byte[] Root((long From, long To) range, Func<Subtree, byte[]> hashOf) =>
        Subtrees(range.From, range.To).Select(hashOf).Reverse().Aggregate((byte[]?)null, (right, left) => right is null ? left : NodeHash(left, right)) ?? Empty;

    /// <summary>The ranges whose roots prove that a leaf is in a tree (RFC 6962, 2.1.1): PATH(m, D[n]).</summary>
    public static IReadOnlyList<(long From, long To)> InclusionPath(long index, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        var path = new List<(long, long)>();
        var (from, to) = (0L, size);
        while (to - from > 1)
        {
            var middle = from + Split(to - from);
            path.Add(index < middle ? (middle, to) : (from, middle));
            (from, to) = index < middle ? (from, middle) : (middle, to);
        }
        path.Reverse();
        return path;
    }

    /// <summary>The ranges whose roots prove that a smaller tree is the beginning of a larger one (RFC 6962, 2.1.2): PROOF(m, D[n]).</summary>
    public static IReadOnlyList<(long From, long To)> ConsistencyPath(long smaller, long larger)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(smaller, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(smaller, larger);
        var path = new List<(long, long)>();
        var (from, to) = (0L, larger);
        while (to != smaller)
        {
            var middle = from + Split(to - from);
            path.Add(smaller <= middle ? (middle, to) : (from, middle));
            (from, to) = smaller <= middle ? (from, middle) : (middle, to);
        }
        // The root of the smaller tree itself is known to whoever asks.
        if (from != 0) path.Add((from, to));
        path.Reverse();
        return path;
    }

    // The largest power of two that is smaller than n.
    private static long Split(long n) => 1L << BitOperations.Log2((ulong)(n - 1));
}
