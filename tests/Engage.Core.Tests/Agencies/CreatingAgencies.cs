using System.Net;
using System.Text.Json;
using Engage.GraphQL;

namespace Engage.Agencies;

public sealed class CreatingAgencies(CreatingAgencies.Town town) : IClassFixture<CreatingAgencies.Town>
{
    private const string Create = "mutation ($input: CreateAgencyInput!) { createAgency(input: $input) { agencyProfile { slug name languages timeZone contact { email } } errors { code path } } }";

    private EngageClient Root => town.Engage.As("Root", Roles.Administrator);

    [Fact]
    public async Task An_agency_that_was_created_is_served_on_every_host_at_once()
    {
        await using var other = await town.Engage.Again();
        (await Status(other, "riverside")).ShouldBe(HttpStatusCode.NotFound);
        var created = (await Root.Data(Create, new
        {
            input = new { slug = "riverside", name = "Riverside Police", languages = new[] { "EN-us" }, timeZone = "America/Los_Angeles", contact = new { email = "hi@riverside.example" } }
        })).GetProperty("createAgency");
        created.GetProperty("agencyProfile").ToString().ShouldBe(
            """{"slug":"riverside","name":"Riverside Police","languages":["en-US"],"timeZone":"America/Los_Angeles","contact":{"email":"hi@riverside.example"}}""");
        (await Status(other, "riverside")).ShouldBe(HttpStatusCode.OK);
        (await town.Engage.Events(agency: "riverside")).ShouldHaveSingleItem().Actor.ShouldNotBeNullOrEmpty();
        (await town.Engage.Anonymous.Data("{ agencies { nodes { slug } } }")).ToString().ShouldContain("\"riverside\"");
        CodeOf((await Root.Data(Create, new { input = new { slug = "riverside", name = "Again", languages = new[] { "en" }, timeZone = "UTC" } })).GetProperty("createAgency")).ShouldBe("engage.agency-exists");
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("..%2f..%2fetc")]
    [InlineData("No_Slug")]
    [InlineData("default%0a")]
    public async Task An_unknown_agency_and_an_impossible_one_are_answered_alike(string slug)
    {
        using var http = new HttpClient { BaseAddress = town.Engage.Address };
        var response = await http.PostAsync($"/agencies/{slug}/graphql", new StringContent("""{"query":"{ stars }"}""", null, "application/json"));
        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var answer = await response.Content.ReadAsStringAsync();
        answer.ShouldContain("engage.unknown-agency");
        var unknown = await http.PostAsync("/agencies/unknown/graphql", new StringContent("""{"query":"{ stars }"}""", null, "application/json"));
        answer.ShouldBe(await unknown.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task The_default_agency_is_there_before_anybody_described_it_and_can_be_renamed()
    {
        await using var engage = await EngageHarness.Start(plugins: "none", configure: options => options.AddPlugin<KitchenPlugin>());
        (await engage.Anonymous.Data("{ agency { slug name timeZone } }")).ToString().ShouldBe("""{"agency":{"slug":"default","name":"default","timeZone":"Etc/UTC"}}""");
        await engage.As("Root", Roles.Administrator).Data("mutation { renameAgency(input: { name: \"Camden\" }) { errors { code } } }");
        (await engage.Anonymous.Data("{ agency { slug name } }")).ToString().ShouldBe("""{"agency":{"slug":"default","name":"Camden"}}""");
        (await engage.Events()).Select(each => each.Alias).ShouldBe(["engage.agency-created", "engage.agency-renamed"]);
    }

    [Fact]
    public async Task An_administrator_of_one_agency_describes_it_and_creates_none()
    {
        var hill = await town.Engage.In("hill");
        var root = hill.As("Root", Roles.Administrator);
        CodeOf((await root.Data(Create, new { input = new { slug = "valley", name = "V", languages = new[] { "en" }, timeZone = "UTC" } })).GetProperty("createAgency")).ShouldBe("engage.default-agency-only");
        (await root.Data("mutation { describeAgency(input: { languages: [\"fr\"] }) { agencyProfile { languages } errors { code } } }")).ToString().ShouldContain("[\"fr\"]");
        CodeOf((await hill.As("Ada", Roles.Resident).Data("mutation { renameAgency(input: { name: \"Mine\" }) { errors { code } } }")).GetProperty("renameAgency")).ShouldBe("engage.forbidden");
        (await town.Engage.Events(agency: "valley")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_two_who_create_the_same_agency_one_does()
    {
        var input = new { slug = "twins", name = "Twins", languages = new[] { "en" }, timeZone = "UTC" };
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Root.Data(Create, new { input })));
        answers.Count(answer => CodeOf(answer.GetProperty("createAgency")) is null).ShouldBe(1);
        answers.Select(answer => CodeOf(answer.GetProperty("createAgency"))).Where(code => code is not null).ShouldAllBe(code => code == "engage.agency-exists" || code == "engage.conflict");
    }

    private static string? CodeOf(JsonElement payload) => payload.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("code").GetString()).SingleOrDefault();

    private static async Task<HttpStatusCode> Status(EngageHarness engage, string slug)
    {
        using var http = new HttpClient { BaseAddress = engage.Address };
        return (await http.PostAsync($"/agencies/{slug}/graphql", new StringContent("""{"query":"{ stars }"}""", null, "application/json"))).StatusCode;
    }

    public sealed class Town : IAsyncLifetime
    {
        public EngageHarness Engage { get; private set; } = null!;

        public async Task InitializeAsync() => Engage = await EngageHarness.Start(plugins: "none", configure: engage => engage.AddPlugin<KitchenPlugin>());

        public async Task DisposeAsync() => await Engage.DisposeAsync();
    }
}
