using System.Text.Json;
using System.Text.Json.Nodes;
using Marten;
using Marten.Events;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Engage.Packages;

/// <summary>The plugins of the guide, built outside as it says and loaded into the real host.</summary>
[Collection(nameof(Outside))]
public sealed class WritingAPluginOutside(Outside outside) : IAsyncLifetime
{
    private const string Start =
        "mutation ($title: String!) { startPetition(input: { title: $title, area: \"North\" }) { petition { id } errors { code } } }";

    private const string Sign =
        "mutation ($id: ID!) { signPetition(input: { petitionId: $id }) { petition { signatureCount missingSignatures } errors { code } } }";

    private const string Answer =
        "mutation ($id: ID!) { answerPetition(input: { petitionId: $id, text: \"We will.\" }) { petition { state } errors { code } } }";

    private EngageHarness _engage = null!;

    public async Task InitializeAsync()
    {
        await outside.BuildPlugins();
        _engage = await HostWith(("petitions:SignaturesForAnswer", "2"));
    }

    public async Task DisposeAsync() => await _engage.DisposeAsync();

    [Fact]
    public async Task The_shortest_plugin_runs_and_answers_what_the_guide_says()
    {
        await using var alone = await HostWith(("petitions:Enabled", "false"));

        (await alone.As("Ada", Roles.Resident).Data(Guide.WriteAPlugin["submit.graphql"])).ShouldBeLike(Guide.WriteAPlugin["submit.json"]);
        (await alone.Anonymous.Data(Guide.WriteAPlugin["plugins.graphql"])).GetProperty("plugins")[0].ShouldBeLike(
            JsonNode.Parse(Guide.WriteAPlugin["plugins.json"])!["plugins"]![0]!);
        (await alone.Events()).ShouldHaveSingleItem().Alias.ShouldBe("ideas.idea-submitted");
    }

    [Fact]
    public async Task An_idea_is_read_with_the_field_of_the_plugin()
    {
        var submitted = await _engage.As("Ada", Roles.Resident).Data("mutation { submitIdea(input: { title: \" Light the underpass \" }) { idea { id } } }");
        var id = submitted.GetProperty("submitIdea").GetProperty("idea").Text("id");

        (await _engage.Anonymous.Data("query ($id: ID!) { idea(id: $id) { title } }", new { id })).ShouldBeLike(
            """{ "idea": { "title": "Light the underpass" } }""");
    }

    [Fact]
    public async Task The_manifest_is_the_one_in_the_guide()
    {
        const string manifest = "Ideas/bin/Debug/net10.0/plugin.json";
        (await File.ReadAllTextAsync(outside.In(manifest))).ShouldBe(Guide.WriteAPlugin[manifest]);
    }

    [Fact]
    public void A_plugins_folder_holds_nothing_that_the_host_has() =>
        Directory.GetFiles(Path.Combine(outside.Plugins, "petitions"), "*.dll").Select(Path.GetFileName).ShouldBe(["Petitions.dll"]);

    [Fact]
    public async Task The_database_counts_the_signatures_of_each_person_once()
    {
        var id = await StartPetition("A crossing at the school");

        (await Data("Ada", Roles.Resident, Sign, id)).ShouldBeLike(
            """{ "signPetition": { "petition": { "signatureCount": 1, "missingSignatures": 1 }, "errors": [] } }""");
        (await Data("Ben", Roles.Resident, Sign, id)).ShouldBeLike(
            """{ "signPetition": { "petition": { "signatureCount": 2, "missingSignatures": 0 }, "errors": [] } }""");
        Code(await Data("Ben", Roles.Resident, Sign, id)).ShouldBe("petitions.signed-already");
    }

    [Fact]
    public async Task The_agency_answers_what_enough_people_signed_and_a_list_shows_it()
    {
        var id = await StartPetition("A crossing at the school");
        await StartPetition("A lamp in the underpass");
        await Data("Ada", Roles.Resident, Sign, id);

        Code(await Data("Sam", Roles.Resident, Answer, id)).ShouldBe("engage.forbidden");
        Code(await Data("Sam", Roles.Staff, Answer, id)).ShouldBe("petitions.too-few-signatures");
        await Data("Ben", Roles.Resident, Sign, id);
        (await Data("Sam", Roles.Staff, Answer, id)).GetProperty("answerPetition").GetProperty("petition").Text("state").ShouldBe("ANSWERED");
        Code(await Data("Cleo", Roles.Resident, Sign, id)).ShouldBe("petitions.answered");

        const string list = "{ petitions(first: 2, where: { area: \"North\" }) { nodes { title answer { text } } pageInfo { hasNextPage } } }";
        (await _engage.Anonymous.Data(list)).ShouldBeLike(
            """
            {
              "petitions": {
                "nodes": [ { "title": "A lamp in the underpass", "answer": null }, { "title": "A crossing at the school", "answer": { "text": "We will." } } ],
                "pageInfo": { "hasNextPage": false }
              }
            }
            """);
    }

