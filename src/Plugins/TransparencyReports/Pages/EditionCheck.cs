namespace Engage.Plugins.TransparencyReports;

/// <summary>How anybody can check an edition, without trusting the host that shows it.</summary>
internal static class EditionCheck
{
    public static Html Of(string report, ReportEdition edition) => Html.Of($"""
        <section class="check" aria-labelledby="check-title">
        <h2 id="check-title">How to check this edition</h2>
        <p>The figures were computed of all events of the agency's log up to a number, by definitions of a fixed version. Whoever computes them again gets the same bytes.</p>
        <dl>
        <div><dt>Events that count</dt><dd>up to number {edition.Sequence} of the log</dd></div>
        <div><dt>Edition</dt><dd><code>{edition.Id.ToString()}</code></dd></div>
        <div><dt>Digest (SHA-256)</dt><dd><code>{edition.Digest}</code></dd></div>
        </dl>
        <ol>
        <li>Save <a href="{PageLinks.Json(report, edition.Number)}">the edition in its canonical form</a> and compute its SHA-256, for example with <code>sha256sum</code>. It has to be the digest above.</li>
        {Trace(edition)}<li>Each row of <a href="{PageLinks.Csv(report, edition.Number)}">the table of all figures</a> carries its id, for this query, and a commitment to the events behind it: an auditor who may see them can compute it again, and nobody else learns anything from it.</li>
        </ol>
        </section>

        """);

    private static Html Trace(ReportEdition edition) => edition.Figures.SelectMany(figure => figure.Rows.Select(row => (figure, row))).FirstOrDefault() is not ({ } figure, { } row) ? Html.Nothing : Html.Of($"""
        <li>Ask the host's GraphQL address where a number comes from. The answer names the version of the definition, the files and the events behind the number or, where these are protected, a commitment to them, and proves that the edition stands in the public ledger.
        <pre tabindex="0" role="region" aria-label="Query that traces a number"><code>{Query(edition, figure, row)}</code></pre></li>

        """);

    internal static string Query(ReportEdition edition, ReportFigure figure, FigureRow row) => $$"""
        {
          reportEdition(id: "{{edition.Id}}") {
            figure(id: "{{figure.Id}}") {
              row(id: "{{row.Id}}") {
                trace {
                  definitionVersion sequence threshold suppression commitment
                  imports(first: 20) { nodes { file fileDigest } }
                  eventsHiddenFor
                  proof { index leafHash hashes checkpoint }
                }
              }
            }
          }
        }
        """.ReplaceLineEndings("\n");
}
