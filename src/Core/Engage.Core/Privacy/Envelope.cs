using System.Security.Cryptography;
using System.Text;

namespace Engage.Privacy;

/// <summary>AES-256-GCM: the nonce, the ciphertext and the tag, one behind the other. Bound to what it is of, so that none can stand in another's place.</summary>
internal static class Envelope
{
    private const int Nonce = 12;
    private const int Tag = 16;

    public static byte[] Close(byte[] key, string agency, SubjectKey name, ReadOnlySpan<byte> plain) => Close(key, Bound(agency, name), plain);

    /// <summary>What was closed, or null where it was closed under another key, or altered.</summary>
    public static byte[]? Open(byte[] key, string agency, SubjectKey name, ReadOnlySpan<byte> bytes) => Open(key, Bound(agency, name), bytes);

    public static byte[] Close(byte[] key, byte[] bound, ReadOnlySpan<byte> plain)
    {
        var bytes = new byte[Nonce + plain.Length + Tag];
        RandomNumberGenerator.Fill(bytes.AsSpan(0, Nonce));
        using var aes = new AesGcm(key, Tag);
        aes.Encrypt(bytes.AsSpan(0, Nonce), plain, bytes.AsSpan(Nonce, plain.Length), bytes.AsSpan(Nonce + plain.Length), bound);
        return bytes;
    }

    public static byte[]? Open(byte[] key, byte[] bound, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Nonce + Tag) return null;
        var plain = new byte[bytes.Length - Nonce - Tag];
        using var aes = new AesGcm(key, Tag);
        try
        {
            aes.Decrypt(bytes[..Nonce], bytes[Nonce..^Tag], bytes[^Tag..], plain, bound);
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    // Neither a slug nor the name of a key holds the separator, so no two bindings are written alike.
    private static byte[] Bound(string agency, SubjectKey name) => Encoding.UTF8.GetBytes($"{agency}\n{name.Subject}\n{name.Name}");
}
