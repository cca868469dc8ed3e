using System.Text.RegularExpressions;

namespace Engage.Plugins.TransparencyReports;

/// <summary>The report to draft.</summary>
/// <param name="Name">What it will be called in addresses, for good: lower case letters and digits, joined by single hyphens, at most 60 characters.</param>
/// <param name="Title">Its title, 1 to 200 characters.</param>
/// <param name="Summary">What it is about, 1 to 5,000 characters.</param>
/// <param name="Language">The language of its texts, a tag of BCP 47; without it the one that the agency uses by default.</param>
public sealed record DraftReportInput(string Name, string Title, string Summary, string? Language = null);

public static partial class DraftReport
{
    /// <summary>Begins a report. It is seen by who works on reports, and by nobody else before its first edition is published.</summary>
    [Requires(ReportPermissions.Write)]
    public static async Task<TransparencyReport> Handle(DraftReportInput input, Actor actor, IDocumentSession session, CancellationToken stop)
    {
        var id = TransparencyReport.IdOf(input.Name);
        var drafted = Decide(await session.LoadAsync<TransparencyReport>(id, stop), input, actor.Id);
        session.Events.StartStream<TransparencyReport>(id, drafted);
        await session.SaveChangesAsync(stop);
        return (await session.LoadAsync<TransparencyReport>(id, stop))!;
    }

    public static ReportDrafted Decide(TransparencyReport? there, DraftReportInput input, ActorId by)
    {
        if (!KebabCase().IsMatch(input.Name))
            throw new Refusal(
                "transparency-reports.report-name", "A name has lower case letters and digits, joined by single hyphens, and begins with a letter: 'stop-and-search'. At most 60 characters.", nameof(input.Name));
        if (there is not null) throw new Refusal("transparency-reports.report-name-taken", "There is a report of this name. Choose another one.", nameof(input.Name));
        return new(
            input.Name, Text.Checked(input.Title, nameof(input.Title), 200), Text.Checked(input.Summary, nameof(input.Summary), 5_000),
            input.Language is { } language ? LanguageTag.Checked(language, nameof(input.Language)) : null, by);
    }

    // No $, which would let a line end stand behind it, in an address.
    [GeneratedRegex(@"^(?=.{1,60}\z)[a-z][a-z0-9]*(-[a-z0-9]+)*\z")]
    private static partial Regex KebabCase();
}
