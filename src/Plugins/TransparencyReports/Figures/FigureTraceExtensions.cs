namespace Engage.Plugins.TransparencyReports;

public static class TracesOfRows
{
    /// <summary>What the row was made of: the definition, the files, the events or a commitment to them, and the proof that it was so in the public ledger.</summary>
    public static async Task<IReadOnlyList<FigureTrace>> Trace(IReadOnlyList<FigureRow> rows, IQuerySession session, CancellationToken stop)
    {
        var editions = (await session.LoadManyAsync<ReportEdition>(stop, [.. rows.Select(row => row.EditionId).Distinct()])).ToDictionary(edition => edition.Id);
        return [.. rows.Select(row => FigureTrace.Of(editions[row.EditionId], row))];
    }
}

public static class FigureTraceExtensions
{
    /// <summary>The files whose records counted.</summary>
    [Costs(10)]
    public static async Task<IReadOnlyList<Connection<CountedImport>>> Imports(
        IReadOnlyList<FigureTrace> traces, Page page, IQuerySession session, CancellationToken stop)
    {
        var counted = await CountedImport.At(
            session, traces.SelectMany(trace => ChangesOfEditions.Datasets(trace.Definition), (trace, dataset) => (dataset, trace.Sequence)), stop);
        return [.. traces.Select(trace =>
        {
            IReadOnlyList<CountedImport> imports = [.. ChangesOfEditions.Datasets(trace.Definition).SelectMany(dataset => counted[(dataset, trace.Sequence)])];
            return imports.ToConnection(page, import => import.Id);
        })];
    }

    /// <summary>Proves that the edition with this row, as it was compiled, is in the public ledger; null while no checkpoint covers it.</summary>
    [Costs(20)]
    public static Task<LedgerProof?> Proof(FigureTrace trace, ILog log, CancellationToken stop) => log.Prove(trace.Edition.CompiledEvent, stop);

    /// <summary>Why the events are not listed; null where they are.</summary>
    public static async Task<IReadOnlyList<TraceSecrecy?>> EventsHiddenFor(IReadOnlyList<FigureTrace> traces, IQuerySession session, CancellationToken stop)
    {
        Guid[] ids = [.. traces.Select(trace => Dataset.IdOf(trace.Definition.Dataset)).Distinct()];
        var datasets = (await session.LoadManyAsync<Dataset>(stop, ids)).ToDictionary(dataset => dataset.Name);
        return [.. traces.Select(trace => FigureTrace.Secrecy(datasets.GetValueOrDefault(trace.Definition.Dataset)?.Access, trace.Definition, trace.Row))];
    }

    /// <summary>
    /// The events that were counted, of a rate those above the line; none where <c>eventsHiddenFor</c> says why. It reads all records of the dataset: counts 10,000 in
    /// what a document may cost, and where others ask as much just now it is refused (<c>engage.busy</c>).
    /// </summary>
    [Costs(10_000)]
    public static async Task<Connection<TracedEvent>> Events(FigureTrace trace, Page page, ILog log, IQuerySession session, CancellationToken stop)
    {
        var hidden = (await EventsHiddenFor([trace], session, stop))[0] is not null;
        var events = hidden ? [] : await Turns.Of(session).Reader(() => RowEvents.Of(trace.Edition, trace.Figure, trace.Row, log, session, stop), stop);
        return events.ToConnection(page, each => each.Id);
    }
}

public static class TracedEventExtensions
{
    /// <summary>Proves that the event is in the public ledger; null while no checkpoint covers it.</summary>
    [Costs(20)]
    public static Task<LedgerProof?> Proof(TracedEvent traced, ILog log, CancellationToken stop) => log.Prove(traced.Id, stop);
}
