namespace Engage.Plugins.TransparencyReports;

/// <summary>The editions that everybody may read of, as lists show them: without their figures, which may be many.</summary>
internal sealed record PublicEdition
{
    public required Guid Id { get; init; }
    public required Guid ReportId { get; init; }
    public required int Number { get; init; }
    public required EditionState State { get; init; }
    public required AgencyText Title { get; init; }
    public required AgencyText Summary { get; init; }
    public required string? Correction { get; init; }
    public required string? Reason { get; init; }
    public required DateTimeOffset? PublishedAt { get; init; }
    public required DateTimeOffset? WithdrawnAt { get; init; }

    public static PublicEdition Of(ReportEdition edition) => new()
    {
        Id = edition.Id,
        ReportId = edition.ReportId,
        Number = edition.Number,
        State = edition.State,
        Title = edition.Title,
        Summary = edition.Summary,
        Correction = edition.Correction,
        Reason = edition.Reason,
        PublishedAt = edition.PublishedAt,
        WithdrawnAt = edition.WithdrawnAt
    };

    /// <summary>When there was something to tell of it last.</summary>
    public DateTimeOffset ChangedAt => WithdrawnAt ?? PublishedAt!.Value;
}

/// <summary>Reads what was published. An edition that never was is as good as none.</summary>
internal static class EditionShelf
{
    /// <summary>How many of the newest editions a list shows.</summary>
    private const int Most = 200;

    public static async Task<IReadOnlyList<PublicEdition>> Newest(IQuerySession session, Guid? reportId, CancellationToken stop) =>
        await session.Query<ReportEdition>().Where(edition => edition.PublishedAt != null && (reportId == null || edition.ReportId == reportId))
            .OrderByDescending(edition => edition.PublishedAt).ThenBy(edition => edition.Id).Take(Most)
            .Select(edition => new PublicEdition
            {
                Id = edition.Id,
                ReportId = edition.ReportId,
                Number = edition.Number,
                State = edition.State,
                Title = edition.Title,
                Summary = edition.Summary,
                Correction = edition.Correction,
                Reason = edition.Reason,
                PublishedAt = edition.PublishedAt,
                WithdrawnAt = edition.WithdrawnAt
            }).ToListAsync(stop);

    /// <summary>The edition of that number. Without one the edition that everybody reads now, or, where that was withdrawn, the newest, so that readers learn of it.</summary>
    public static async Task<ReportEdition?> Find(IQuerySession session, string report, int? number, CancellationToken stop)
    {
        if (await session.LoadAsync<TransparencyReport>(TransparencyReport.IdOf(report), stop) is not { } found) return null;
        if (number is null && found.Current is { } current) return await session.LoadAsync<ReportEdition>(current, stop);
        return await session.Query<ReportEdition>().Where(edition => edition.ReportId == found.Id && edition.PublishedAt != null && (number == null || edition.Number == number))
            .OrderByDescending(edition => edition.PublishedAt).FirstOrDefaultAsync(stop);
    }

    /// <summary>The same, of those whose figures may be read.</summary>
    public static async Task<ReportEdition?> Readable(IQuerySession session, string report, int? number, CancellationToken stop) =>
        await Find(session, report, number, stop) is { State: EditionState.Published or EditionState.Superseded } edition ? edition : null;

    /// <summary>The editions that everybody reads now, as a catalogue tells them. One at a time, since their figures may be many and only where these come from is told.</summary>
    public static async Task<IReadOnlyList<CatalogueEdition>> Current(IQuerySession session, CancellationToken stop)
    {
        List<CatalogueEdition> editions = [];
        var current = session.Query<ReportEdition>().Where(edition => edition.State == EditionState.Published).OrderByDescending(edition => edition.PublishedAt).ThenBy(edition => edition.Id).Take(Most);
        await foreach (var edition in current.ToAsyncEnumerable(stop)) editions.Add(CatalogueEdition.Of(edition));
        return editions;
    }

    /// <summary>What reports are called.</summary>
    public static async Task<IReadOnlyDictionary<Guid, NamedReport>> Names(IQuerySession session, IEnumerable<Guid> reports, CancellationToken stop)
    {
        var ids = reports.Distinct().ToArray();
        return (await session.Query<TransparencyReport>().Where(report => ids.Contains(report.Id)).Select(report => new { report.Id, report.Name, report.Words }).ToListAsync(stop))
            .ToDictionary(report => report.Id, report => new NamedReport(report.Name, report.Words.LastOrDefault()?.Title));
    }
}

/// <summary>What a report is called.</summary>
/// <param name="Name">In addresses.</param>
/// <param name="Title">By its newest edition that can be read; null where there is none.</param>
internal sealed record NamedReport(string Name, AgencyText? Title)
{
    /// <summary>The title of an edition. What was withdrawn may have been withdrawn for its title.</summary>
    public AgencyText TitleOf(EditionState state, AgencyText title) => state is EditionState.Withdrawn ? Title ?? Name : title;
}
