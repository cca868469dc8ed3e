using System.Data;
using Npgsql;

namespace Engage.Ledger;

/// <summary>Writes the ledger of an agency, up to its newest checkpoint, into a file that verifies without this deployment.</summary>
internal sealed class ExportLedger(NpgsqlDataSource database, StoredTrees trees, Checkpoints checkpoints, LedgerKeys keys)
{
    /// <summary>Writes the file and answers with its first line.</summary>
    /// <param name="agency">Whose ledger.</param>
    /// <param name="path">Where to. What is there is replaced when the new file is whole.</param>
    /// <param name="progress">Is told how many leaves of how many are done.</param>
    /// <param name="stop">Ends it early.</param>
    public async Task<LedgerFile> Run(string agency, string path, Action<long, long> progress, CancellationToken stop)
    {
        var (origin, _) = await trees.Find(agency, stop) ?? throw VerifyDatabase.Nothing(agency);
        var newest = await checkpoints.Newest(agency, stop) ?? throw VerifyDatabase.Nothing(agency);
        var ledger = new LedgerFile(origin, (await keys.KeyOf(origin, stop)).ToString(), newest.Size, newest.Note);
        var unfinished = path + ".part";
        try
        {
            await using (var file = File.Create(unfinished))
            {
                await file.WriteAsync(ledger.Line, stop);
                await WriteLeaves(file, agency, ledger.Size, progress, stop);
            }
            File.Move(unfinished, path, overwrite: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            var reason = fault.Message.TrimEnd('.');
            throw new Refusal("engage.ledger-file", $"The file cannot be written: {reason}. Name one in a folder that exists and that you may write to.");
        }
        finally
        {
            if (File.Exists(unfinished)) File.Delete(unfinished);
        }
        return ledger;
    }

    private async Task WriteLeaves(Stream file, string agency, long size, Action<long, long> progress, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, stop);
        await foreach (var page in LedgerPage.ReadAll(connection, agency, size, stop))
        {
            var events = page.Events.ToDictionary(logged => logged.Leaf.Sequence, logged => logged.Leaf.Data);
            var notes = page.Checkpoints.ToDictionary(checkpoint => checkpoint.Size, checkpoint => checkpoint.Note);
            foreach (var leaf in page.Leaves)
            {
                await file.WriteAsync(LedgerFile.LineOf(leaf.Hash, events.GetValueOrDefault(leaf.Sequence)), stop);
                if (notes.TryGetValue(leaf.Index + 1, out var note)) await file.WriteAsync(LedgerFile.LineOf(note), stop);
                progress(leaf.Index + 1, size);
            }
        }
    }
}
