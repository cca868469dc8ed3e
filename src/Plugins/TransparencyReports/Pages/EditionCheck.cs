namespace Engage.Plugins.TransparencyReports;

/// <summary>How anybody can check an edition, without trusting the host that shows it.</summary>
internal static class EditionCheck
{
    public static Html Of(string report, ReportEdition edition, EditionPageFacts facts) => Html.Of($"""
        <section class="check" aria-labelledby="check-title">
        <h2 id="check-title">How to check this edition</h2>
        <p>The figures were computed of all events of the agency's log up to a number, by definitions of a fixed version. Whoever computes them again gets the same bytes.</p>
        <dl>
        <div><dt>Events that count</dt><dd>up to number <span class="number">{edition.Sequence}</span> of the log</dd></div>
        <div><dt>Edition</dt><dd><code>{edition.Id.ToString()}</code></dd></div>
        <div><dt>Digest (SHA-256)</dt><dd><code>{edition.Digest}</code></dd></div>
        </dl>
        <ol>
        <li>Save <a href="{PageLinks.Json(report, edition.Number)}">the edition in its canonical form</a> and compute its SHA-256, for example with <code>sha256sum edition.json</code>. It has to be the digest above.</li>
        <li>Ask the host's GraphQL address where a number comes from. The answer names the version of the definition, the events behind the number or, where these are protected, a commitment to them, and the proof that the edition is in the public ledger.
        <pre tabindex="0" aria-label="Query that traces a figure"><code>{Query(edition)}</code></pre></li>
        <li>Each row of <a href="{PageLinks.Csv(report, edition.Number)}">the table of all figures</a> carries its commitment: an auditor who may see the events can compute it again, and nobody else learns anything from it.</li>
        </ol>
        </section>

        """);

    private static string Query(ReportEdition edition) => edition.Figures.SelectMany(figure => figure.Rows).FirstOrDefault() is { } row ? row.Id.ToString() : "";
}
