namespace Engage.Ledger;

/// <summary>Builds a tree anew from its leaves and holds it against what was stored and signed. Stops at the first thing that does not fit.</summary>
internal sealed class LedgerAudit(NoteKey key)
{
    private readonly GrowingTree _tree = new();

    /// <summary>How many leaves were right so far.</summary>
    public long Size => _tree.Size;

    /// <summary>For how many of the leaves a checkpoint vouches.</summary>
    public long Vouched { get; private set; }

    /// <summary>How many checkpoints were right so far.</summary>
    public int Checkpoints { get; private set; }

    /// <summary>How a leaf is named to people.</summary>
    public static string Named(long index, long sequence, string alias) => $"Leaf {index} (event number {sequence} of the log, {alias})";

    public static Refusal Altered(string what) =>
        new("engage.ledger-altered", $"{what} Keep the data as it is, and compare it with backups and with checkpoints that others hold.");

    /// <summary>Takes the next leaf, and answers with the subtrees that it made whole.</summary>
    /// <param name="named">The leaf, for people.</param>
    /// <param name="hash">What its data gives.</param>
    /// <param name="stored">What the tree holds.</param>
    public IReadOnlyList<(Subtree Subtree, byte[] Hash)> Take(string named, byte[] hash, byte[] stored) =>
        hash.AsSpan().SequenceEqual(stored) ? _tree.Add(hash) : throw Altered($"{named} is not what the tree holds: it was altered.");

    /// <summary>Checks a checkpoint of the tree as large as it is now.</summary>
    /// <param name="note">The signed note.</param>
    /// <param name="stored">The root that is shown beside the note, where one is.</param>
    public void Vouch(string note, byte[]? stored = null)
    {
        var checkpoint = Checkpoint.Open(note, key) ?? throw Altered($"The checkpoint behind leaf {Size - 1} is none that the key {key} has signed.");
        if (checkpoint.Size != Size) throw Altered($"A checkpoint of {checkpoint.Size} leaves stands behind leaf {Size - 1}.");
        if (stored is not null && !checkpoint.Root.AsSpan().SequenceEqual(stored))
            throw Altered($"The root stored beside the checkpoint of {Size} leaves is not the one that was signed.");
        if (!checkpoint.Root.AsSpan().SequenceEqual(_tree.Root()))
        {
            throw Altered(
                $"The leaves {Vouched} to {Size - 1} are not those that the checkpoint of {Size} leaves was issued for: one of them was altered, and its hash with it.");
        }
        if (Vouched != Size) Checkpoints++;
        Vouched = Size;
    }

    /// <summary>Refuses leaves that nothing vouches for: they fit each other, which proves nothing.</summary>
    public void End()
    {
        if (Size == 0 || Vouched > 0) return;
        throw new Refusal("engage.ledger-unsigned",
            $"The ledger has {Size} leaves, and no checkpoint vouches for any of them. Where a host has run for some seconds somebody removed the checkpoints: compare it with those that others hold.");
    }
}
