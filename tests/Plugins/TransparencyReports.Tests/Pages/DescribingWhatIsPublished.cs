using System.Globalization;
using System.Security.Cryptography;
using System.ServiceModel.Syndication;
using System.Text;
using System.Text.Json;
using System.Xml;

namespace Engage.Plugins.TransparencyReports;

public sealed class DescribingWhatIsPublished(PageFixture reports) : IClassFixture<PageFixture>
{
    [Fact]
    public async Task A_package_says_what_its_table_is_and_the_table_is_that()
    {
        await reports.Publish("package", ServingPages.Own("package", SampleEditions.Whole()));

        var package = await Json("datapackage.json?report=package");
        var resource = package.GetProperty("resources").EnumerateArray().ShouldHaveSingleItem();
        var csv = await reports.Http.GetByteArrayAsync(resource.GetProperty("path").GetString());

        package.GetProperty("$schema").GetString().ShouldBe("https://datapackage.org/profiles/2.0/datapackage.json");
        (package.GetProperty("name").GetString(), package.GetProperty("version").GetString(), package.GetProperty("title").GetString()).ShouldBe(("package-1", "1", "Stop and search in 2025"));
        JsonSerializer.Serialize(package.GetProperty("licenses")).ShouldBe("""[{"name":"CC-BY-4.0"},{"path":"https://example.org/licence"}]""");
        package.GetProperty("sources").GetArrayLength().ShouldBe(3);
        DateTimeOffset.Parse(package.GetProperty("created").GetString()!, CultureInfo.InvariantCulture).Offset.ShouldBe(TimeSpan.Zero);
        resource.GetProperty("bytes").GetInt32().ShouldBe(csv.Length);
        resource.GetProperty("hash").GetString().ShouldBe($"sha256:{Convert.ToHexStringLower(SHA256.HashData(csv))}");
        var header = Encoding.UTF8.GetString(csv).Split("\r\n")[0];
        string.Join(',', resource.GetProperty("schema").GetProperty("fields").EnumerateArray().Select(field => field.GetProperty("name").GetString())).ShouldBe(header);
        (await reports.Text("datapackage.json?report=package")).ShouldBe(await reports.Text("datapackage.json?report=package&edition=1"));
    }

    [NodeFact]
    public async Task The_reference_implementation_reads_the_package_and_every_row_of_it()
    {
        await reports.Publish("read", ServingPages.Own("read", SampleEditions.Whole()));

        var (exitCode, output) = await Conformance.Run("package.mjs", new Uri(reports.Http.BaseAddress!, "datapackage.json?report=read").ToString());

        output.ShouldBe("figures: 25 rows\nvalid");
        exitCode.ShouldBe(0);
    }

    [Fact]
    public async Task The_catalogue_holds_what_DCAT_AP_asks_for()
    {
        await reports.Publish("catalogue", ServingPages.Own("catalogue", SampleEditions.Whole()));

        var catalogue = await Json("catalog.jsonld");

        catalogue.GetProperty("@type").GetString().ShouldBe("dcat:Catalog");
        foreach (var required in new[] { "dct:title", "dct:description", "dct:publisher", "dcat:dataset" }) catalogue.TryGetProperty(required, out _).ShouldBeTrue(required);
        var all = catalogue.GetProperty("dcat:dataset").EnumerateArray().ToList();
        foreach (var each in all)
            foreach (var required in new[] { "dct:title", "dct:description", "dct:publisher", "dct:identifier", "dct:modified" }) each.TryGetProperty(required, out _).ShouldBeTrue(required);
        var edition = all.Single(each => each.GetProperty("@id").GetString() == $"urn:uuid:{StreamId.Of("sample.edition", "catalogue", "1")}");
        all.ShouldContain(series => series.GetProperty("@type").GetString() == "dcat:DatasetSeries" && series.GetProperty("@id").GetString() == edition.GetProperty("dcat:inSeries").GetProperty("@id").GetString());
        edition.GetProperty("dct:temporal").GetProperty("dcat:startDate").GetProperty("@value").GetString().ShouldBe("2025-01-01");
        edition.GetProperty("dct:temporal").GetProperty("dcat:endDate").GetProperty("@value").GetString().ShouldBe("2025-12-31");
        foreach (var distribution in edition.GetProperty("dcat:distribution").EnumerateArray())
        {
            distribution.GetProperty("dct:license")[0].GetProperty("@id").GetString().ShouldBe("https://spdx.org/licenses/CC-BY-4.0");
            distribution.GetProperty("dcat:mediaType").GetProperty("@id").GetString().ShouldStartWith("https://www.iana.org/assignments/media-types/");
            await reports.Text(distribution.GetProperty("dcat:accessURL").GetProperty("@id").GetString()!);
        }
    }

    [Fact]
    public async Task A_feed_tells_of_every_edition_and_of_its_withdrawal()
    {
        var first = ServingPages.Own("feed", SampleEditions.Whole());
        var second = ServingPages.Own("feed", SampleEditions.Whole(2)) with { Correction = "Forty stops had been counted twice ]]> \u0007<script>." };
        await reports.Publish("feed", first, second);
        await reports.Withdraw("feed", first, "It named a person.");

        var feed = await Feed("editions.atom?report=feed");

        feed.Authors.ShouldHaveSingleItem().Name.ShouldBe("default");
        feed.Title.Text.ShouldBe("Stop and search in 2025");
        feed.Links.Single(link => link.RelationshipType == "self").Uri.ToString().ShouldBe("editions.atom?report=feed");
        var (withdrawn, current) = (feed.Items.First(), feed.Items.Last());
        (withdrawn.Id, current.Id).ShouldBe(($"urn:uuid:{first.Id}", $"urn:uuid:{second.Id}"));
        withdrawn.Title.Text.ShouldBe("Withdrawn: Stop and search in 2025, edition 1");
        withdrawn.Summary.Text.ShouldBe("This edition was withdrawn: It named a person.");
        withdrawn.LastUpdatedTime.ShouldBeGreaterThanOrEqualTo(current.LastUpdatedTime);
        feed.LastUpdatedTime.ShouldBe(withdrawn.LastUpdatedTime);
        current.Summary.Text.ShouldBe("Correction: Forty stops had been counted twice ]]> <script>.");
        var page = current.Links.Single(link => link.RelationshipType == "alternate").Uri.ToString();
        page.ShouldBe("report.html?report=feed&edition=2");
        await reports.Text(page);
        (await reports.Text("editions.atom?report=feed")).ShouldBe(await reports.Text("editions.atom?report=feed"));
    }

    [Fact]
    public async Task Each_report_has_a_feed_of_its_own_beside_the_one_of_all()
    {
        await reports.Publish("one", ServingPages.Own("one", SampleEditions.Whole()));
        await reports.Publish("other", ServingPages.Own("other", SampleEditions.Whole()));

        (await Feed("editions.atom?report=one")).Items.ShouldHaveSingleItem();
        var all = await Feed("editions.atom");
        all.Items.Count().ShouldBeGreaterThan(1);
        all.Id.ShouldNotBe((await Feed("editions.atom?report=one")).Id);
    }

    private async Task<JsonElement> Json(string file) => JsonDocument.Parse(await reports.Text(file)).RootElement;

    private async Task<SyndicationFeed> Feed(string file)
    {
        using var xml = XmlReader.Create(new StringReader(await reports.Text(file)));
        return SyndicationFeed.Load(xml);
    }
}
