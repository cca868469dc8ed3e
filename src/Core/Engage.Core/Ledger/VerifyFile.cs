using System.Text;

namespace Engage.Ledger;

/// <summary>Verifies an exported ledger with nothing but the file: no database, no network.</summary>
internal static class VerifyFile
{
    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Throws a <see cref="Refusal"/> that names the first thing that does not fit.</summary>
    /// <param name="path">The file.</param>
    /// <param name="pinned">The key that must have signed the checkpoints; the one that the file names where it is null, which proves less.</param>
    /// <param name="progress">Is told how many leaves of how many are done.</param>
    /// <param name="stop">Ends it early.</param>
    public static async Task<(LedgerFile Ledger, LedgerAudit Audit)> Run(string path, NoteKey? pinned, Action<long, long> progress, CancellationToken stop)
    {
        using var file = Opened(path);
        var ledger = await Next(file, stop) is { } first ? LedgerFile.Read(first) : null;
        if (ledger is null) throw new Refusal("engage.ledger-file", "The file is no exported ledger. Pass one that 'ledger export' wrote.");
        var key = pinned ?? NoteKey.Parse(ledger.Key) ?? throw LedgerAudit.Altered("The key that the file names is none.");
        if (Checkpoint.Open(ledger.Checkpoint, key) is not { } newest) throw LedgerAudit.Altered($"The checkpoint in the first line is none that the key {key} has signed.");
        if (newest.Origin != ledger.Origin || newest.Size != ledger.Size) throw LedgerAudit.Altered("The first line is not what its checkpoint says.");

        var audit = new LedgerAudit(key);
        while (await Next(file, stop) is { } line)
        {
            if (LedgerFile.Read(line, audit.Size) is not var (checkpoint, data, named, hash)) throw LedgerAudit.Altered($"Leaf {audit.Size} cannot be read, or the checkpoint before it.");
            if (checkpoint is not null) audit.Vouch(checkpoint);
            else audit.Take(named, MerkleTree.LeafHash(data), hash);
            progress(audit.Size, ledger.Size);
        }
        if (audit.Size != ledger.Size) throw LedgerAudit.Altered($"The checkpoint in the first line is of {ledger.Size} leaves, and the file has {audit.Size}.");
        audit.Vouch(ledger.Checkpoint);
        return (ledger, audit);
    }

    private static StreamReader Opened(string path)
    {
        try
        {
            return new(path, Utf8, detectEncodingFromByteOrderMarks: false);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new Refusal("engage.ledger-file", $"The file cannot be read: {fault.Message.TrimEnd('.')}. Pass one that 'ledger export' wrote.");
        }
    }

    // A line that is no UTF-8 comes as an empty one, which is nothing that a ledger holds.
    private static async Task<byte[]?> Next(StreamReader file, CancellationToken stop)
    {
        try
        {
            return await file.ReadLineAsync(stop) is { } line ? Utf8.GetBytes(line) : null;
        }
        catch (DecoderFallbackException)
        {
            return [];
        }
    }
}
