namespace Engage.Ledger;

/// <summary>Verifies an exported ledger with nothing but the file: no database, no network.</summary>
internal static class VerifyFile
{
    /// <summary>Throws a <see cref="Refusal"/> that names the first thing that does not fit.</summary>
    /// <param name="path">The file.</param>
    /// <param name="pinned">The key that must have signed the checkpoints; the one that the file names where it is null, which proves less.</param>
    /// <param name="progress">Is told how many leaves of how many are done.</param>
    /// <param name="stop">Ends it early.</param>
    public static async Task<(LedgerFile Ledger, LedgerAudit Audit)> Run(string path, NoteKey? pinned, Action<long, long> progress, CancellationToken stop)
    {
        await using var file = Opened(path);
        var lines = new Lines(file);
        var ledger = await lines.Next(stop) is { } first ? LedgerFile.Read(first) : null;
        if (ledger is null) throw new Refusal("engage.ledger-file", "The file is no exported ledger. Pass one that 'ledger export' wrote.");
        var key = pinned ?? NoteKey.Parse(ledger.Key) ?? throw LedgerAudit.Altered("The key that the file names is none.");
        if (Checkpoint.Open(ledger.Checkpoint, key) is not { } newest) throw LedgerAudit.Altered($"The checkpoint in the first line is none that the key {key} has signed.");
        if (newest.Origin != ledger.Origin || newest.Size != ledger.Size) throw LedgerAudit.Altered("The first line is not what its checkpoint says.");

        var audit = new LedgerAudit(key);
        while (await lines.Next(stop) is { } line)
        {
            if (LedgerFile.Read(line, audit.Size) is not var (checkpoint, data, named, hash))
                throw LedgerAudit.Altered($"Leaf {audit.Size} cannot be read, or the checkpoint before it.");
            if (checkpoint is not null) audit.Vouch(checkpoint);
            else audit.Take(named, MerkleTree.LeafHash(data), hash);
            progress(audit.Size, ledger.Size);
        }
        if (audit.Size != ledger.Size) throw LedgerAudit.Altered($"The checkpoint in the first line is of {ledger.Size} leaves, and the file has {audit.Size}.");
        audit.Vouch(ledger.Checkpoint);
        audit.End();
        return (ledger, audit);
    }

    private static FileStream Opened(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new Refusal("engage.ledger-file", $"The file cannot be read: {fault.Message.TrimEnd('.')}. Pass one that 'ledger export' wrote.");
        }
    }

    /// <summary>The lines of a file as bytes, since it is bytes that were hashed.</summary>
    private sealed class Lines(Stream file)
    {
        // Far more than an event can have. The file may come from anybody.
        private const int Longest = 64 << 20;

        private readonly byte[] _buffer = new byte[64 << 10];
        private Memory<byte> _rest;

        public async Task<byte[]?> Next(CancellationToken stop)
        {
            using var line = new MemoryStream();
            while (line.Length < Longest)
            {
                if (_rest.IsEmpty)
                {
                    _rest = _buffer.AsMemory(0, await file.ReadAsync(_buffer, stop));
                    if (_rest.IsEmpty) return line.Length == 0 ? null : line.ToArray();
                }
                var end = _rest.Span.IndexOf((byte)'\n');
                line.Write(_rest.Span[..(end < 0 ? _rest.Length : end)]);
                _rest = end < 0 ? default : _rest[(end + 1)..];
                if (end >= 0) return line.ToArray();
            }
            return [];
        }
    }
}
