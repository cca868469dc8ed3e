namespace Engage.Plugins.TransparencyReports;

/// <summary>What happened to a dataset, from which follows how it was at any number of the log.</summary>
internal sealed class DatasetHistory(Guid id, IReadOnlyList<(long Sequence, object Happened)> events, long sequence)
{
    public static async Task<DatasetHistory> Of(string name, long sequence, IQuerySession session, CancellationToken stop)
    {
        var id = Dataset.IdOf(name);
        var history = new DatasetHistory(id, [.. (await session.Events.FetchStreamAsync(id, token: stop)).Select(each => (each.Sequence, each.Data))], sequence);
        return history.At(sequence) is null ? throw new Refusal("transparency-reports.no-dataset", $"There was no dataset {name}. Import it, or correct the metric.") : history;
    }

    public DatasetAt? At(long number) => DatasetAt.Of(id, events, number);

    /// <summary>The imports that count in one of the views, or now.</summary>
    public IReadOnlyCollection<Guid> Streams(IEnumerable<DatasetAt> views) => [.. views.Append(At(sequence)!).SelectMany(view => view.Imports).Distinct().Order()];

    /// <summary>Counts a table's records for figures that are planned and for all that were published before.</summary>
    public Tabulating Tabulating(DatasetTable table, IReadOnlyList<PlannedFigure> planned, IReadOnlyList<ReportEdition> earlier)
    {
        var published = earlier.SelectMany(edition => edition.Figures, (edition, figure) => (edition.Sequence, Figure: figure))
            .Where(each => Dataset.IdOf(each.Figure.Definition.Dataset) == id && each.Figure.Definition.Table == table).ToList();
        var views = published.Select(each => each.Sequence).Append(sequence).Distinct().Order().ToList();
        return new(table, [
            .. planned.Select(figure => new CountedFigure(figure.Request.Id, figure.Definition, figure.Request.From, figure.Request.Until, views.IndexOf(sequence))),
            .. published.Select(each => new CountedFigure(each.Figure.Id, each.Figure.Definition, each.Figure.From, each.Figure.Until, views.IndexOf(each.Sequence), each.Figure.Rows))],
            [.. views.Select(view => At(view)!)]);
    }
}
