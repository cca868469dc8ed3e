using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Snapshooter.Xunit;

namespace Engage.Plugins.Forums;

public sealed class SearchingForums(ForumFixture forum) : IClassFixture<ForumFixture>
{
    private const string Query = "query ($text: String!, $where: ForumSearchFilter, $first: Int, $after: String) { searchForums(text: $text, where: $where, first: $first, after: $after) { nodes { topic { id } post { id } answer { id } } pageInfo { hasNextPage endCursor } } }";

    private EngageClient Reader => forum.Engage.Anonymous;

    [Fact]
    public async Task Somebody_looks_for_what_was_said_of_a_matter()
    {
        var topic = await Open("Lanterns in the underpass", "It is **dark** there at night.");
        await forum.Reply(topic, "One lantern & <b>two</b> lamps would do. The rest of the way is lit by shops until they close.", forum.Bo);
        await forum.Engage.Indexed();
        var said = await Transcript.Begin(forum.Engage);
        const string search = "query ($text: String!) { searchForums(text: $text) { nodes { topic { title } post { author { name } } snippet } pageInfo { hasNextPage } } }";
        await said.Ask("Somebody without a token", Reader, search, new { text = "lantern" });
        await said.Ask("Somebody, with a phrase,", Reader, search, new { text = "\"lit by shops\" -dark" });
        await said.Ask("Somebody who says nothing", Reader, search, new { text = "the" });
        Snapshot.Match(said.ToString());
    }

    [Fact]
    public async Task The_words_of_a_hidden_post_are_found_by_moderators_only()
    {
        var topic = await forum.OpenTopic();
        var post = await forum.Reply(topic, "Marmalade on the bench");
        await forum.Engage.Indexed();
        (await Found(Reader, "marmalade")).ShouldBe([post]);
        await Set("post", post, "hiddenBy", $"\"{Guid.NewGuid()}\"");
        (await Found(Reader, "marmalade")).ShouldBeEmpty();
        (await Found(forum.Ada, "marmalade")).ShouldBeEmpty();
        (await Found(forum.Mo, "marmalade")).ShouldBe([post]);
    }

