namespace Engage.Plugins.TransparencyReports;

/// <summary>What the next edition of a report will say.</summary>
public sealed record ReportDraft([property: Unpublished] TransparencyReport Report);

public static class ReportDraftExtensions
{
    /// <summary>The title.</summary>
    /// <param name="language">The language to read it in, a tag of BCP 47: de-AT finds a translation into de-AT, or else into de. Without it, and where none is found, the original.</param>
    public static string Title(ReportDraft draft, string? language = null) => draft.Report.Title.In(language);

    /// <summary>What the report is about.</summary>
    /// <param name="language">The language to read it in, as with the title.</param>
    public static string Summary(ReportDraft draft, string? language = null) => draft.Report.Summary.In(language);

    /// <summary>A number that grows whenever the title or the summary is changed, for translators to say which words they translated.</summary>
    public static int TextVersion(ReportDraft draft) => TextVersion(draft.Report.Title, draft.Report.Summary);

    /// <summary>The sections, in their order.</summary>
    public static Connection<ReportSection> Sections(ReportDraft draft, Page page) => draft.Report.Sections.ToConnection(page, section => section.Id);

    /// <summary>The edition that was compiled and is neither published nor returned; null where there is none, and for who only translates.</summary>
    public static async Task<ReportEdition?> Pending(ReportDraft draft, Actor actor, IQuerySession session, CancellationToken stop) =>
        draft.Report.Pending is { } pending ? await ReportReading.Edition(session, actor, pending.EditionId, stop) : null;

    /// <summary>Whether the caller wrote, translated or compiled some of the pending edition, and so cannot approve it.</summary>
    public static bool IsAuthor(ReportDraft draft, Actor actor) => draft.Report.Pending?.Authors.Contains(actor.Id) is true;

    internal static int TextVersion(AgencyText one, AgencyText other) => one.Version + other.Version - 1;
}

public static class ReportSectionExtensions
{
    /// <summary>Its heading.</summary>
    /// <param name="language">The language to read it in, a tag of BCP 47: de-AT finds a translation into de-AT, or else into de. Without it, and where none is found, the original.</param>
    public static string Heading(ReportSection section, string? language = null) => section.Heading.In(language);

    /// <summary>Its text, in Markdown.</summary>
    /// <param name="language">The language to read it in, as with the heading.</param>
    public static string Text(ReportSection section, string? language = null) => section.Text.In(language);

    /// <summary>A number that grows whenever the heading or the text is changed, for translators to say which words they translated.</summary>
    public static int TextVersion(ReportSection section) => ReportDraftExtensions.TextVersion(section.Heading, section.Text);

    /// <summary>The figures that are asked for, at most 20.</summary>
    public static IReadOnlyList<FigureRequest> Figures(ReportSection section) => section.Figures;
}
