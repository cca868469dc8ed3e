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

    public static Guid IdOf(string name) => StreamId.Of("transparency-reports.report", name);

    internal static TransparencyReport? Evolve(TransparencyReport? report, Guid id, object happened) => happened switch
    {
        ReportDrafted e => new(id, e.Name, new(e.Title, e.Language), new(e.Summary, e.Language)) { Authors = [e.By] },
        _ when report is null => null,
        ReportDescribed e => report.Wrote(e.By) with
        {
            Title = report.Title.Changed(e.Title ?? report.Title.Text, e.Language),
            Summary = report.Summary.Changed(e.Summary ?? report.Summary.Text, e.Language)
        },
        ReportTranslated e => report with
        {
            Title = report.Title.Translated(e.Language, e.Title, e.Status),
            Summary = report.Summary.Translated(e.Language, e.Summary, e.Status)
        },
        SectionsWritten e => report.Wrote(e.By) with { Sections = [.. e.Sections.Select(report.Rewritten)] },
        SectionTranslated e => report with
        {
            Sections = [.. report.Sections.Select(section => section.Id != e.SectionId ? section : section with
            {
                Heading = section.Heading.Translated(e.Language, e.Heading, e.Status),
                Text = section.Text.Translated(e.Language, e.Text, e.Status)
            })]
        },
        EditionCompiled e => report.Wrote(e.By) with { Pending = new(e.EditionId, e.Number, null) },
        EditionReturned => report with { Pending = null },
        EditionApproved e => report with { Pending = report.Pending! with { ApprovedBy = e.By } },
        EditionPublished e => report with { Pending = null, Current = e.EditionId, Published = report.Published + 1, Authors = [] },
        EditionWithdrawn e => report with { Current = report.Current == e.EditionId ? null : report.Current },
        _ => report
    };

    private TransparencyReport Wrote(ActorId by) => Authors.Contains(by) ? this : this with { Authors = [.. Authors, by] };

    private ReportSection Rewritten(SectionText text)
    {
        var before = Sections.FirstOrDefault(section => section.Id == text.Id);
        return new(text.Id, before?.Heading.Changed(text.Heading) ?? text.Heading, before?.Text.Changed(text.Text) ?? text.Text, text.Figures);
    }
}

/// <summary>An edition on its way to the public.</summary>
public sealed record PendingEdition(Guid EditionId, int Number, ActorId? ApprovedBy);

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

    public override TransparencyReport? Evolve(TransparencyReport? snapshot, Guid id, IEvent e) => TransparencyReport.Evolve(snapshot, id, e.Data);
}