    [Fact]
    public async Task What_was_edited_is_found_by_what_it_says_now_and_what_was_withdrawn_not_at_all()
    {
        var topic = await Open("Umbrellas", "Accordion");
        var post = await forum.Reply(topic, "Bagpipe");
        await Done(forum.Ada, "editTopic", $"{{ topicId: \"{topic}\", body: \"Clarinet\" }}");
        await Done(forum.Ada, "editPost", $"{{ postId: \"{post}\", body: \"Didgeridoo\" }}");
        await Done(forum.Mo, "retagTopic", $"{{ topicId: \"{topic}\", tags: [\"euphonium\"] }}");
        await forum.Engage.Indexed();
        foreach (var gone in new[] { "accordion", "bagpipe" }) (await Found(forum.Mo, gone)).ShouldBeEmpty(gone);
        foreach (var said in new[] { "umbrella", "clarinet", "euphonium", "umbrella clarinet -accordion" }) (await Found(Reader, said)).ShouldBe([topic], said);
        (await Found(Reader, "didgeridoo")).ShouldBe([post]);

        await Done(forum.Ada, "withdrawPost", $"{{ postId: \"{post}\" }}");
        (await Found(Reader, "didgeridoo")).ShouldBeEmpty();
        await forum.Engage.Indexed();
        (await Found(forum.Mo, "didgeridoo")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Official_answers_are_found_once_they_are_published()
    {
        var (sam, topic) = (forum.Engage.As("Sam", Roles.Staff), await forum.OpenTopic("QUESTION"));
        var answer = (await ForumFixture.Mutation(sam, "prepareAnswer", $"{{ topicId: \"{topic}\", verdict: DECLINED, text: \"No kaleidoscope.\", reasons: \"Too many hexagons.\", inRole: \"staff\" }}", "officialAnswer { id }"))
            .GetProperty("officialAnswer").GetProperty("id").GetGuid();
        await forum.Engage.Indexed();
        (await Found(sam, "hexagon")).ShouldBeEmpty();
        await Done(forum.Engage.As("Pat", Roles.Staff), "publishAnswer", $"{{ answerId: \"{answer}\", inRole: \"staff\" }}");
        (await Found(Reader, "kaleidoscopes hexagon", new { topicId = topic })).ShouldBe([answer]);
        (await Reader.Data("{ searchForums(text: \"hexagon\") { nodes { topic { id } snippet } } }")).GetProperty("searchForums").GetProperty("nodes")[0].GetProperty("snippet").GetString()!.ShouldContain("<mark>hexagons</mark>");
    }

    [Fact]
    public async Task Neither_a_hidden_topic_nor_its_posts_are_found()
    {
        var topic = await Open("Saxophones at noon", "Loud");
        var post = await forum.Reply(topic, "Saxophones, and trumpets");
        await forum.Engage.Indexed();
        (await Found(Reader, "saxophone")).ShouldBe([topic, post]);
        await Set("topic", topic, "hiddenBy", $"\"{Guid.NewGuid()}\"");
        (await Found(Reader, "saxophone")).ShouldBeEmpty();
        (await Found(forum.Mo, "saxophone")).ShouldBe([topic, post]);
    }

    [Fact]
    public async Task What_is_in_a_category_is_found_by_those_only_who_may_read_it_and_no_page_or_cursor_tells_of_it()
    {
        var category = (await ForumFixture.Mutation(forum.Mo, "createCategory", "{ name: \"Staff room\" }", "category { id }")).GetProperty("category").GetProperty("id").GetGuid();
        var closed = new List<Guid>();
        for (var i = 0; i < 3; i++)
        {
            var topic = await Open($"Platypus {i}", "Platypus platypus", category);
            closed.AddRange([topic, await forum.Reply(topic, "Platypus platypus platypus")]);
        }
        var open = new[] { await Open("Elsewhere", "One platypus among many other words"), await Open("Elsewhere", "A platypus, too, among even more of all those other words") };
        await forum.Engage.Indexed();
        await Set("category", category, "restrictions", """[{"action": "Read", "roles": ["staff"]}]""");
        var staff = forum.Engage.As("Sam", Roles.Staff);

        (await Found(Reader, "platypus")).Order().ShouldBe(open.Order());
        (await Found(staff, "platypus")).Order().ShouldBe(closed.Concat(open).Order());
        (await Found(Reader, "platypus", new { categoryId = category })).ShouldBeEmpty();
        var page = await Search(Reader, "platypus", first: 2);
        page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean().ShouldBeFalse("six more match, and the reader is not to know");

        // A cursor of somebody else is a number and an id: of a document that the reader may not read it gives what any other place in the order would.
        var cursor = (await Search(staff, "platypus", first: 1)).GetProperty("pageInfo").GetProperty("endCursor").GetString();
        (await Found(Reader, "platypus", after: cursor)).Order().ShouldBe(open.Order());
    }

    [Fact]
    public async Task What_somebody_wrote_who_was_erased_is_found_no_more_and_what_others_answered_is()
    {
        var eve = forum.Engage.As("Eve", Roles.Resident);
        var topic = (await ForumFixture.Mutation(eve, "openTopic", "{ title: \"Trams\", body: \"Zucchini stands\" }", "topic { id }")).GetProperty("topic").GetProperty("id").GetGuid();
        var (hers, his) = (await forum.Reply(topic, "Zucchini again", eve), await forum.Reply(topic, "Zucchini as well", forum.Bo));
        await forum.Engage.Indexed();
        (await Found(Reader, "zucchini")).Order().ShouldBe(new[] { topic, hers, his }.Order());

        var id = (await eve.Data("{ me { id } }")).GetProperty("me").GetProperty("id").GetString();
        ForumFixture.CodeOf(await ForumFixture.Mutation(eve, "eraseSubject", $"{{ subject: \"{id}\" }}", "__typename")).ShouldBeNull();
        (await Found(Reader, "zucchini")).ShouldBe([his]);
        var kept = (await Reader.Data("{ searchForums(text: \"trams\") { nodes { topic { id } snippet } } }")).GetProperty("searchForums").GetProperty("nodes");
        kept.ToString().ShouldBe($$"""[{"topic":{"id":"{{topic}}"},"snippet":null}]""");
    }

    [Fact]
    public async Task What_somebody_wrote_under_a_pseudonym_goes_with_them()
    {
        await ForumFixture.Mutation(forum.Engage.As("Admin", Roles.Administrator), "allowParticipation", "{ permission: \"forums.reply\", tiers: [NAME, THREAD_PSEUDONYM] }", "__typename");
        var kim = forum.Engage.As("Kim", Roles.Resident);
        var post = (await ForumFixture.Mutation(kim, "reply", $"{{ topicId: \"{await forum.OpenTopic()}\", body: \"Xylophone\", as: THREAD_PSEUDONYM }}", "post { id }")).GetProperty("post").GetProperty("id").GetGuid();
        await forum.Engage.Indexed();
        (await Found(Reader, "xylophone")).ShouldBe([post]);
        var id = (await kim.Data("{ me { id } }")).GetProperty("me").GetProperty("id").GetString();
        await ForumFixture.Mutation(kim, "eraseSubject", $"{{ subject: \"{id}\" }}", "__typename");
        (await Found(Reader, "xylophone")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_search_is_narrowed_to_a_topic_a_category_or_a_kind()
    {
        var category = (await ForumFixture.Mutation(forum.Mo, "createCategory", "{ name: \"Water\" }", "category { id }")).GetProperty("category").GetProperty("id").GetGuid();
        var (one, other) = (await Open("Fountain", "Dry", category), await forum.OpenTopic("DELIBERATION"));
        var (here, there) = (await forum.Reply(one, "The fountain leaks"), await forum.Reply(other, "No fountain"));
        await forum.Engage.Indexed();
        (await Found(Reader, "fountain", new { topicId = one })).Order().ShouldBe(new[] { one, here }.Order());
        (await Found(Reader, "fountain", new { categoryId = category })).Order().ShouldBe(new[] { one, here }.Order());
        (await Found(Reader, "fountain", new { kind = "DELIBERATION" })).ShouldBe([there]);
        (await Found(Reader, "fountain", new { kind = "QUESTION" })).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_one_agency_wrote_is_not_found_in_another()
    {
        await forum.Reply(await forum.OpenTopic(), "Periscope");
        await forum.Engage.Indexed();
        (await Found((await forum.Engage.In("camden")).As("Cat", Roles.Resident, Roles.Moderator), "periscope")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("\"\"", "engage.empty-text")]
    [InlineData("\"and the\"", "engage.search-empty")]
    [InlineData("\"-lamps\"", "engage.search-empty")]
    [InlineData("\"lamps\", first: 101", "engage.page-size")]
    [InlineData("\"lamps\", after: \"lamps\"", "engage.cursor")]
    public async Task What_cannot_be_looked_for_is_refused(string arguments, string code) =>
        (await Reader.GraphQL($"{{ searchForums(text: {arguments}) {{ nodes {{ snippet }} }} }}")).GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString().ShouldBe(code);

    private async Task<Guid> Open(string title, string body, Guid? category = null) =>
        (await ForumFixture.Mutation(forum.Ada, "openTopic", $"{{ title: \"{title}\", body: \"{body}\"{(category is null ? "" : $", categoryId: \"{category}\"")} }}", "topic { id }"))
            .GetProperty("topic").GetProperty("id").GetGuid();

    private static async Task Done(EngageClient by, string mutation, string input) => ForumFixture.CodeOf(await ForumFixture.Mutation(by, mutation, input, "__typename")).ShouldBeNull(mutation);

    private static async Task<JsonElement> Search(EngageClient by, string text, object? where = null, int first = 100, string? after = null) =>
        (await by.Data(Query, new { text, where, first, after })).GetProperty("searchForums");

    private static async Task<List<Guid>> Found(EngageClient by, string text, object? where = null, string? after = null) => [.. (await Search(by, text, where, after: after)).GetProperty("nodes").EnumerateArray()
        .Select(hit => new[] { "post", "answer", "topic" }.Select(hit.GetProperty).First(found => found.ValueKind is JsonValueKind.Object).GetProperty("id").GetGuid())];

    /// <summary>Sets a field of a read model, as events of moderators do.</summary>
    private async Task Set(string document, Guid id, string field, string json)
    {
        await using var set = forum.Engage.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand($"update engage_forums.mt_doc_{document} set data = jsonb_set(data, array[$1], $2::jsonb) where id = $3");
        set.Parameters.AddWithValue(field);
        set.Parameters.AddWithValue(json);
        set.Parameters.AddWithValue(id);
        (await set.ExecuteNonQueryAsync()).ShouldBe(1);
    }
}
