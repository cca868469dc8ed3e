namespace Engage.Plugins.TransparencyReports;

/// <summary>
/// Addresses of pages and files, relative to each other: nothing here knows under which name the public reaches the host, and a name that a request claims could
/// be anybody's, kept and handed on by whoever stands in between.
/// </summary>
internal static class PageLinks
{
    public static string Page(string report, int? edition, string? language = null) => To("report.html", report, edition, language);

    public static string Csv(string report, int edition) => To("figures.csv", report, edition);

    public static string Json(string report, int edition) => To("edition.json", report, edition);

    public static string Package(string report, int edition, string? language = null) => To("datapackage.json", report, edition, language);

    public static string Index(string? language) => language is null ? "reports.html" : $"reports.html?language={language}";

    public static string Feed(string? report, string? language) =>
        string.Join('&', new[] { report is null ? null : $"report={report}", language is null ? null : $"language={language}" }.OfType<string>()) is { Length: > 0 } asked
            ? $"editions.atom?{asked}" : "editions.atom";

    // A name is in kebab case and a language is a checked tag, so neither has to be escaped.
    private static string To(string file, string report, int? edition, string? language = null) =>
        $"{file}?report={report}{(edition is { } number ? FormattableString.Invariant($"&edition={number}") : "")}{(language is null ? "" : $"&language={language}")}";
}
