namespace Engage.Ledger;

/// <summary>A tree that leaves are added to. It holds the whole subtrees along its right edge and nothing else, however large it is.</summary>
internal sealed class GrowingTree
{
    private readonly byte[]?[] _edge = new byte[64][];

    public long Size { get; private set; }

    /// <summary>A tree that has grown already.</summary>
    public static GrowingTree Of(long size, Func<Subtree, byte[]> hashOf)
    {
        var tree = new GrowingTree { Size = size };
        foreach (var subtree in MerkleTree.Subtrees(0, size)) tree._edge[subtree.Level] = hashOf(subtree);
        return tree;
    }

    /// <summary>Adds a leaf and answers with the subtrees that it made whole, beside the leaf itself, from the smallest to the largest.</summary>
    public IReadOnlyList<(Subtree Subtree, byte[] Hash)> Add(byte[] leafHash)
    {
        List<(Subtree, byte[])>? whole = null;
        var (level, hash) = (0, leafHash);
        for (; (Size >> level & 1) == 1; level++)
        {
            hash = MerkleTree.NodeHash(_edge[level], hash);
            (whole ??= []).Add((new(level + 1, Size >> (level + 1)), hash));
        }
        _edge[level] = hash;
        Size++;
        return whole ?? [];
    }

    public byte[] Root() => MerkleTree.Root((0, Size), subtree => _edge[subtree.Level]!);
}
