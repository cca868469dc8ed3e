using System.Security.Cryptography;
using System.Text;

namespace Engage.Identity;

/// <summary>An API key as programs send it: <c>eng_{id}_{secret}</c>, in hexadecimal. The prefix is for people, and for scanners that look for leaked keys.</summary>
internal sealed record ApiKeyText(Guid Id, string Secret)
{
    public const string Prefix = "eng_";

    private const int SecretLength = 64;

    public static ApiKeyText New(Guid id) => new(id, RandomNumberGenerator.GetHexString(SecretLength, lowercase: true));

    public static bool TryParse(string text, out ApiKeyText? key)
    {
        key = text.Split('_') is ["eng", { Length: 32 } id, { Length: SecretLength } secret] && Guid.TryParseExact(id, "N", out var parsed) ? new(parsed, secret) : null;
        return key is not null;
    }

    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Secret)));

    /// <summary>Whether this is the secret of that hash. As long for none at all, so that the time tells nothing of which keys there are.</summary>
    public bool Fits(string? hash) => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hash()), Encoding.ASCII.GetBytes(hash ?? new string('-', 64)));

    public override string ToString() => $"{Prefix}{Id:N}_{Secret}";
}
