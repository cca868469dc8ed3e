using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Engage.Plugins.TransparencyReports;

/// <summary>What stands in the table of an edition, for programs: a descriptor of Data Package 2.0. It says of an edition the same for ever.</summary>
internal static class DataPackage
{
    public static string Of(string report, ReportEdition edition, IReadOnlyList<Dataset> datasets, PageReader reader)
    {
        var csv = Encoding.UTF8.GetBytes(FiguresCsv.Of(edition));
        var licences = datasets.Select(dataset => dataset.Licence).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(Licence).ToList();
        return Described.Json(Described.Known(new()
        {
            ["$schema"] = "https://datapackage.org/profiles/2.0/datapackage.json",
            ["name"] = $"{report}-{edition.Number}",
            ["id"] = $"urn:uuid:{edition.Id}",
            ["title"] = reader.Shown(edition.Title),
            ["description"] = reader.Shown(edition.Summary) is { Length: > 0 } summary ? summary : null,
            ["version"] = FormattableString.Invariant($"{edition.Number}"),
            ["created"] = edition.PublishedAt?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["contributors"] = new[] { new { title = reader.Agency, roles = new[] { "publisher" } } },
            ["licenses"] = licences is [] ? null : licences,
            ["sources"] = datasets.Count == 0 ? null : datasets.Select(dataset => new { title = $"{reader.Shown(dataset.Title)} ({dataset.Source})" }),
            ["resources"] = new[]
            {
                new Dictionary<string, object>
                {
                    ["$schema"] = "https://datapackage.org/profiles/2.0/dataresource.json",
                    ["name"] = "figures",
                    ["path"] = PageLinks.Csv(report, edition.Number),
                    ["type"] = "table",
                    ["format"] = "csv",
                    ["mediatype"] = "text/csv",
                    ["encoding"] = "utf-8",
                    ["bytes"] = csv.Length,
                    ["hash"] = $"sha256:{Convert.ToHexStringLower(SHA256.HashData(csv))}",
                    ["schema"] = Schema()
                }
            }
        }));
    }

    private static Dictionary<string, object> Schema() => new()
    {
        ["$schema"] = "https://datapackage.org/profiles/2.0/tableschema.json",
        ["fieldsMatch"] = new[] { "exact" },
        ["fields"] = FiguresCsv.Columns.Select(column => Described.Known(new()
        {
            ["name"] = column.Name,
            ["type"] = column.Type,
            ["description"] = column.Description,
            ["constraints"] = Constraints(column.Name)
        })),
        ["missingValues"] = new[] { "" },
        ["primaryKey"] = new[] { "row" }
    };

    private static object? Constraints(string column) => column switch
    {
        "figure" or "metric" or "version" or "measure" or "from" or "until" or "per" or "commitment" => new { required = true },
        "row" => new { required = true, unique = true },
        "suppression" => new { @enum = new[] { "WITHHELD", "NO_DENOMINATOR" } },
        _ => null
    };

    /// <summary>A dataset's licence is an SPDX identifier or a web address.</summary>
    private static object Licence(string licence) => licence.StartsWith("https://", StringComparison.Ordinal) ? new { path = licence } : new { name = licence };
}
