namespace Engage.Plugins.TransparencyReports;

/// <summary>What all pages have around what they say. They run no script and load nothing but their style.</summary>
internal static class PageFrame
{
    public static string Of(PageReader reader, string title, string? report, Html content, string address) => Html.Of($"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>{title} – {reader.Agency}</title>
        <link rel="stylesheet" href="report.css">
        <link rel="alternate" type="application/atom+xml" title="Editions" href="{PageLinks.Feed(report, reader.Language)}">
        </head>
        <body>
        <a class="skip" href="#content">Skip to the content</a>
        <header class="agency">
        <p><bdi lang="{reader.Languages[0]}">{reader.Agency}</bdi></p>
        <nav aria-label="Reports"><a href="{PageLinks.Index(reader.Language)}">All reports</a> <a href="{PageLinks.Feed(report, reader.Language)}">Feed of editions</a></nav>
        </header>
        <main id="content" tabindex="-1">
        {content}</main>
        <footer>
        <p>Every number of a report comes from records in a log that cannot be changed unseen. How to check them stands in each report.</p>
        <p class="address">The address of this page on its host: <span>/agencies/{reader.Slug}/transparency-reports/{address}</span>. Addresses in it are relative to that.</p>
        </footer>
        </body>
        </html>

        """).ToString();
}
