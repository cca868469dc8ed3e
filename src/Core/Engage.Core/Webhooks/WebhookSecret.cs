using System.Security.Cryptography;
using System.Text;

namespace Engage.Webhooks;

/// <summary>The key that sender and receiver share: <c>whsec_</c> and 24 to 64 bytes in base64.</summary>
internal static class WebhookSecret
{
    /// <summary>What it is kept under.</summary>
    public const string Purpose = "webhook-secret";

    private const string Prefix = "whsec_";

    public static byte[] New() => RandomNumberGenerator.GetBytes(32);

    public static string Text(byte[] secret) => Prefix + Convert.ToBase64String(secret);

    public static byte[] In(string text)
    {
        var bytes = new byte[64];
        return text.Length <= 100 && text.StartsWith(Prefix, StringComparison.Ordinal) && Convert.TryFromBase64String(text[Prefix.Length..], bytes, out var length) && length >= 24
            ? bytes[..length]
            : throw new Refusal("engage.webhook-secret", "The secret must be 'whsec_' and 24 to 64 random bytes in base64. Leave it out, and one is made.", "secret");
    }

    /// <summary>The signature of a message, as the header <c>webhook-signature</c> carries it.</summary>
    public static string Sign(byte[] secret, string id, long timestamp, ReadOnlySpan<byte> body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(secret, signed));
    }
}
