namespace Engage.Plugins.TransparencyReports;

/// <summary>The report to draft.</summary>
/// <param name="Name">What it will be called in addresses, for good: lower case letters and digits, joined by single hyphens, at most 60 characters.</param>
/// <param name="Title">Its title, 1 to 200 characters.</param>
/// <param name="Summary">What it is about, 1 to 5,000 characters.</param>
/// <param name="Language">The language of its texts, a tag of BCP 47; without it the one that the agency uses by default.</param>
public sealed record DraftReportInput(string Name, string Title, string Summary, string? Language = null);

public static class DraftReport
{
    /// <summary>Begins a report. It is seen by who works on reports, and by nobody else before its first edition is published.</summary>
    [Requires(ReportPermissions.Write)]
    public static async Task<TransparencyReport> Handle(DraftReportInput input, Actor actor, IDocumentSession session, CancellationToken stop)
    {
        var id = TransparencyReport.IdOf(input.Name);
        var drafted = Decide(await session.LoadAsync<TransparencyReport>(id, stop), input, actor.Author());
        session.Events.StartStream<TransparencyReport>(id, drafted);
        await session.SaveChangesAsync(stop);
        return (await session.LoadAsync<TransparencyReport>(id, stop))!;
    }

    public static ReportDrafted Decide(TransparencyReport? there, DraftReportInput input, ActorId by)
    {
        if (!Roles.IsName(input.Name))
            throw new Refusal("transparency-reports.name", "A name has lower case letters and digits, joined by single hyphens, and at most 60 of them: 'stop-and-search'.", nameof(input.Name));
        if (there is not null) throw new Refusal("transparency-reports.name-taken", "There is a report of this name. Choose another one.", nameof(input.Name));
        return new(
            input.Name, Text.Checked(input.Title, nameof(input.Title), 200), Text.Checked(input.Summary, nameof(input.Summary), 5_000),
            input.Language is { } language ? LanguageTag.Checked(language, nameof(input.Language)) : null, by);
    }
}
