using System.Globalization;

namespace Engage.Plugins.TransparencyReports;

/// <summary>
/// What was published, for the portals that gather catalogues: DCAT 3 as JSON-LD, with the properties that DCAT-AP 3 asks for. Each report is a series, and the
/// edition that everybody reads now is the dataset in it. Addresses are relative to the catalogue's own.
/// </summary>
internal static class Catalogue
{
    private static readonly Dictionary<string, object> Context = new()
    {
        ["dcat"] = "http://www.w3.org/ns/dcat#",
        ["dct"] = "http://purl.org/dc/terms/",
        ["foaf"] = "http://xmlns.com/foaf/0.1/",
        ["adms"] = "http://www.w3.org/ns/adms#",
        ["xsd"] = "http://www.w3.org/2001/XMLSchema#"
    };

    public static string Of(IReadOnlyList<CatalogueEdition> editions, IReadOnlyDictionary<Guid, NamedReport> names, IReadOnlyDictionary<string, Dataset> datasets, PageReader reader) =>
        Described.Json(Described.Known(new()
        {
            ["@context"] = Context,
            ["@id"] = "catalog.jsonld",
            ["@type"] = "dcat:Catalog",
            ["dct:title"] = Text("Transparency reports", "en"),
            ["dct:description"] = Text($"The transparency reports of {reader.Agency}, with the data of each edition.", "en"),
            ["dct:publisher"] = Publisher(reader),
            ["dct:language"] = reader.Languages,
            ["dct:modified"] = editions.Count == 0 ? null : Moment(editions.Max(edition => edition.Told.PublishedAt!.Value)),
            ["foaf:homepage"] = Link("reports.html"),
            ["dcat:dataset"] = editions.SelectMany(edition => new[] { Series(names[edition.Told.ReportId].Name, edition.Told, reader), Edition(names[edition.Told.ReportId].Name, edition, datasets, reader) })
        }));

    private static Dictionary<string, object> Series(string report, PublicEdition newest, PageReader reader) => new()
    {
        ["@id"] = SeriesId(newest.ReportId),
        ["@type"] = "dcat:DatasetSeries",
        ["dct:identifier"] = SeriesId(newest.ReportId),
        ["dct:title"] = Text(newest.Title, reader),
        ["dct:description"] = Text(newest.Summary, reader),
        ["dct:publisher"] = Publisher(reader),
        ["dct:modified"] = Moment(newest.PublishedAt!.Value),
        ["dcat:landingPage"] = Link(PageLinks.Page(report, null))
    };

    private static Dictionary<string, object> Edition(string report, CatalogueEdition edition, IReadOnlyDictionary<string, Dataset> datasets, PageReader reader)
    {
        var told = edition.Told;
        var licence = edition.Datasets.Select(datasets.GetValueOrDefault).OfType<Dataset>().Select(dataset => dataset.Licence).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(each => Link(each.StartsWith("https://", StringComparison.Ordinal) ? each : $"https://spdx.org/licenses/{Uri.EscapeDataString(each)}")).ToList();
        return Described.Known(new()
        {
            ["@id"] = $"urn:uuid:{told.Id}",
            ["@type"] = "dcat:Dataset",
            ["dct:identifier"] = $"urn:uuid:{told.Id}",
            ["dct:title"] = Text(told.Title, reader),
            ["dct:description"] = Text(told.Summary, reader),
            ["dct:publisher"] = Publisher(reader),
            ["dcat:version"] = FormattableString.Invariant($"{told.Number}"),
            ["adms:versionNotes"] = told.Correction,
            ["dct:issued"] = Moment(told.PublishedAt!.Value),
            ["dct:modified"] = Moment(told.PublishedAt!.Value),
            ["dcat:inSeries"] = Link(SeriesId(told.ReportId)),
            ["dcat:landingPage"] = Link(PageLinks.Page(report, told.Number)),
            ["dct:temporal"] = edition.From is { } from && edition.Until is { } until
                ? new Dictionary<string, object> { ["@type"] = "dct:PeriodOfTime", ["dcat:startDate"] = Day(from), ["dcat:endDate"] = Day(until) }
                : null,
            ["dcat:distribution"] = new[]
            {
                Distribution("Figures", PageLinks.Csv(report, told.Number), "text/csv", null),
                Distribution("Figures with their description", PageLinks.Package(report, told.Number), "application/json", "https://datapackage.org/profiles/2.0/datapackage.json"),
                Distribution("The edition in its canonical form", PageLinks.Json(report, told.Number), "application/json", null)
            }
        });

        Dictionary<string, object> Distribution(string title, string address, string type, string? conformsTo) => Described.Known(new()
        {
            ["@id"] = address,
            ["@type"] = "dcat:Distribution",
            ["dct:title"] = Text(title, "en"),
            ["dcat:accessURL"] = Link(address),
            ["dcat:downloadURL"] = Link(address),
            ["dcat:mediaType"] = Link($"https://www.iana.org/assignments/media-types/{type}"),
            ["dct:conformsTo"] = conformsTo is null ? null : Link(conformsTo),
            ["dct:license"] = licence.Count == 0 ? null : licence,
            ["dct:issued"] = Moment(told.PublishedAt!.Value)
        });
    }

    private static string SeriesId(Guid report) => $"urn:uuid:{report}";

    private static Dictionary<string, object> Publisher(PageReader reader) => new()
    {
        ["@id"] = $"urn:uuid:{StreamId.Of("agency", reader.Slug)}",
        ["@type"] = "foaf:Agent",
        ["foaf:name"] = reader.Agency
    };

    private static object Text(AgencyText text, PageReader reader) => text.Translations
        .Select(each => Text(each.Text, each.Language)).Prepend(Text(text.Text, text.Language ?? reader.Languages[0])).ToArray();

    private static Dictionary<string, object> Text(string text, string language) => new() { ["@value"] = text, ["@language"] = language };

    private static Dictionary<string, object> Link(string address) => new() { ["@id"] = address };

    private static Dictionary<string, object> Moment(DateTimeOffset at) =>
        new() { ["@type"] = "xsd:dateTime", ["@value"] = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) };

    private static Dictionary<string, object> Day(DateOnly day) => new() { ["@type"] = "xsd:date", ["@value"] = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) };
}

/// <summary>An edition as a catalogue tells it.</summary>
/// <param name="Told">What lists show of it.</param>
/// <param name="Datasets">The names of the datasets that its figures are of.</param>
/// <param name="From">The first day that its figures are of.</param>
/// <param name="Until">The last day that its figures are of.</param>
internal sealed record CatalogueEdition(PublicEdition Told, IReadOnlyList<string> Datasets, DateOnly? From, DateOnly? Until)
{
    public static CatalogueEdition Of(ReportEdition edition) => new(
        PublicEdition.Of(edition), DatasetsOf(edition), edition.Figures.Min(figure => (DateOnly?)figure.From), edition.Figures.Max(figure => (DateOnly?)figure.Until));

    /// <summary>The datasets that figures are of, those that they are divided by among them.</summary>
    public static IReadOnlyList<string> DatasetsOf(ReportEdition edition) =>
        [.. edition.Figures.SelectMany(figure => new[] { figure.Definition.Dataset, figure.Definition.Denominator?.Dataset }).OfType<string>().Distinct().Order(StringComparer.Ordinal)];
}
