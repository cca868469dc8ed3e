using System.Globalization;

namespace Engage.Ledger;

/// <summary>How large a tree was and what its root was: the text of a checkpoint (c2sp.org/tlog-checkpoint).</summary>
internal sealed record Checkpoint(string Origin, long Size, byte[] Root)
{
    public string Text => string.Create(CultureInfo.InvariantCulture, $"{Origin}\n{Size}\n{Convert.ToBase64String(Root)}\n");

    /// <summary>What a checkpoint says that is signed by this key; null where it is no checkpoint, or the key has not signed it.</summary>
    public static Checkpoint? Open(string note, NoteKey key)
    {
        if (key.Open(note) is not { } text || text.Split('\n') is not [var origin, var size, var root, ..]) return null;
        var hash = new byte[MerkleTree.HashLength];
        if (!long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var leaves)) return null;
        if (!Convert.TryFromBase64String(root, hash, out var length) || length != hash.Length) return null;
        var checkpoint = new Checkpoint(origin, leaves, hash);
        // One form only: no leading zeros, no further lines, and of this ledger.
        return checkpoint.Text == text && origin == key.Name ? checkpoint : null;
    }
}
