using System.Net;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Engage.Plugins.TransparencyReports;

public sealed partial class ServingPages(PageFixture reports) : IClassFixture<PageFixture>
{
    private const string Style =
        "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox allow-same-origin allow-downloads allow-popups allow-popups-to-escape-sandbox";

    [Fact]
    public async Task An_edition_is_a_page_that_may_be_kept_and_runs_nothing()
    {
        await reports.Publish("page", Own("page", SampleEditions.Whole()));

        var answer = await reports.Http.GetAsync("report.html?report=page");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/html; charset=utf-8");
        answer.Headers.GetValues("Content-Security-Policy").ShouldBe([Style]);
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.CacheControl!.ToString().ShouldBe("public, max-age=300");
        var again = await reports.Http.SendAsync(new(HttpMethod.Get, "report.html?report=page") { Headers = { IfNoneMatch = { answer.Headers.ETag! } } });
        again.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        var html = await answer.Content.ReadAsStringAsync();
        html.ShouldStartWith("<!doctype html>\n<html lang=\"en\">");
        html.ShouldNotContain("<script");
        html.ShouldNotContain(" style=");
        html.ShouldContain("<h1><bdi lang=\"en\">Stop and search in 2025</bdi></h1>");
        html.ShouldContain("up to number 48211 of the log");
        html.ShouldContain("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");
    }

    [Fact]
    public async Task Its_style_is_a_file_beside_it()
    {
        var answer = await reports.Http.GetAsync("report.css");

        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/css; charset=utf-8");
        (await answer.Content.ReadAsStringAsync()).ShouldNotContain("url(");
    }

    [Fact]
    public async Task Every_rate_has_its_interval_and_what_is_withheld_says_so_in_words()
    {
        await reports.Publish("rates", Own("rates", SampleEditions.Edition(1, SampleEditions.ArrestRate())));

        var html = await reports.Text("report.html?report=rates");

        html.ShouldContain("<th scope=\"col\" class=\"number\">95 % interval</th>");
        html.ShouldContain("<tr class=\"all\" ><th scope=\"row\" colspan=\"1\">All</th><td class=\"number\">12.8</td><td class=\"number\">12.2 to 13.3</td><td class=\"number\">1,812</td><td class=\"number\">14,206</td></tr>");
        html.ShouldContain("<th scope=\"row\"><bdi>Not recorded</bdi></th><td class=\"none\" colspan=\"4\">withheld</td>");
        html.ShouldContain("Withheld: the number is below 5, or a number below 5 could be found by subtraction");
        html.ShouldContain("Of all stops of the period");
        html.ShouldContain("role=\"img\" aria-label=\"Bar chart: Stops that ended in an arrest. Highest: Mixed, 16.8%. Lowest of those told: White, 11.3%. Withheld: 2 of 7. The table that follows has every number.\"");
    }

    [Fact]
    public async Task What_people_wrote_stays_text_wherever_it_stands()
    {
        await reports.Publish("hostile", HostileEditions.Everything());

        foreach (var file in new[] { "report.html?report=hostile", "reports.html" })
        {
            var html = await reports.Text(file);
            html.ShouldNotContain("<script");
            html.ShouldNotContain("<img");
            html.ShouldNotContain("href=\"javascript:");
            Tags().Count(html).ShouldBe(html.Count(letter => letter is '<'), "every < belongs to a tag of ours");
        }
        var page = await reports.Text("report.html?report=hostile");
        Regex.Count(page, "<rect").ShouldBeLessThanOrEqualTo(BarChart.Most + 9);
        page.ShouldContain($"The chart shows the first {BarChart.Most}; the table has 176 more.");
        Ids().Matches(page).Select(id => id.Value).ShouldBeUnique();
    }

    [Fact]
    public async Task Headings_skip_no_level()
    {
        var edition = Own("headings", SampleEditions.Edition(1, SampleEditions.ArrestRate(), SampleEditions.Waits()));
        await reports.Publish("headings", edition with { Summary = new("#### Deep\n\n# High\n\n###### Deepest\n\n## Middle", "en") });

        var levels = Levels().Matches(await reports.Text("report.html?report=headings")).Select(heading => int.Parse(heading.Groups[1].ValueSpan)).ToList();

        levels[0].ShouldBe(1);
        levels.Zip(levels.Skip(1)).ShouldAllBe(pair => pair.Second <= pair.First + 1);
        levels.Count(level => level == 1).ShouldBe(1);
    }

    [Fact]
    public async Task An_edition_that_was_superseded_stays_and_leads_to_the_one_that_holds_and_that_one_says_what_changed()
    {
        var first = Own("series", SampleEditions.Edition(1, SampleEditions.ArrestRate()));
        var figure = SampleEditions.ArrestRate();
        var changed = figure with { Rows = [.. figure.Rows.Select((row, i) => i switch { 2 => row with { Value = 15.5 }, 4 => row with { Value = null, Count = null, Suppression = FigureSuppression.Withheld }, _ => row })] };
        var second = Own("series", SampleEditions.Edition(2, changed)) with { Correction = "Forty stops had been counted twice." };
        await reports.Publish("series", first, second);

        var old = await reports.Text("report.html?report=series&edition=1");
        old.ShouldContain("There is a later edition");
        old.ShouldContain("<a href=\"report.html?report=series&amp;edition=2\">edition 2</a>");
        var current = await reports.Text("report.html?report=series");
        current.ShouldBe(await reports.Text("report.html?report=series&edition=2"));
        current.ShouldContain("What this edition corrects");
        current.ShouldContain("Forty stops had been counted twice.");
        current.ShouldContain("<bdi>Black</bdi></td><td class=\"number\">15.9%</td><td class=\"number\">15.5%</td>");
        current.ShouldContain("<bdi>White</bdi></td><td class=\"none\">told</td><td class=\"none\">withheld</td>");
    }

