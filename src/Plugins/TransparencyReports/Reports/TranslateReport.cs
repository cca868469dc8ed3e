namespace Engage.Plugins.TransparencyReports;

/// <summary>The title and the summary of a report in another language.</summary>
/// <param name="Report">The report's name.</param>
/// <param name="Language">The language, a tag of BCP 47.</param>
/// <param name="Title">The title, 1 to 200 characters.</param>
/// <param name="Summary">The summary, 1 to 5,000 characters.</param>
/// <param name="Status">How the translation came about.</param>
/// <param name="Of">The <c>textVersion</c> of the draft that was translated. Where it was changed since, the translation is refused (<c>engage.conflict</c>).</param>
public sealed record TranslateReportInput(string Report, string Language, string Title, string Summary, TranslationStatus Status, int? Of = null);

public static class TranslateReport
{
    /// <summary>Translates the title and the summary of a report, from its next edition on. Whoever approves that has to be somebody else.</summary>
    [Requires(ReportPermissions.Translate)]
    public static Task<TransparencyReport> Handle(TranslateReportInput input, Actor actor, IDocumentSession session, CancellationToken stop) =>
        session.ChangeReport(input.Report, report => [Decide(report, input, actor.Author())], stop);

    public static ReportTranslated Decide(TransparencyReport report, TranslateReportInput input, ActorId by)
    {
        if (input.Of is { } of && of != ReportDraftExtensions.TextVersion(report.Title, report.Summary)) throw Refusal.Conflict();
        return new(
            report.Title.ToTranslateInto(input.Language, nameof(input.Language)), Text.Checked(input.Title, nameof(input.Title), 200),
            Text.Checked(input.Summary, nameof(input.Summary), 5_000), input.Status, by);
    }
}
