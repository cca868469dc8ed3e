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
    public static async Task<Connection<CountedImport>> Imports(FigureTrace trace, Page page, IQuerySession session, CancellationToken stop) =>
        (await CountedImport.At(session, ChangesOfEditions.Datasets(trace.Definition), trace.Sequence, stop)).ToConnection(page, import => import.Id);

    /// <summary>Proves that the edition with this row, as it was compiled, is in the public ledger; null while no checkpoint covers it.</summary>
    [Costs(20)]
    public static Task<LedgerProof?> Proof(FigureTrace trace, ILog log, CancellationToken stop) => log.Prove(trace.Edition.CompiledEvent, stop);

    /// <summary>Why the events are not listed; null where they are.</summary>
    public static async Task<TraceSecrecy?> EventsHiddenFor(FigureTrace trace, IQuerySession session, CancellationToken stop) =>
        FigureTrace.Secrecy((await session.LoadAsync<Dataset>(Dataset.IdOf(trace.Definition.Dataset), stop))?.Access, trace.Definition, trace.Row);

    /// <summary>
    /// The events that were counted, of a rate those above the line; none where <c>eventsHiddenFor</c> says why. It reads all records of the dataset: counts 10,000 in
    /// what a document may cost.
    /// </summary>
    [Costs(10_000)]
    public static async Task<Connection<TracedEvent>> Events(FigureTrace trace, Page page, ILog log, IQuerySession session, CancellationToken stop)
    {
        var events = await EventsHiddenFor(trace, session, stop) is null ? await RowEvents.Of(trace.Edition, trace.Figure, trace.Row, log, session, stop) : [];
        return events.ToConnection(page, each => each.Id);
    }
}

public static class TracedEventExtensions
{
    /// <summary>Proves that the event is in the public ledger; null while no checkpoint covers it.</summary>
    [Costs(20)]
    public static Task<LedgerProof?> Proof(TracedEvent traced, ILog log, CancellationToken stop) => log.Prove(traced.Id, stop);
}
