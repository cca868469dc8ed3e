using System.Text;

namespace Engage.Plugins.TransparencyReports;

public static class ReportEditionExtensions
{
    /// <summary>The report that it is an edition of.</summary>
    public static async Task<IReadOnlyList<TransparencyReport>> Report(IReadOnlyList<ReportEdition> editions, IQuerySession session, CancellationToken stop)
    {
        var reports = await Reports(editions, session, stop);
        return [.. editions.Select(edition => reports[edition.ReportId])];
    }

    /// <summary>Its title; null where it was withdrawn.</summary>
    /// <param name="language">The language to read it in, a tag of BCP 47: de-AT finds a translation into de-AT, or else into de. Without it, and where none is found, the original.</param>
    public static string? Title(ReportEdition edition, string? language = null) => edition.IsShown() ? edition.Title.In(language) : null;

    /// <summary>What it is about; null where it was withdrawn.</summary>
    /// <param name="language">The language to read it in, as with the title.</param>
    public static string? Summary(ReportEdition edition, string? language = null) => edition.IsShown() ? edition.Summary.In(language) : null;

    /// <summary>What it corrects or adds to the editions before, and why; null for the first, and where it was withdrawn.</summary>
    public static string? Correction(ReportEdition edition) => edition.IsShown() ? edition.Correction : null;

    /// <summary>The languages that its title can be read in besides the original.</summary>
    public static IReadOnlyList<string> Languages(ReportEdition edition) => edition.IsShown() ? [.. edition.Title.Translations.Select(each => each.Language)] : [];

    /// <summary>Its sections, in their order; none where it was withdrawn.</summary>
    public static Connection<EditionSection> Sections(ReportEdition edition, Page page)
    {
        var figures = edition.Figures.ToDictionary(figure => figure.Id);
        IReadOnlyList<ReportSection> sections = edition.IsShown() ? edition.Sections : [];
        return sections.Select(section => new EditionSection(section.Id, section.Heading, section.Text, [.. section.Figures.Select(figure => figures[figure.Id])])).ToList()
            .ToConnection(page, section => section.Id);
    }

    /// <summary>Its figures, in their order; none where it was withdrawn.</summary>
    public static Connection<ReportFigure> Figures(ReportEdition edition, Page page)
    {
        IReadOnlyList<ReportFigure> figures = edition.IsShown() ? edition.Figures : [];
        return figures.ToConnection(page, figure => figure.Id);
    }

    /// <summary>One of its figures; null where there is none, and where it was withdrawn.</summary>
    /// <param name="id">The figure's id.</param>
    public static ReportFigure? Figure(ReportEdition edition, Guid id) => edition.IsShown() ? edition.Figures.FirstOrDefault(figure => figure.Id == id) : null;

    /// <summary>
    /// Everything that it tells, as the canonical JSON whose digest is kept with it: texts in all languages, figures with their definitions and rows. Null where it was
    /// withdrawn. Counts 500 in what a document may cost.
    /// </summary>
    [Costs(500)]
    public static async Task<IReadOnlyList<string?>> Json(IReadOnlyList<ReportEdition> editions, IQuerySession session, CancellationToken stop)
    {
        var reports = await Reports(editions, session, stop);
        return [.. editions.Select(edition => edition.IsShown() ? Encoding.UTF8.GetString(EditionJson.Of(EditionContent.Of(edition, reports[edition.ReportId].Name))) : null)];
    }

    /// <summary>
    /// Compiles it again from the log and compares every byte. Null where it was withdrawn. It reads all records behind the edition: counts 20,000 in what a document
    /// may cost, is told again for an hour, and where others ask as much just now it is refused (<c>engage.busy</c>).
    /// </summary>
    [Costs(20_000)]
    public static async Task<EditionReproduction?> Reproduce(
        ReportEdition edition, ILog log, IQuerySession session, TimeProvider clock, CancellationToken stop) =>
        edition.IsShown() ? await Reproductions.Of(edition, log, session, clock, stop) : null;

    /// <summary>Proves that the edition, as it was compiled, is in the public ledger; null while no checkpoint covers it.</summary>
    [Costs(20)]
    public static Task<LedgerProof?> Proof(ReportEdition edition, ILog log, CancellationToken stop) => log.Prove(edition.CompiledEvent, stop);

    /// <summary>The edition whose place it took; null where it took none's.</summary>
    public static async Task<IReadOnlyList<ReportEdition?>> Supersedes(IReadOnlyList<ReportEdition> editions, IQuerySession session, CancellationToken stop)
    {
        var before = (await session.LoadManyAsync<ReportEdition>(stop, [.. editions.Select(edition => edition.Supersedes).OfType<Guid>().Distinct()])).ToDictionary(edition => edition.Id);
        return [.. editions.Select(edition => edition.Supersedes is { } id ? before[id] : null)];
    }

    private static async Task<Dictionary<Guid, TransparencyReport>> Reports(IReadOnlyList<ReportEdition> editions, IQuerySession session, CancellationToken stop) =>
        (await session.LoadManyAsync<TransparencyReport>(stop, [.. editions.Select(edition => edition.ReportId).Distinct()])).ToDictionary(report => report.Id);
}

/// <summary>A section of an edition.</summary>
/// <param name="Id">The section's id, the same in every edition.</param>
public sealed record EditionSection(
    Guid Id, [property: Unpublished] AgencyText Heading, [property: Unpublished] AgencyText Text, [property: Unpublished] IReadOnlyList<ReportFigure> Figures);

public static class EditionSectionExtensions
{
    /// <summary>Its heading.</summary>
    /// <param name="language">The language to read it in, a tag of BCP 47: de-AT finds a translation into de-AT, or else into de. Without it, and where none is found, the original.</param>
    public static string Heading(EditionSection section, string? language = null) => section.Heading.In(language);

    /// <summary>Its text, in Markdown.</summary>
    /// <param name="language">The language to read it in, as with the heading.</param>
    public static string Text(EditionSection section, string? language = null) => section.Text.In(language);

    /// <summary>Its text, as HTML that is safe to put into a page.</summary>
    /// <param name="language">The language to read it in, as with the heading.</param>
    public static string? TextHtml(EditionSection section, IMarkdown markdown, string? language = null) => markdown.ToHtml(section.Text.In(language));

    /// <summary>Its figures, in their order.</summary>
    public static Connection<ReportFigure> Figures(EditionSection section, Page page) => section.Figures.ToConnection(page, figure => figure.Id);
}