    [Fact]
    public async Task A_subscriber_is_told_of_each_signature()
    {
        var id = await StartPetition("A crossing at the school");
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var told = await _engage.Anonymous.Subscribe(
            "subscription ($id: ID!) { petitionSigned(petitionId: $id) { title signatureCount } }", new { id }, stop.Token);

        await Data("Ada", Roles.Resident, Sign, id);

        await foreach (var each in told)
        {
            each.GetProperty("data").ShouldBeLike("""{ "petitionSigned": { "title": "A crossing at the school", "signatureCount": 1 } }""");
            return;
        }
        Assert.Fail("The subscription ended.");
    }

    [Fact]
    public async Task The_plugins_file_is_there_for_programs_that_speak_no_GraphQL()
    {
        await StartPetition("A crossing at the school");
        using var http = new HttpClient { BaseAddress = new Uri(_engage.Address, "/agencies/default/petitions/") };

        (await http.GetStringAsync("petitions.txt?area=North")).ShouldMatch(@"^\d{4}-\d\d-\d\d A crossing at the school\n\z");
        (await http.GetAsync("petitions.txt?area=South")).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_older_event_is_read_in_its_new_shape_by_a_projection_in_the_background()
    {
        await using var events = _engage.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(
            """
            insert into engage.mt_streams (tenant_id, id, version) values ('default', gen_random_uuid(), 1);
            insert into engage.mt_events (tenant_id, seq_id, id, stream_id, version, timestamp, type, data)
            select tenant_id, nextval('engage.mt_events_sequence'), gen_random_uuid(), id, 1, now(), 'petitions.petition-started', '{ "title": "A bench" }'
            from engage.mt_streams;
            """);
        await events.ExecuteNonQueryAsync();
        await StartPetition("A crossing at the school");

        await _engage.Services.GetRequiredService<IDocumentStore>().WaitForNonStaleProjectionDataAsync(TimeSpan.FromSeconds(30));

        (await _engage.Anonymous.Data("{ petitionAreas { id petitions } }")).ShouldBeLike(
            """{ "petitionAreas": [ { "id": "Everywhere", "petitions": 1 }, { "id": "North", "petitions": 1 } ] }""");
    }

    [Fact]
    public async Task A_setting_that_is_not_valid_puts_the_plugin_aside_and_no_other()
    {
        await using var broken = await HostWith(("petitions:SignaturesForAnswer", "0"));

        broken.Plugins.Select(plugin => $"{plugin.Id} {plugin.Code}").ShouldBe(["ideas ", "petitions engage.plugin-settings"]);
    }

    [Fact]
    public async Task Everything_that_the_guides_plugin_publishes_has_a_description()
    {
        var schema = await _engage.Anonymous.Data("{ __schema { types { name description fields { name description } } } }");

        schema.GetProperty("__schema").GetProperty("types").EnumerateArray()
            .Where(type => type.Text("name")!.StartsWith("Petition", StringComparison.Ordinal) || type.Text("name") is "Area" or "Answer")
            .SelectMany(type => type.GetProperty("fields") is { ValueKind: JsonValueKind.Array } fields ? fields.EnumerateArray().Append(type) : [type])
            .Where(member => string.IsNullOrEmpty(member.Text("description"))).Select(member => member.Text("name")).ShouldBeEmpty();
    }

    private Task<EngageHarness> HostWith((string Name, string Value) setting) =>
        EngageHarness.Start(outside.Plugins, new Dictionary<string, string?> { [$"Engage:Plugins:{setting.Name}"] = setting.Value });

    private async Task<string> StartPetition(string title) =>
        (await _engage.As("Ada", Roles.Resident).Data(Start, new { title })).GetProperty("startPetition").GetProperty("petition").Text("id")!;

    private Task<JsonElement> Data(string name, string role, string document, string id) => _engage.As(name, role).Data(document, new { id });

    private static string? Code(JsonElement data) => data.EnumerateObject().Single().Value.GetProperty("errors").EnumerateArray().Single().Text("code");
}
