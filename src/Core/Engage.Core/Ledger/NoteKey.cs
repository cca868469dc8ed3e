using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace Engage.Ledger;

/// <summary>The public half of a key that signs notes (c2sp.org/signed-note, Ed25519).</summary>
/// <param name="Name">Whose key it is: for a ledger its origin.</param>
/// <param name="PublicKey">32 bytes.</param>
internal sealed record NoteKey(string Name, byte[] PublicKey)
{
    private const byte Ed25519Notes = 1;

    /// <summary>Tells keys of one name apart. It is too short to vouch for anything.</summary>
    public uint Id => BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData([.. Encoding.UTF8.GetBytes(Name), (byte)'\n', Ed25519Notes, .. PublicKey]));

    /// <summary>The key as people pass it on: <c>example.org/agencies/camden+1b2c3d4e+AQ...</c></summary>
    public override string ToString() => $"{Name}+{Id:x8}+{Convert.ToBase64String([Ed25519Notes, .. PublicKey])}";

    /// <summary>Reads what <see cref="ToString"/> writes; null where it is something else.</summary>
    public static NoteKey? Parse(string text)
    {
        if (text.Split('+', 3) is not [{ Length: > 0 } name, var id, var encoded]) return null;
        Span<byte> key = stackalloc byte[1 + Ed25519.PublicKeySize];
        if (!Convert.TryFromBase64String(encoded, key, out var length) || length != key.Length || key[0] != Ed25519Notes) return null;
        var parsed = new NoteKey(name, key[1..].ToArray());
        // Said and computed: a typing error in either part is noticed.
        return id == parsed.Id.ToString("x8") && Convert.ToBase64String(key) == encoded ? parsed : null;
    }

    /// <summary>Signs a text, which ends in a newline.</summary>
    public static string Sign(string text, string name, byte[] seed)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var signed = new byte[sizeof(uint) + Ed25519.SignatureSize];
        BinaryPrimitives.WriteUInt32BigEndian(signed, Of(name, seed).Id);
        Ed25519.Sign(seed, 0, bytes, 0, bytes.Length, signed, sizeof(uint));
        return $"{text}\n— {name} {Convert.ToBase64String(signed)}\n";
    }

    public static NoteKey Of(string name, byte[] seed)
    {
        var key = new byte[Ed25519.PublicKeySize];
        Ed25519.GeneratePublicKey(seed, 0, key, 0);
        return new(name, key);
    }

    /// <summary>The text of a note that this key has signed; null where it has not, or not this. Signatures of others are passed over.</summary>
    public string? Open(string note)
    {
        var end = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (end < 0 || !note.EndsWith('\n') || note.Any(letter => letter < ' ' && letter != '\n')) return null;
        var text = note[..(end + 1)];
        var named = note[(end + 2)..^1].Split('\n').Where(line => line.StartsWith($"— {Name} ", StringComparison.Ordinal));
        var mine = named.Select(line => Signature(line[(Name.Length + 3)..])).Where(signature => signature?.Id == Id).ToList();
        return mine.Count > 0 && mine.All(signature => Verifies(text, signature!.Value.Bytes)) ? text : null;
    }

    private bool Verifies(string text, byte[] signature)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return signature.Length == Ed25519.SignatureSize && Ed25519.Verify(signature, 0, PublicKey, 0, bytes, 0, bytes.Length);
    }

    private static (uint Id, byte[] Bytes)? Signature(string encoded)
    {
        var bytes = new byte[encoded.Length];
        return Convert.TryFromBase64String(encoded, bytes, out var length) && length > sizeof(uint)
            && Convert.ToBase64String(bytes.AsSpan(0, length)) == encoded ? (BinaryPrimitives.ReadUInt32BigEndian(bytes), bytes[sizeof(uint)..length]) : null;
    }
}
