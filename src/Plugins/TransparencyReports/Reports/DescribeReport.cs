namespace Engage.Plugins.TransparencyReports;

/// <summary>How to describe a report; what is left out stays as it is.</summary>
/// <param name="Report">The report's name.</param>
/// <param name="Title">Its title, 1 to 200 characters.</param>
/// <param name="Summary">What it is about, 1 to 5,000 characters.</param>
/// <param name="Language">The language of its texts, a tag of BCP 47.</param>
public sealed record DescribeReportInput(string Report, string? Title = null, string? Summary = null, string? Language = null);

public static class DescribeReport
{
    /// <summary>Says anew what a report is about, from its next edition on. What was translated stays, and is outdated until it is translated again.</summary>
    [Requires(ReportPermissions.Write)]
    public static Task<TransparencyReport> Handle(DescribeReportInput input, Actor actor, IDocumentSession session, CancellationToken stop) =>
        session.ChangeReport(input.Report, report => [Decide(report, input, actor.Author())], stop);

    public static ReportDescribed Decide(TransparencyReport report, DescribeReportInput input, ActorId by)
    {
        var described = new ReportDescribed(
            input.Title is { } title ? Text.Checked(title, nameof(input.Title), 200) : null,
            input.Summary is { } summary ? Text.Checked(summary, nameof(input.Summary), 5_000) : null,
            input.Language is { } language ? LanguageTag.Checked(language, nameof(input.Language)) : null, by);
        if ((described.Title ?? report.Title.Text) == report.Title.Text && (described.Summary ?? report.Summary.Text) == report.Summary.Text
            && (described.Language ?? report.Title.Language) == report.Title.Language)
            throw new Refusal("transparency-reports.report-unchanged", "It is so already.");
        return described;
    }
}
