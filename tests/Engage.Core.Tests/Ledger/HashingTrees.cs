using CsCheck;

namespace Engage.Ledger;

/// <summary>Against the published vectors of Certificate Transparency (RFC 6962) and, for all sizes up to 300, against the recursive definitions of the RFC.</summary>
public sealed class HashingTrees
{
    private static readonly byte[][] Inputs =
    [
        [], [0x00], [0x10], [0x20, 0x21], [0x30, 0x31], [0x40, 0x41, 0x42, 0x43], [0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57],
        [0x60, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x6f]
    ];

    private static readonly string[] Roots =
    [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125", "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7", "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef", "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
    ];

    private static readonly TreeOf300 Large = new();

    [Fact]
    public void Roots_of_the_published_trees_are_the_published_ones()
    {
        var tree = new GrowingTree();
        Hex(tree.Root()).ShouldBe(Roots[0]);
        for (var i = 0; i < Inputs.Length; i++)
        {
            tree.Add(MerkleTree.LeafHash(Inputs[i]));
            Hex(tree.Root()).ShouldBe(Roots[i + 1]);
        }
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 8, "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7", "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e", "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4")]
    [InlineData(5, 8, "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b", "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")]
    [InlineData(2, 3, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")]
    [InlineData(1, 5, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d", "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e", "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b")]
    public void Inclusion_proofs_are_the_published_ones(long index, long size, params string[] published)
    {
        var proof = MerkleTree.InclusionPath(index, size).Select(range => MerkleTree.Root(range, Published)).ToArray();
        proof.Select(Hex).ShouldBe(published);
        MerkleProof.Includes(MerkleTree.LeafHash(Inputs[index]), index, size, proof, Convert.FromHexString(Roots[size])).ShouldBeTrue();
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 8, "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7", "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e", "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4")]
    [InlineData(6, 8, "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a", "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")]
    [InlineData(2, 5, "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e", "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b")]
    public void Consistency_proofs_are_the_published_ones(long smaller, long larger, params string[] published)
    {
        var proof = MerkleTree.ConsistencyPath(smaller, larger).Select(range => MerkleTree.Root(range, Published)).ToArray();
        proof.Select(Hex).ShouldBe(published);
        MerkleProof.Extends(smaller, Convert.FromHexString(Roots[smaller]), larger, Convert.FromHexString(Roots[larger]), proof).ShouldBeTrue();
    }

    [Fact]
    public void A_tree_grows_to_the_roots_that_the_definition_gives_for_every_size_to_300()
    {
        for (var size = 0; size <= 300; size++)
        {
            var grown = GrowingTree.Of(size, Large.HashOf);
            grown.Root().ShouldBe(Large.RootOf(0, size));
            MerkleTree.Root((0, size), Large.HashOf).ShouldBe(Large.RootOf(0, size));
        }
    }

    [Fact]
    public void Every_inclusion_proof_to_size_300_verifies_and_nothing_near_it_does() =>
        (from size in Gen.Int[1, 300] from index in Gen.Int[0, size - 1] from flip in Gen.Int[0, 1_000_000] from other in Gen.Int[0, 300] select (size, index, flip, other)).Sample(tried =>
        {
            var (size, index, flip, other) = tried;
            var proof = MerkleTree.InclusionPath(index, size).Select(range => MerkleTree.Root(range, Large.HashOf)).ToArray();
            var (leaf, root) = (Large.Leaves[index], Large.RootOf(0, size));
            MerkleProof.Includes(leaf, index, size, proof, root).ShouldBeTrue();

            MerkleProof.Includes(Flipped(leaf, flip), index, size, proof, root).ShouldBeFalse();
            MerkleProof.Includes(leaf, index, size, proof, Flipped(root, flip)).ShouldBeFalse();
            if (proof.Length > 0) MerkleProof.Includes(leaf, index, size, OneFlipped(proof, flip), root).ShouldBeFalse();
            if (other != index) MerkleProof.Includes(leaf, other, size, proof, root).ShouldBeFalse();
            MerkleProof.Includes(leaf, index, size, [.. proof, leaf], root).ShouldBeFalse();
            if (proof.Length > 0) MerkleProof.Includes(leaf, index, size, proof[..^1], root).ShouldBeFalse();
        }, iter: 5_000);

    [Fact]
    public void Every_consistency_proof_to_size_300_verifies_and_nothing_near_it_does() =>
        (from larger in Gen.Int[1, 300] from smaller in Gen.Int[1, larger] from flip in Gen.Int[0, 1_000_000] select (smaller, larger, flip)).Sample(tried =>
        {
            var (smaller, larger, flip) = tried;
            var proof = MerkleTree.ConsistencyPath(smaller, larger).Select(range => MerkleTree.Root(range, Large.HashOf)).ToArray();
            var (before, after) = (Large.RootOf(0, smaller), Large.RootOf(0, larger));
            MerkleProof.Extends(smaller, before, larger, after, proof).ShouldBeTrue();

            MerkleProof.Extends(smaller, Flipped(before, flip), larger, after, proof).ShouldBeFalse();
            MerkleProof.Extends(smaller, before, larger, Flipped(after, flip), proof).ShouldBeFalse();
            if (proof.Length > 0) MerkleProof.Extends(smaller, before, larger, after, OneFlipped(proof, flip)).ShouldBeFalse();
            if (proof.Length > 0) MerkleProof.Extends(smaller, before, larger, after, proof[..^1]).ShouldBeFalse();
            MerkleProof.Extends(smaller, before, larger, after, [.. proof, before]).ShouldBeFalse();
            if (smaller < larger) MerkleProof.Extends(larger, after, smaller, before, proof).ShouldBeFalse();
        }, iter: 5_000);

    [Fact]
    public void A_proof_takes_as_many_hashes_as_the_tree_is_high()
    {
        const long size = 1_000_003;
        for (var index = 0L; index < size; index += 4_999)
            MerkleTree.InclusionPath(index, size).SelectMany(range => MerkleTree.Subtrees(range.From, range.To)).Count().ShouldBeLessThanOrEqualTo(40);
        for (var smaller = 1L; smaller < size; smaller += 4_999)
            MerkleTree.ConsistencyPath(smaller, size).SelectMany(range => MerkleTree.Subtrees(range.From, range.To)).Count().ShouldBeLessThanOrEqualTo(40);
    }

    private static byte[] Published(Subtree subtree) =>
        MerkleTree.Root((subtree.Index << subtree.Level, (subtree.Index + 1) << subtree.Level), leaf => leaf.Level == 0 ? MerkleTree.LeafHash(Inputs[leaf.Index])
            : MerkleTree.NodeHash(Published(new(leaf.Level - 1, leaf.Index * 2)), Published(new(leaf.Level - 1, leaf.Index * 2 + 1))));

    private static byte[] Flipped(byte[] bytes, int flip)
    {
        var flipped = bytes.ToArray();
        flipped[flip / 8 % bytes.Length] ^= (byte)(1 << flip % 8);
        return flipped;
    }

    private static byte[][] OneFlipped(byte[][] proof, int flip) => [.. proof.Select((hash, index) => index == flip / 256 % proof.Length ? Flipped(hash, flip) : hash)];

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);

    /// <summary>300 leaves, and what RFC 6962 says in so many words: MTH(D[n]) = SHA-256(0x01 || MTH(D[0:k]) || MTH(D[k:n])).</summary>
    private sealed class TreeOf300
    {
        private readonly Dictionary<(int, int), byte[]> _roots = [];
        private readonly Lock _lock = new();

        public byte[][] Leaves { get; } = [.. Enumerable.Range(0, 300).Select(i => MerkleTree.LeafHash(BitConverter.GetBytes(i * 7919)))];

        public byte[] HashOf(Subtree subtree) => RootOf((int)(subtree.Index << subtree.Level), (int)((subtree.Index + 1) << subtree.Level));

        public byte[] RootOf(int from, int to)
        {
            lock (_lock)
            {
                if (to == from) return MerkleTree.Empty;
                if (to - from == 1) return Leaves[from];
                if (_roots.TryGetValue((from, to), out var known)) return known;
                var k = 1;
                while (k * 2 < to - from) k *= 2;
                return _roots[(from, to)] = MerkleTree.NodeHash(RootOf(from, from + k), RootOf(from + k, to));
            }
        }
    }
}
