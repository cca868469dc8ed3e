namespace Engage.Plugins.TransparencyReports;

/// <summary>An edition as a page: what residents, journalists and councils read, and what they need to check it.</summary>
internal static class EditionPage
{
    public static string Of(NamedReport named, ReportEdition edition, IReadOnlyList<PublicEdition> editions, EditionPageFacts facts, PageReader reader, IMarkdown markdown)
    {
        var (report, withdrawn) = (named.Name, edition.State is EditionState.Withdrawn);
        var title = named.TitleOf(edition.State, edition.Title);
        return PageFrame.Of(reader, $"{reader.Shown(title)}, edition {edition.Number}", report, Html.Of($"""
            <article>
            <header class="title">
            <h1>{reader.Bidi(title)}</h1>
            <p class="meta">Edition {edition.Number}, published on {reader.Day(edition.PublishedAt!.Value)}{(withdrawn ? Html.Nothing : Html.Of($". Data as of {reader.Day(edition.CompiledAt)}"))}.</p>
            </header>
            {(withdrawn ? Withdrawal(edition, reader) : Content(report, edition, editions, facts, reader, markdown))}{Editions(report, edition, editions, reader)}</article>

            """), PageLinks.Page(report, edition.Number, reader.Language));
    }

    private static Html Withdrawal(ReportEdition edition, PageReader reader) => Html.Of($"""
        <section class="notice" aria-labelledby="withdrawn-title">
        <h2 id="withdrawn-title">This edition was withdrawn</h2>
        <p>{(edition.WithdrawnAt is { } at ? Html.Of($"On {reader.Day(at)}. ") : Html.Nothing)}Its figures are not shown any more. The reason that was given:</p>
        <blockquote><p dir="auto" lang="{reader.Languages[0]}">{edition.Reason}</p></blockquote>
        </section>

        """);

    private static Html Content(string report, ReportEdition edition, IReadOnlyList<PublicEdition> editions, EditionPageFacts facts, PageReader reader, IMarkdown markdown) => Html.Of($"""
        {Superseded(report, edition, editions, reader)}{Correction(edition, reader)}{Summary(edition, reader, markdown)}{Contents(edition, reader)}{edition.Sections.Select(section => Section(section, edition, reader, markdown))}{(facts.Changes is { } changes ? ChangesHtml.Of(report, edition, changes, reader) : Html.Nothing)}{EditionCheck.Of(report, edition)}{Downloads(report, edition, reader)}
        """);

    private static Html Superseded(string report, ReportEdition edition, IReadOnlyList<PublicEdition> editions, PageReader reader) =>
        edition.State is not EditionState.Superseded ? Html.Nothing : Html.Of($"""
            <section class="notice" aria-labelledby="superseded-title">
            <h2 id="superseded-title">There is a later edition</h2>
            <p>{(editions.FirstOrDefault(each => each.State is EditionState.Published) is { } current
                ? Html.Of($"""Read <a href="{PageLinks.Page(report, current.Number, reader.Language)}">edition {current.Number}</a> for the figures as they stand now. """)
                : Html.Nothing)}This one stays as it was published.</p>
            </section>

            """);

    private static Html Correction(ReportEdition edition, PageReader reader) => edition.Correction is not { } correction ? Html.Nothing : Html.Of($"""
        <section class="notice" aria-labelledby="correction-title">
        <h2 id="correction-title">What this edition corrects</h2>
        <p dir="auto" lang="{reader.Languages[0]}">{correction}</p>
        </section>

        """);

    private static Html Summary(ReportEdition edition, PageReader reader, IMarkdown markdown) => reader.Shown(edition.Summary).Length == 0 ? Html.Nothing : Html.Of($"""
        <section class="summary" aria-labelledby="summary-title">
        <h2 id="summary-title">Summary</h2>
        {reader.Prose(edition.Summary, markdown)}
        </section>

        """);

    private static Html Contents(ReportEdition edition, PageReader reader) => edition.Sections.Count < 2 ? Html.Nothing : Html.Of($"""
        <nav class="contents" aria-labelledby="contents-title">
        <h2 id="contents-title">Contents</h2>
        <ol>{edition.Sections.Select(section => Html.Of($"""<li><a href="#section-{section.Id.ToString()}">{reader.Bidi(section.Heading)}</a></li>"""))}</ol>
        </nav>

        """);

    private static Html Section(ReportSection section, ReportEdition edition, PageReader reader, IMarkdown markdown)
    {
        var figures = section.Figures.Select(asked => edition.Figures.FirstOrDefault(figure => figure.Id == asked.Id)).OfType<ReportFigure>();
        return Html.Of($"""
            <section id="section-{section.Id.ToString()}" aria-labelledby="heading-{section.Id.ToString()}">
            <h2 id="heading-{section.Id.ToString()}">{reader.Bidi(section.Heading)}</h2>
            {reader.Prose(section.Text, markdown)}
            {figures.Select(figure => FigureHtml.Of(figure, reader))}</section>

            """);
    }

    private static Html Downloads(string report, ReportEdition edition, PageReader reader) => Html.Of($"""
        <section aria-labelledby="data-title">
        <h2 id="data-title">The data of this edition</h2>
        <ul>
        <li><a href="{PageLinks.Csv(report, edition.Number)}">All figures as a table (CSV)</a></li>
        <li><a href="{PageLinks.Package(report, edition.Number, reader.Language)}">What stands in that table, with licence and sources (Data Package)</a></li>
        <li><a href="{PageLinks.Json(report, edition.Number)}">The edition in its canonical form (JSON)</a></li>
        </ul>
        </section>

        """);

    private static Html Editions(string report, ReportEdition shown, IReadOnlyList<PublicEdition> editions, PageReader reader) => editions.Count < 2 ? Html.Nothing : Html.Of($"""
        <nav aria-labelledby="editions-title">
        <h2 id="editions-title">All editions</h2>
        <ol class="editions" reversed>
        {editions.Select(each => Edition(report, each, each.Id == shown.Id, reader))}</ol>
        </nav>

        """);

    private static Html Edition(string report, PublicEdition edition, bool shown, PageReader reader)
    {
        var state = edition.State switch { EditionState.Withdrawn => ", withdrawn", EditionState.Superseded => ", superseded", _ => "" };
        var current = shown ? Html.Of($""" aria-current="page" """) : Html.Nothing;
        return Html.Of($"""
            <li value="{edition.Number}"><a href="{PageLinks.Page(report, edition.Number, reader.Language)}"{current}>Edition {edition.Number}</a>, {reader.Day(edition.PublishedAt!.Value)}{state}{(shown ? ", which you are reading" : "")}</li>

            """);
    }
}
