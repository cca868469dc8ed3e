using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Engage.Identity;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Engage;

/// <summary>
/// The key that a host signs and accepts tokens with in Development, so that nobody has to run an identity provider to try things out. It lies in the
/// file <c>development.key</c> of the data directory, readable by its owner only. A host in any other environment does not look at it.
/// </summary>
public sealed class DevelopmentKey
{
    /// <summary>The issuer of its tokens.</summary>
    public const string Issuer = "engage-development";

    /// <summary>The audience of its tokens.</summary>
    public const string Audience = "engage";

    private const int Bytes = 32;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private DevelopmentKey(byte[] key) => Signing = new(key) { KeyId = Issuer };

    internal SymmetricSecurityKey Signing { get; }

    /// <summary>The key of a data directory, made where there is none yet.</summary>
    /// <exception cref="Refusal">The file is not a key, or others than its owner can read it.</exception>
    public static DevelopmentKey In(string dataDirectory)
    {
        var path = Path.Combine(dataDirectory, "development.key");
        if (!File.Exists(path)) Create(dataDirectory, path);
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~(OwnerOnly | UnixFileMode.UserExecute)) != 0)
            throw new Refusal("engage.development-key", $"Others can read {path}, and with it act as anybody here. Delete it; a new one is made at the next start.");
        var key = new byte[Bytes];
        return Convert.TryFromBase64String(File.ReadAllText(path).Trim(), key, out var read) && read == Bytes
            ? new(key)
            : throw new Refusal("engage.development-key", $"{path} does not hold a key of 256 bits. Delete it; a new one is made at the next start.");
    }

    /// <summary>A token for somebody of that name. The same name is the same person each time.</summary>
    /// <param name="name">What the person goes by; at least one letter or digit.</param>
    /// <param name="roles">Names from <see cref="Roles"/>.</param>
    /// <param name="agencySlug">The agency that it is for; null for the deployment's default agency.</param>
    /// <param name="lifetime">How long it is valid.</param>
    /// <param name="clock">When it begins to be.</param>
    public string Token(string name, IEnumerable<string> roles, string? agencySlug, TimeSpan lifetime, TimeProvider clock)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var claims = new Dictionary<string, object> { ["sub"] = Subject(name), ["name"] = name.Trim(), ["role"] = roles.ToArray() };
        if (agencySlug is not null) claims["agency"] = agencySlug;
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Audience,
            Claims = claims,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + lifetime,
            SigningCredentials = new(Signing, SecurityAlgorithms.HmacSha256)
        });
    }

    /// <summary>Whom a token for that name and those roles is of, for who acts without one.</summary>
    public static TokenHolder Holder(string name, IReadOnlyList<string> roles) => new(Issuer, Subject(name), name.Trim(), roles, []);

    private static string Subject(string name) => "dev:" + Kebab(name);

    /// <summary>Under a name of its own first, and then moved: whoever else starts at the same moment finds a whole key or none.</summary>
    private static void Create(string dataDirectory, string path)
    {
        Directory.CreateDirectory(dataDirectory);
        var draft = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        using (var file = new FileStream(draft, options)) file.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes))));
        try
        {
            // On Unix a move looks first and then replaces, so two hosts could each believe in a key of their own. A link is refused where one is already.
            if (OperatingSystem.IsWindows()) File.Move(draft, path, overwrite: false);
            else if (Link(draft, path) != 0 && !File.Exists(path)) throw new IOException($"{path} could not be made. Use a data directory on a local disk.");
        }
        catch (IOException) when (File.Exists(path))
        {
            // Somebody else was first; theirs is the key.
        }
        finally
        {
            File.Delete(draft);
        }
    }

    [DllImport("libc", EntryPoint = "link")]
    private static extern int Link(string existing, string added);

    private static string Kebab(string name)
    {
        var words = string.Concat(name.Select(letter => char.IsLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : ' '));
        var kebab = string.Join('-', words.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        if (kebab.Length is 0 or > 100) throw new ArgumentException("Give a name of at most 100 characters, with at least one letter or digit.", nameof(name));
        return kebab;
    }
}