    [Fact]
    public async Task Of_an_edition_that_was_withdrawn_nothing_is_shown_but_that_and_why()
    {
        var edition = Own("withdrawn", SampleEditions.Edition(1, SampleEditions.ArrestRate())) with { Title = "Ada Okafor was stopped", Correction = "Names Ada Okafor" };
        await reports.Publish("withdrawn", edition);
        await reports.Withdraw("withdrawn", edition, "It named a <b>person</b>.");

        var html = await reports.Text("report.html?report=withdrawn");
        html.ShouldContain("This edition was withdrawn");
        html.ShouldContain("It named a &lt;b&gt;person&lt;/b&gt;.");
        html.ShouldNotContain("<table");
        html.ShouldNotContain("14,206");
        foreach (var file in new[] { "report.html?report=withdrawn&edition=1", "reports.html", "editions.atom", "editions.atom?report=withdrawn", "catalog.jsonld" })
            (await reports.Text(file)).ShouldNotContain("Okafor", customMessage: file);
        foreach (var file in new[] { "figures.csv", "edition.json", "datapackage.json" })
            (await reports.Status($"{file}?report=withdrawn&edition=1")).ShouldBe(HttpStatusCode.NotFound, file);
    }

    [Fact]
    public async Task What_was_never_published_does_not_exist()
    {
        var edition = Own("draft", SampleEditions.Edition(1, SampleEditions.ArrestRate()));
        await reports.Append<TransparencyReport>(TransparencyReport.IdOf("draft"), [
            new ReportDrafted("draft", "Secret title", "", "en", new("Cleo")), .. SampleEditions.Events(edition).Take(2)]);

        foreach (var asked in new[] { "report=draft", "report=draft&edition=1", "report=nothing" })
            foreach (var file in new[] { "report.html", "figures.csv", "edition.json", "datapackage.json" })
                (await reports.Status($"{file}?{asked}")).ShouldBe(HttpStatusCode.NotFound, $"{file}?{asked}");
        (await reports.Status("editions.atom?report=draft")).ShouldBe(HttpStatusCode.NotFound);
        foreach (var file in new[] { "reports.html", "editions.atom", "catalog.jsonld" }) (await reports.Text(file)).ShouldNotContain("Secret title");
    }

    [Theory]
    [InlineData("report.html")]
    [InlineData("report.html?report=page&edition=first")]
    [InlineData("report.html?report=page&colour=red")]
    [InlineData("report.html?report=page&language=%3Cb%3E")]
    [InlineData("reports.html?language=no%20language")]
    public async Task An_address_that_makes_no_sense_is_refused(string file) => (await reports.Status(file)).ShouldBe(HttpStatusCode.BadRequest);

    [Fact]
    public async Task A_text_says_which_language_it_is_in()
    {
        var edition = Own("translated", SampleEditions.Edition(1, SampleEditions.ArrestRate()));
        await reports.Publish("translated", edition with { Title = edition.Title.Translated("ar", "التوقيف والتفتيش", TranslationStatus.Human) });

        (await reports.Text("report.html?report=translated&language=ar")).ShouldContain("<h1><bdi lang=\"ar\">التوقيف والتفتيش</bdi></h1>");
        (await reports.Text("report.html?report=translated&language=fr")).ShouldContain("<h1><bdi lang=\"en\">Stop and search in 2025</bdi></h1>");
    }

    [Fact]
    public async Task The_canonical_form_is_the_one_that_the_digest_is_of()
    {
        var edition = Own("digest", SampleEditions.Whole());
        edition = edition with { Digest = EditionJson.Digest(EditionJson.Of(EditionContent.Of(edition, "digest"))) };
        await reports.Publish("digest", edition);

        var bytes = await reports.Http.GetByteArrayAsync("edition.json?report=digest&edition=1");

        Convert.ToHexStringLower(SHA256.HashData(bytes)).ShouldBe(edition.Digest);
        (await reports.Text("report.html?report=digest")).ShouldContain(edition.Digest);
    }

    [Fact]
    public async Task The_query_that_it_tells_readers_to_ask_is_answered()
    {
        var edition = Own("traced", SampleEditions.Edition(1, SampleEditions.ArrestRate()));
        await reports.Publish("traced", edition);
        var query = WebUtility.HtmlDecode(Queries().Match(await reports.Text("report.html?report=traced")).Groups[1].Value);

        var answer = await reports.Engage.Anonymous.Data(query);

        answer.GetProperty("reportEdition").GetProperty("figure").GetProperty("row").GetProperty("trace").GetProperty("commitment").GetString()
            .ShouldBe(edition.Figures[0].Rows[0].Commitment);
    }

    internal static ReportEdition Own(string report, ReportEdition edition) => edition with { Id = StreamId.Of("sample.edition", report, $"{edition.Number}") };

    // What HTML is made of here, with attributes that no < can stand in.
    [GeneratedRegex("<(?:!doctype html|/?[a-z][a-z0-9]*(?:\\s+[a-zA-Z][a-zA-Z0-9-]*(?:=\"[^\"<]*\")?)*\\s*/?)>")]
    private static partial Regex Tags();

    [GeneratedRegex("<pre[^>]*><code>([^<]*)</code>")]
    private static partial Regex Queries();

    [GeneratedRegex(" id=\"[^\"]*\"")]
    private static partial Regex Ids();

    [GeneratedRegex("<h([1-6])[ >]")]
    private static partial Regex Levels();
}
