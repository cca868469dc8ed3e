namespace Engage.Plugins.TransparencyReports;

/// <summary>What an edition says in another way than the one before it, on its page.</summary>
internal static class ChangesHtml
{
    /// <summary>Rows that somebody still reads through.</summary>
    private const int Most = 50;

    public static Html Of(string report, ReportEdition edition, EditionChanges changes, PageReader reader)
    {
        var definitions = changes.Before.Figures.Concat(edition.Figures).DistinctBy(figure => figure.Id).ToDictionary(figure => figure.Id, figure => figure.Definition);
        var before = changes.Before.Number;
        return Html.Of($"""
            <section aria-labelledby="changes-title">
            <h2 id="changes-title">What changed since edition {before}</h2>
            <p>Compared with <a href="{PageLinks.Page(report, before, reader.Language)}">edition {before}</a>{(changes.Texts.Count == 0 ? "" : ", whose texts differ as well")}.</p>
            {Files(changes.Imports)}{Figures(changes.Figures, reader)}{Rows(changes.Rows, definitions, before, edition.Number, reader)}</section>

            """);
    }

    private static Html Files(IReadOnlyList<ImportChange> imports) => imports.Count == 0 ? Html.Nothing : Html.Of($"""
        <p>Other files count:</p>
        <ul>{imports.Take(Most).Select(each => Html.Of($"<li><bdi>{each.File}</bdi> of the dataset <code>{each.Dataset}</code>, {(each.Counts is { } counts ? $"{FigureNumbers.Whole(counts.Rows)} rows, " : "")}{(each.Kind is EditionChangeKind.Added ? "counts now" : "counts no more")}</li>"))}</ul>

        """);

    private static Html Figures(IReadOnlyList<FigureChange> figures, PageReader reader) => figures.Count == 0 ? Html.Nothing : Html.Of($"""
        <p>Other figures:</p>
        <ul>{figures.Take(Most).Select(each => Html.Of($"<li>{reader.Bidi(each.Title)} {Happened(each.Kind)}</li>"))}</ul>

        """);

    private static string Happened(EditionChangeKind kind) => kind switch
    {
        EditionChangeKind.Added => "is new",
        EditionChangeKind.Removed => "was left out",
        _ => "is computed in another way"
    };

    private static Html Rows(IReadOnlyList<RowChange> rows, IReadOnlyDictionary<Guid, MetricDefinition> definitions, int before, int after, PageReader reader)
    {
        if (rows.Count == 0) return Html.Of($"<p>No number of a figure that stands in both changed.</p>\n");
        return Html.Of($"""
            <div class="table" role="region" tabindex="0" aria-labelledby="changes-caption">
            <table>
            <caption id="changes-caption">Numbers that changed</caption>
            <thead><tr><th scope="col">Figure</th><th scope="col">Group</th><th scope="col" class="number">Edition {before}</th><th scope="col" class="number">Edition {after}</th></tr></thead>
            <tbody>
            {rows.Take(Most).Select(row => Row(row, definitions[row.FigureId], reader))}</tbody>
            </table>
            </div>
            {(rows.Count <= Most ? Html.Nothing : Html.Of($"""<p class="more">{rows.Count - Most} more stand in the tables of both editions.</p>"""))}

            """);
    }

    private static Html Row(RowChange row, MetricDefinition definition, PageReader reader) => Html.Of($"""
        <tr><th scope="row">{reader.Bidi(row.Title)}</th><td><bdi>{GroupNames.Of(definition, row.Group)}</bdi></td>{Number(definition, row.Before, row.Kind, EditionChangeKind.Told, EditionChangeKind.Added)}{Number(definition, row.After, row.Kind, EditionChangeKind.Withheld, EditionChangeKind.Removed)}</tr>

        """);

    /// <summary>Where a row is withheld in one of two editions, neither number is told: the difference is what was to be hidden.</summary>
    private static Html Number(MetricDefinition definition, RowNumbers? numbers, EditionChangeKind kind, EditionChangeKind withheld, EditionChangeKind absent) => numbers switch
    {
        { Value: { } value } => Html.Of($"""<td class="number">{FigureNumbers.Value(definition, value)}</td>"""),
        not null => Html.Of($"""<td class="none">no number</td>"""),
        _ when kind == withheld => Html.Of($"""<td class="none">withheld</td>"""),
        _ when kind == absent => Html.Of($"""<td class="none">not there</td>"""),
        _ => Html.Of($"""<td class="none">told</td>""")
    };
}
