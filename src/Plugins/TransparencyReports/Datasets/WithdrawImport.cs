namespace Engage.Plugins.TransparencyReports;

/// <summary>A file that should not have been imported.</summary>
/// <param name="Dataset">The dataset's name.</param>
/// <param name="ImportId">The import.</param>
/// <param name="Reason">Why, 1 to 2,000 characters. Everybody reads it.</param>
public sealed record WithdrawImportInput(string Dataset, Guid ImportId, string Reason);

public static class WithdrawImport
{
    /// <summary>
    /// Takes a file back: its records count no more from now on, and what it corrected is again what the files before said. Editions that were compiled before stay as they
    /// are. A record that a later file says in the same words was not read from that file again; import the later file once more.
    /// </summary>
    [Requires(ReportPermissions.ManageData)]
    public static Task<Dataset> Handle(WithdrawImportInput input, IDocumentSession session, CancellationToken stop) =>
        session.ChangeDataset(input.Dataset, dataset => Decide(dataset, input), stop);

    public static ImportWithdrawn Decide(Dataset dataset, WithdrawImportInput input)
    {
        var import = dataset.Imports.FirstOrDefault(each => each.Id == input.ImportId) ?? throw Refusal.NotFound("import", nameof(input.ImportId));
        if (import.State is not ImportState.Completed)
            throw new Refusal("transparency-reports.import-not-counting", "The records of this import do not count, so there is nothing to withdraw: it is not complete, broke off, or was withdrawn before.", nameof(input.ImportId));
        return new(import.Id, Text.Checked(input.Reason, nameof(input.Reason), 2_000));
    }
}
