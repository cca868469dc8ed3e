namespace Engage.Plugins.TransparencyReports;

/// <summary>A section of a report in another language.</summary>
/// <param name="Report">The report's name.</param>
/// <param name="SectionId">The section.</param>
/// <param name="Language">The language, a tag of BCP 47.</param>
/// <param name="Heading">The heading, 1 to 200 characters.</param>
/// <param name="Text">The text, in Markdown, 1 to 20,000 characters.</param>
/// <param name="Status">How the translation came about.</param>
/// <param name="Of">The <c>textVersion</c> of the section that was translated. Where it was changed since, the translation is refused (<c>engage.conflict</c>).</param>
public sealed record TranslateSectionInput(string Report, Guid SectionId, string Language, string Heading, string Text, TranslationStatus Status, int? Of = null);

public static class TranslateSection
{
    /// <summary>Translates a section of a report, from its next edition on. Whoever approves that has to be somebody else.</summary>
    [Requires(ReportPermissions.Translate)]
    public static Task<TransparencyReport> Handle(TranslateSectionInput input, Actor actor, IDocumentSession session, CancellationToken stop) =>
        session.ChangeReport(input.Report, report => [Decide(report, input, actor.Author())], stop);

    public static SectionTranslated Decide(TransparencyReport report, TranslateSectionInput input, ActorId by)
    {
        var section = report.Sections.FirstOrDefault(section => section.Id == input.SectionId) ?? throw Refusal.NotFound("section", nameof(input.SectionId));
        if (input.Of is { } of && of != ReportDraftExtensions.TextVersion(section.Heading, section.Text)) throw Refusal.Conflict();
        return new(
            section.Id, section.Heading.ToTranslateInto(input.Language, nameof(input.Language)), Text.Checked(input.Heading, nameof(input.Heading), 200),
            Text.Checked(input.Text, nameof(input.Text), 20_000), input.Status, by);
    }
}
