namespace Engage.Plugins.TransparencyReports;

/// <summary>The reports that were published, those with the newest editions first.</summary>
internal static class ReportIndex
{
    public static string Of(IReadOnlyList<PublicEdition> editions, IReadOnlyDictionary<Guid, NamedReport> names, PageReader reader)
    {
        var reports = editions.GroupBy(edition => edition.ReportId).Select(each => (Report: names[each.Key], Newest: each.FirstOrDefault(edition => edition.State is EditionState.Published) ?? each.First()));
        return PageFrame.Of(reader, "Transparency reports", null, Html.Of($"""
            <h1>Transparency reports</h1>
            {(editions.Count == 0 ? Html.Of($"<p>No report was published yet.</p>\n") : Html.Of($"""
            <ul class="reports">
            {reports.Select(report => Report(report.Report, report.Newest, reader))}</ul>

            """))}<section aria-labelledby="data-title">
            <h2 id="data-title">For programs</h2>
            <p>The reports and their data as a <a href="catalog.jsonld">catalogue (DCAT)</a>, and as a <a href="{PageLinks.Feed(null, reader.Language)}">feed of new editions (Atom)</a>.</p>
            </section>

            """), PageLinks.Index(reader.Language));
    }

    private static Html Report(NamedReport report, PublicEdition edition, PageReader reader) => Html.Of($"""
        <li><h2><a href="{PageLinks.Page(report.Name, null, reader.Language)}">{reader.Bidi(report.TitleOf(edition.State, edition.Title))}</a></h2>
        <p class="meta">Edition {edition.Number}, published on {reader.Day(edition.PublishedAt!.Value)}{(edition.State is EditionState.Withdrawn ? ", withdrawn" : "")}</p></li>

        """);
}
