namespace Engage.Plugins.TransparencyReports;

internal static class ChangingDatasets
{
    /// <summary>Appends what is decided of a dataset. Where another writer was faster, nothing is written.</summary>
    public static async Task<Dataset> ChangeDataset(this IDocumentSession session, string name, Func<Dataset, object> decide, CancellationToken stop)
    {
        var id = Dataset.IdOf(name);
        await session.Change<Dataset>(id, dataset => [decide(dataset ?? throw Refusal.NotFound("dataset", "dataset"))], stop);
        return (await session.LoadAsync<Dataset>(id, stop))!;
    }
}
