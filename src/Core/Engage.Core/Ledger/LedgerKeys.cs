using Engage.Privacy;
using Microsoft.Extensions.Configuration;

namespace Engage.Ledger;

/// <summary>
/// Signs for the ledgers of this deployment. One secret key for all agencies; each ledger has a name of its own, which is part of what its key is known by.
/// </summary>
internal sealed class LedgerKeys(Secrets secrets, IConfiguration configuration)
{
    private const string Secret = "ledger-signing-key";

    private readonly string _deployment = Deployment(configuration);

    /// <summary>What the ledger of an agency is to be known by from its first event on.</summary>
    public string OriginOf(string agency) => $"{_deployment}/agencies/{agency}";

    public async Task<NoteKey> KeyOf(string origin, CancellationToken stop) => NoteKey.Of(origin, await secrets.Get(Secret, stop));

    public Task<string> Sign(Checkpoint checkpoint, CancellationToken stop) => Sign(checkpoint.Text, checkpoint.Origin, stop);

    /// <summary>Signs a text, which ends in a newline and cannot be taken for a checkpoint.</summary>
    public async Task<string> Sign(string text, string origin, CancellationToken stop) => NoteKey.Sign(text, origin, await secrets.Get(Secret, stop));

    private static string Deployment(IConfiguration configuration)
    {
        // A top-level domain that nobody can ever have (RFC 6761): for whoever only tries it.
        var origin = configuration["Engage:Ledger:Origin"] is { Length: > 0 } configured ? configured : "engage.invalid";
        if (origin.Length <= 200 && origin.All(letter => letter is > ' ' and < '\u007f' and not '+') && !origin.EndsWith('/')) return origin;
        throw new Refusal("engage.ledger-origin",
            "The setting Engage:Ledger:Origin cannot be used. Set it to a name that is yours, such as engage.example.org: "
            + "printable ASCII without spaces and plus signs, no slash at the end, at most 200 characters.");
    }
}
