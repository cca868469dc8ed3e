namespace Engage.Plugins.TransparencyReports;

/// <summary>The row to open.</summary>
/// <param name="EditionId">The edition.</param>
/// <param name="RowId">The row.</param>
/// <param name="Reason">Why it has to be opened, 1 to 500 characters. It is kept for good, for whoever audits the auditors.</param>
public sealed record OpenFigureInput(Guid EditionId, Guid RowId, string Reason);

/// <summary>What is behind a row, and opens its commitment: SHA-256 of the nonce and the 16 bytes of each event's id, in their order.</summary>
/// <param name="Id">The stream of the event that says who looked, and why.</param>
/// <param name="RowId">The row.</param>
/// <param name="Nonce">What the commitment was made with, in lower case hexadecimal digits.</param>
/// <param name="Commitment">What was published.</param>
/// <param name="Matches">Whether these events make that commitment.</param>
/// <param name="Count">How many events there are.</param>
public sealed record FigureOpening(
    Guid Id, Guid RowId, string Nonce, string Commitment, bool Matches, int Count, [property: Unpublished] IReadOnlyList<TracedEvent> Behind);

public static class OpenFigure
{
    /// <summary>
    /// Shows an auditor the events behind a row, also where it is withheld. That it was done, by whom and why is an event itself, written before anything is shown.
    /// One row is opened at a time (<c>engage.busy</c>). Counts 10,000 in what a document may cost.
    /// </summary>
    [Costs(10_000)]
    [Requires(ReportPermissions.Audit)]
    public static async Task<FigureOpening> Handle(OpenFigureInput input, Actor actor, ILog log, IDocumentSession session, TimeProvider clock, CancellationToken stop)
    {
        var edition = await ReportReading.Edition(session, actor, input.EditionId, stop) ?? throw Refusal.NotFound("edition", nameof(input.EditionId));
        var (opened, id) = (Decide(edition, input, actor.Id), StreamId.New(clock));
        var (figure, row) = Find(edition, input.RowId)!.Value;
        return await Turns.Of(session).Staff(async () =>
        {
            session.Events.StartStream(id, opened);
            await session.SaveChangesAsync(stop);
            var (nonce, events) = (RowEvents.Nonce(edition.Salt, row.Id), await RowEvents.Of(edition, figure, row, log, session, stop));
            return new FigureOpening(
                id, row.Id, Convert.ToHexStringLower(nonce), row.Commitment, RowEvents.Commitment(nonce, events) == row.Commitment, events.Count, events);
        }, stop);
    }

    public static FigureOpened Decide(ReportEdition edition, OpenFigureInput input, ActorId by) => Find(edition, input.RowId) is null
        ? throw Refusal.NotFound("row", nameof(input.RowId))
        : new(edition.Id, input.RowId, Text.Checked(input.Reason, nameof(input.Reason), 500), by);

    private static (ReportFigure, FigureRow)? Find(ReportEdition edition, Guid rowId) =>
        edition.Figures.Select(figure => (Figure: figure, Row: figure.Rows.FirstOrDefault(row => row.Id == rowId))).FirstOrDefault(each => each.Row is not null) is ({ } figure, { } row)
            ? (figure, row)
            : null;
}

public static class FigureOpeningExtensions
{
    /// <summary>The events, of a rate those above the line.</summary>
    public static Connection<TracedEvent> Events(FigureOpening opening, Page page) => opening.Behind.ToConnection(page, each => each.Id);
}
