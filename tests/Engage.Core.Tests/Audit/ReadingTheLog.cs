using System.Text.Json;
using Engage.Privacy;

namespace Engage.Audit;

public sealed class ReadingTheLog : IAsyncLifetime
{
    private const string Read = "mutation ($input: ReadPersonalInput!) { readPersonal(input: $input) { personalReading { id events { id alias data } } errors { code path } } }";

    private EngageHarness _engage = null!;
    private string _topic = "";

    private EngageClient Ada => _engage.As("Ada", Roles.Resident);

    private EngageClient Rita => _engage.As("Rita", Roles.Auditor);

    public async Task InitializeAsync()
    {
        _engage = await EngageHarness.Start();
        _topic = (await Ada.Data("""mutation { openTopic(input: { title: "Night patrols", body: "Call me at home." }) { topic { id } } }"""))
            .GetProperty("openTopic").GetProperty("topic").GetProperty("id").GetString()!;
        foreach (var body in new[] { "Once.", "Twice." }) await Ada.Data("mutation ($topic: ID!, $body: String!) { reply(input: { topicId: $topic, body: $body }) { errors { code } } }", new { topic = _topic, body });
    }

    public async Task DisposeAsync() => await _engage.DisposeAsync();

    [Fact]
    public async Task The_history_of_a_thing_tells_who_did_what_and_caused_by_what_without_what_is_personal()
    {
        var happened = (await Rita.Data("query ($id: ID!) { history(streamId: $id) { nodes { alias version actor causedBy correlationId data } } }", new { id = _topic }))
            .GetProperty("history").GetProperty("nodes").EnumerateArray().ShouldHaveSingleItem();
        happened.GetProperty("alias").GetString().ShouldBe("forums.topic-opened");
        happened.GetProperty("version").GetInt64().ShouldBe(1);
        happened.GetProperty("actor").GetString().ShouldBe((await _engage.Events())[0].Actor);
        happened.GetProperty("causedBy").GetString().ShouldBe("mutation:openTopic");
        happened.GetProperty("correlationId").GetString().ShouldNotBeNullOrEmpty();
        var data = happened.GetProperty("data").GetString()!;
        data.ShouldContain("[personal]");
        data.ShouldNotContain("sealed");
        data.ShouldNotContain("Ada");
    }

    [Fact]
    public async Task Nobody_but_auditors_reads_it()
    {
        CodeOf(await _engage.Anonymous.GraphQL("{ events { nodes { id } } }")).ShouldBe("engage.unauthenticated");
        CodeOf(await _engage.As("Root", Roles.Administrator, Roles.Staff).GraphQL("{ events { nodes { id } } }")).ShouldBe("engage.forbidden");
        CodeOf(await Ada.GraphQL($"{{ history(streamId: \"{_topic}\") {{ nodes {{ id }} }} }}")).ShouldBe("engage.forbidden");
        (await Ada.Data(Read, new { input = new { streamId = _topic, reason = "Curious" } })).ToString().ShouldContain("engage.forbidden");
    }

    [Fact]
    public async Task Pages_hold_every_event_once_and_what_does_not_fit_is_left_out()
    {
        var (seen, after) = (new List<long>(), (string?)null);
        do
        {
            var page = (await Rita.Data("query ($after: String) { events(first: 1, after: $after, order: OLDEST_FIRST) { nodes { sequence } pageInfo { hasNextPage endCursor } } }", new { after })).GetProperty("events");
            seen.AddRange(page.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("sequence").GetInt64()));
            after = page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean() ? page.GetProperty("pageInfo").GetProperty("endCursor").GetString() : null;
        } while (after is not null);
        seen.ShouldBe((await _engage.Events()).Select(each => each.Sequence));

