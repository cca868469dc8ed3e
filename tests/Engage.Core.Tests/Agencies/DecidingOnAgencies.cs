using System.Globalization;
using System.Text;

namespace Engage.Agencies;

public sealed class DecidingOnAgencies
{
    private const string Square = """{"type":"Polygon","coordinates":[[[9,47],[10,47],[10,48],[9,48],[9,47]]]}""";

    private static readonly CreateAgencyInput Riverside = new("riverside", "Riverside Police", ["en-us", "ES"], "America/Los_Angeles");

    [Fact]
    public void An_agency_is_created_with_its_tags_in_canonical_case() =>
        Given.State(Riverside).When(input => CreateAgency.Decide(input, taken: false, inDefaultAgency: true))
            .Then(new AgencyCreated("riverside", "Riverside Police", ["en-US", "es"], "America/Los_Angeles", new()));

    [Theory]
    [InlineData("../etc")]
    [InlineData("a")]
    [InlineData("Riverside")]
    [InlineData("river--side")]
    [InlineData("riverside\n")]
    [InlineData("graphql")]
    public void A_slug_that_is_none_or_is_reserved_is_refused(string slug) =>
        Given.State(Riverside with { Slug = slug }).When(input => CreateAgency.Decide(input, taken: false, inDefaultAgency: true)).ThenRefused("engage.agency-slug");

    [Fact]
    public void A_slug_is_taken_once() =>
        Given.State(Riverside).When(input => CreateAgency.Decide(input, taken: true, inDefaultAgency: true)).ThenRefused("engage.agency-exists");

    [Fact]
    public void No_agency_but_the_default_one_creates_others() =>
        Given.State(Riverside).When(input => CreateAgency.Decide(input, taken: false, inDefaultAgency: false)).ThenRefused("engage.default-agency-only");

    [Theory]
    [InlineData("en", "en")]
    [InlineData("EN-latn-us", "en-Latn-US")]
    [InlineData("zh-hant-TW", "zh-Hant-TW")]
    [InlineData("zh-YUE-hk", "zh-yue-HK")]
    [InlineData("sl-rozaj-biske-1994", "sl-rozaj-biske-1994")]
    [InlineData("de-1996-DE", null)]
    [InlineData("de-DE-1996-1996", null)]
    [InlineData("en-a-bbb-x-a-ccc", "en-a-bbb-x-a-ccc")]
    [InlineData("en-a-bbb-a-ccc", null)]
    [InlineData("en-US-u-ISLAMcal", "en-US-u-islamcal")]
    [InlineData("x-whatever", "x-whatever")]
    [InlineData("es-419", "es-419")]
    [InlineData("e", null)]
    [InlineData("en_US", null)]
    [InlineData("en-", null)]
    [InlineData("de-419-DE", null)]
    [InlineData("a-DE", null)]
    [InlineData("en\n", null)]
    public void Tags_are_those_of_RFC_5646(string tag, string? canonical) => LanguageTag.Canonical(tag).ShouldBe(canonical);

    [Theory]
    [InlineData("Europe/Berlin", true)]
    [InlineData("UTC", true)]
    [InlineData("America/Argentina/Buenos_Aires", true)]
    [InlineData("Mars/Olympus", false)]
    [InlineData("../../etc/passwd", false)]
    [InlineData("Pacific Standard Time", false)]
    [InlineData("posix/UTC", false)]
    [InlineData("", false)]
    public void Time_zones_are_those_of_IANA(string zone, bool known)
    {
        if (known) IanaTimeZone.Checked(zone, "TimeZone").ShouldBe(zone);
        else Should.Throw<Refusal>(() => IanaTimeZone.Checked(zone, "TimeZone")).Code.ShouldBe("engage.time-zone");
    }

