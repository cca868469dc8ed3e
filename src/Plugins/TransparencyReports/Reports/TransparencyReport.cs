namespace Engage.Plugins.TransparencyReports;

/// <summary>A report that the agency publishes in editions.</summary>
/// <param name="Name">What it is called in addresses.</param>
public sealed record TransparencyReport(
    [property: Unpublished] Guid Id, string Name, [property: Unpublished] AgencyText Title, [property: Unpublished] AgencyText Summary)
{
    // What the next edition will hold.
    [Unpublished] public IReadOnlyList<ReportSection> Sections { get; init; } = [];

    /// <summary>Who wrote what is not approved yet, and so cannot approve it.</summary>
    [Unpublished] public IReadOnlyList<ActorId> Authors { get; init; } = [];

    /// <summary>The edition that was compiled and is neither published nor returned.</summary>
    [Unpublished] public PendingEdition? Pending { get; init; }

    /// <summary>The edition that everybody reads now.</summary>
    [Unpublished] public Guid? Current { get; init; }

    /// <summary>How many editions were published, those that were withdrawn since among them.</summary>
    [Unpublished] public int Published { get; init; }

    /// <summary>When the newest edition was published; null while none was.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>The words of the editions that were published and not withdrawn, the newest last: drafts of the next ones are nobody's business yet.</summary>
    [Unpublished] public IReadOnlyList<PublishedWords> Words { get; init; } = [];

    public static Guid IdOf(string name) => StreamId.Of("transparency-reports.report", name);

    internal static TransparencyReport? Evolve(TransparencyReport? report, IEvent happened) => happened.Data switch
    {
        ReportDrafted e => new(happened.StreamId, e.Name, new(e.Title, e.Language), new(e.Summary, e.Language)) { Authors = [e.By] },
        _ when report is null => null,
        ReportDescribed e => report.Wrote(e.By) with
        {
            Title = report.Title.Changed(e.Title ?? report.Title.Text, e.Language),
            Summary = report.Summary.Changed(e.Summary ?? report.Summary.Text, e.Language)
        },
        ReportTranslated e => report.Wrote(e.By) with
        {
            Title = report.Title.Translated(e.Language, e.Title, e.Status),
            Summary = report.Summary.Translated(e.Language, e.Summary, e.Status)
        },
        SectionsWritten e => report.Wrote(e.By) with { Sections = [.. e.Sections.Select(report.Rewritten)] },
        SectionTranslated e => report.Wrote(e.By) with
        {
            Sections = [.. report.Sections.Select(section => section.Id != e.SectionId ? section : section with
            {
                Heading = section.Heading.Translated(e.Language, e.Heading, e.Status),
                Text = section.Text.Translated(e.Language, e.Text, e.Status)
            })]
        },
        // Who writes from here on writes the edition after it.
        EditionCompiled e => report with { Pending = new(e.EditionId, e.Number, e.Title, e.Summary, report.Wrote(e.By).Authors), Authors = [] },
        EditionReturned => report with { Pending = null, Authors = [.. report.Pending!.Authors.Union(report.Authors)] },
        EditionApproved => report with { Pending = report.Pending! with { Approved = true } },
        EditionPublished e => report with
        {
            Pending = null,
            Current = e.EditionId,
            Published = report.Published + 1,
            PublishedAt = happened.Timestamp,
            Words = [.. report.Words, new(e.EditionId, report.Pending!.Title, report.Pending.Summary)]
        },
        EditionWithdrawn e => report with
        {
            Current = report.Current == e.EditionId ? null : report.Current,
            Words = [.. report.Words.Where(words => words.EditionId != e.EditionId)]
        },
        _ => report
    };

    private TransparencyReport Wrote(ActorId by) => Authors.Contains(by) ? this : this with { Authors = [.. Authors, by] };

    private ReportSection Rewritten(SectionText text)
    {
        var (before, language) = (Sections.FirstOrDefault(section => section.Id == text.Id), Title.Language);
        return new(
            text.Id, before?.Heading.Changed(text.Heading, language) ?? new(text.Heading, language), before?.Text.Changed(text.Text, language) ?? new(text.Text, language), text.Figures);
    }
}

/// <summary>An edition on its way to the public.</summary>
/// <param name="Authors">Who wrote what is new in it: none of them approves it.</param>
public sealed record PendingEdition(Guid EditionId, int Number, AgencyText Title, AgencyText Summary, IReadOnlyList<ActorId> Authors, bool Approved = false);

/// <summary>What a report was called in an edition.</summary>
public sealed record PublishedWords(Guid EditionId, AgencyText Title, AgencyText Summary);

/// <summary>A section of a report.</summary>
/// <param name="Id">The section's id, the same in every edition.</param>
public sealed record ReportSection(
    Guid Id, [property: Unpublished] AgencyText Heading, [property: Unpublished] AgencyText Text, [property: Unpublished] IReadOnlyList<FigureRequest> Figures);

public sealed partial class TransparencyReportProjection : SingleStreamProjection<TransparencyReport, Guid>
{
    public TransparencyReportProjection()
    {
        IncludeType<ReportDrafted>();
        IncludeType<ReportDescribed>();
        IncludeType<ReportTranslated>();
        IncludeType<SectionsWritten>();
        IncludeType<SectionTranslated>();
        IncludeType<EditionCompiled>();
        IncludeType<EditionReturned>();
        IncludeType<EditionApproved>();
        IncludeType<EditionPublished>();
        IncludeType<EditionWithdrawn>();
    }

    public override TransparencyReport? Evolve(TransparencyReport? snapshot, Guid id, IEvent e) => TransparencyReport.Evolve(snapshot, e);
}