        var first = (await _engage.Events())[0];
        (await Count("{ alias: \"forums.post-added\" }")).ShouldBe(2);
        (await Count($"{{ actor: \"{first.Actor}\" }}")).ShouldBe(3);
        (await Count("{ actor: \"nobody\" }")).ShouldBe(0);
        (await Count("{ causedBy: \"mutation:openTopic\" }")).ShouldBe(1);
        (await Count($"{{ stream: \"{_topic}\", alias: \"forums.post-added\" }}")).ShouldBe(0);
        (await Count("{ from: \"2000-01-01T00:00:00Z\", to: \"2100-01-01T00:00:00+02:00\" }")).ShouldBe(3);
        (await Count("{ from: \"2100-01-01T00:00:00Z\" }")).ShouldBe(0);
        CodeOf(await Rita.GraphQL("{ events(after: \"AAAA\") { nodes { id } } }")).ShouldBe("engage.cursor");
        CodeOf(await Rita.GraphQL("{ events(first: 101) { nodes { id } } }")).ShouldBe("engage.page-size");
    }

    [Fact]
    public async Task What_is_personal_is_read_for_a_reason_that_the_log_keeps()
    {
        var read = (await Rita.Data(Read, new { input = new { streamId = _topic, reason = "A complaint" } })).GetProperty("readPersonal").GetProperty("personalReading");
        read.GetProperty("events").EnumerateArray().ShouldHaveSingleItem().GetProperty("data").GetString()!.ShouldContain("Ada");
        var kept = (await _engage.Events())[^1];
        (kept.Alias, kept.Stream.ToString()).ShouldBe(("engage.personal-data-read", read.GetProperty("id").GetString()));
        kept.Data.GetProperty("reason").GetString().ShouldBe("A complaint");
        kept.Data.GetProperty("events")[0].GetString().ShouldBe(read.GetProperty("events")[0].GetProperty("id").GetString());
    }

    [Fact]
    public async Task What_cannot_be_read_is_refused_and_leaves_no_event()
    {
        foreach (var (input, code) in new (object, string)[]
        {
            (new { reason = "R" }, "engage.what-to-read"),
            (new { reason = "R", streamId = _topic, eventIds = new[] { Guid.NewGuid() } }, "engage.what-to-read"),
            (new { reason = "R", streamId = Guid.NewGuid() }, "engage.not-found"),
            (new { reason = "R", eventIds = new[] { Guid.NewGuid() } }, "engage.not-found"),
            (new { reason = " ", streamId = _topic }, "engage.empty-text"),
            (new { reason = "R", eventIds = Enumerable.Range(0, 101).Select(_ => Guid.NewGuid()) }, "engage.too-many-events")
        })
            (await Rita.Data(Read, new { input })).GetProperty("readPersonal").GetProperty("errors")[0].GetProperty("code").GetString().ShouldBe(code);
        (await _engage.Events()).Count.ShouldBe(3);
    }

    [Fact]
    public async Task What_was_read_once_is_not_kept_for_a_repeat()
    {
        var input = new { streamId = _topic, reason = "A complaint", clientMutationId = "r-1" };
        (await Rita.Data(Read, new { input })).ToString().ShouldContain("Ada");
        (await Rita.Data(Read, new { input })).ToString().ShouldContain("engage.already-done");
        (await _engage.Events()).Count.ShouldBe(4);
    }

    [Fact]
    public async Task Events_of_a_plugin_that_is_disabled_are_shown_too()
    {
        await _engage.DisposeAsync();
        _engage = await _engage.Again(new Dictionary<string, string?> { ["Engage:Plugins:forums:Enabled"] = "false" });
        (await Count("{ alias: \"forums.topic-opened\" }")).ShouldBe(1);
        (await Rita.Data(Read, new { input = new { streamId = _topic, reason = "A complaint" } })).ToString().ShouldContain("Ada");
    }

    [Theory]
    [InlineData("""{"a":1}""", """{"a":1}""")]
    [InlineData("""{"sealed":"yes"}""", """{"sealed":"yes"}""")]
    [InlineData("""{"by":{"subject":"s","sealed":"AAAA"},"list":[{"key":"k","sealed":"AAAA","subject":"s"},1]}""", """{"by":"[personal]","list":["[personal]",1]}""")]
    [InlineData("""{"x":{"subject":"s","sealed":"AAAA","more":1}}""", """{"x":{"subject":"s","sealed":"AAAA","more":1}}""")]
    [InlineData("""{"subject":"s","sealed":"AAAA"}""", "\"[personal]\"")]
    public void Personal_parts_are_found_without_their_types(string data, string shown) => PersonalJsonParts.Blanked(data).ShouldBe(shown);

    private async Task<int> Count(string where) => (await Rita.Data($"{{ events(where: {where}) {{ nodes {{ id }} }} }}")).GetProperty("events").GetProperty("nodes").GetArrayLength();

    private static string? CodeOf(JsonElement answer) => answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString();
}