    [Theory]
    [InlineData("contact@example.org", "+1 (212) 555-0100", "https://example.org/police", true)]
    [InlineData("no address", null, null, false)]
    [InlineData("Ada <ada@example.org>", null, null, false)]
    [InlineData(null, "call us", null, false)]
    [InlineData(null, "()", null, false)]
    [InlineData(null, null, "javascript:alert(1)", false)]
    [InlineData(null, null, "https://user:password@example.org", false)]
    public void A_contact_is_one_that_reaches_somebody(string? email, string? phone, string? url, bool right)
    {
        if (right) PublicContact.Checked(new(email, phone, url), "Contact").Email.ShouldBe(email);
        else Should.Throw<Refusal>(() => PublicContact.Checked(new(email, phone, url), "Contact")).Code.ShouldBe("engage.contact");
    }

    [Fact]
    public void A_jurisdiction_is_kept_as_the_geometry_that_it_is() => Jurisdiction.Checked(Square.Replace("{\"type", "{\"note\":\"x\",\"type"), "Jurisdiction").ShouldBe(Square);

    [Theory]
    [InlineData("""{"type":"Polygon","coordinates":[[[0,0],[2,2],[2,0],[0,2],[0,0]]]}""", "self-intersection at [1, 1]")]
    [InlineData("""{"type":"Polygon","coordinates":[[[0,0],[2,0],[2,2],[0,2]]]}""", "not closed")]
    [InlineData("""{"type":"Polygon","coordinates":[[[0,0],[2,0],[0,0]]]}""", "too few points")]
    [InlineData("""{"type":"Polygon","coordinates":[[[0,0],[200,0],[200,2],[0,2],[0,0]]]}""", "no place at [200, 0]")]
    [InlineData("""{"type":"Polygon","coordinates":[]}""", "empty")]
    [InlineData("""{"type":"Point","coordinates":[0,0]}""", "no Polygon")]
    [InlineData("""{"type":"Polygon","coordinates":[[["a","b"]]]}""", "no geometry")]
    [InlineData("""{"type":"Polygon","coordinates":[[[1e999,0],[2,0],[2,2],[1e999,0]]]}""", "cannot be used")]
    [InlineData("""{"type":"Polygon"}""", "cannot be used")]
    [InlineData("""{"type":"Feature","geometry":null}""", "cannot be used")]
    [InlineData("null", "no Polygon")]
    [InlineData("[[", "no geometry")]
    [InlineData("", "no geometry")]
    public void A_jurisdiction_that_cannot_be_one_is_refused_and_says_where(string text, string where)
    {
        var refusal = Should.Throw<Refusal>(() => Jurisdiction.Checked(text, "Jurisdiction"));
        refusal.Code.ShouldBe("engage.jurisdiction-invalid");
        refusal.Message.ShouldContain(where);
    }

    [Theory]
    [InlineData(9_999, null)]
    [InlineData(10_000, "Simplify")]
    [InlineData(40_000, "bytes")]
    public void A_jurisdiction_has_its_limits(int points, string? refused)
    {
        var ring = new StringBuilder();
        for (var i = 0; i < points; i++)
        {
            var (y, x) = Math.SinCos(Math.Tau * i / points);
            ring.Append(CultureInfo.InvariantCulture, $"[{x:0.######},{y:0.######}],");
        }
        var text = $$"""{"type":"Polygon","coordinates":[[{{ring}}[1,0]]]}""";
        if (refused is null) Jurisdiction.Checked(text, "Jurisdiction").ShouldStartWith("{\"type\":\"Polygon\"");
        else Should.Throw<Refusal>(() => Jurisdiction.Checked(text, "Jurisdiction")).Message.ShouldContain(refused);
    }

    [Fact]
    public void Only_what_changes_is_an_event()
    {
        var profile = AgencyProfile.Undescribed("default");
        Given.State(profile).When(state => RenameAgency.Decide(state, new("default"))).Then();
        Given.State(profile).When(state => DescribeAgency.Decide(state, new(TimeZone: "Europe/Berlin"))).Then(new AgencyDescribed(["en"], "Europe/Berlin", new()));
        Given.State(profile).When(state => DescribeAgency.Decide(state, new(Languages: []))).ThenRefused("engage.language");
        Given.State(profile).When(state => DrawJurisdiction.Decide(state, new(null))).Then();
    }
}
