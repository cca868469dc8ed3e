using System.Text.Json;

namespace Engage.Plugins.Forums;

public sealed class ReadingLists(ForumFixture forum) : IClassFixture<ForumFixture>
{
    [Fact]
    public async Task Pages_hold_every_post_once_in_order_while_others_are_added()
    {
        var topic = await forum.OpenTopic();
        var written = new List<Guid>();
        for (var i = 0; i < 25; i++) written.Add(await forum.Reply(topic, $"Reply {i}"));

        var read = new List<Guid>();
        string? after = null;
        bool more;
        do
        {
            var page = (await forum.Engage.Anonymous.Data(
                "query ($topic: ID!, $after: String) { topic(id: $topic) { posts(first: 7, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } } }", new { topic, after }))
                .GetProperty("topic").GetProperty("posts");
            read.AddRange(page.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("id").GetGuid()));
            (more, after) = (page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean(), page.GetProperty("pageInfo").GetProperty("endCursor").GetString());
            if (written.Count < 30) written.Add(await forum.Reply(topic, "Meanwhile"));
        } while (more);

        read.Count.ShouldBeGreaterThan(25);
        read.ShouldBe(written.Take(read.Count));
    }

    [Fact]
    public async Task Topics_come_newest_first_and_can_be_narrowed()
    {
        var talk = await forum.OpenTopic();
        var deliberation = await forum.OpenTopic("DELIBERATION");
        var closed = await forum.OpenTopic("DELIBERATION");
        await forum.Close(closed);

        (await Topics("")).Take(3).ShouldBe([closed, deliberation, talk]);
        (await Topics("(where: { kind: DELIBERATION })")).ShouldBe([closed, deliberation]);
        (await Topics("(where: { kind: DELIBERATION, state: OPEN })")).ShouldBe([deliberation]);
        (await Topics("(where: { state: CLOSED })")).ShouldBe([closed]);
        (await Topics($"(where: {{ categoryId: \"{Guid.NewGuid()}\" }})")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("first: 0", "engage.page-size")]
    [InlineData("first: -5", "engage.page-size")]
    [InlineData("first: 101", "engage.page-size")]
    [InlineData("first: 1000000", "engage.page-size")]
    [InlineData("after: \"nonsense\"", "engage.cursor")]
    [InlineData("after: \"' or 1=1 --xxxxxxxxxxxx\"", "engage.cursor")]
    public async Task A_page_that_cannot_be_served_is_refused(string page, string code)
    {
        var answer = await forum.Engage.Anonymous.GraphQL($"{{ topics({page}) {{ nodes {{ id }} }} }}");
        answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString().ShouldBe(code);
        answer.GetProperty("errors")[0].GetProperty("path")[0].GetString().ShouldBe("topics");
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("1e999")]
    [InlineData(" true")]
    [InlineData("\"a\\u0000b\"")]
    [InlineData("\"\\ud800\"")]
    public async Task A_cursor_that_this_list_never_gave_is_refused_even_with_the_id_of_a_document(string rank)
    {
        var topic = await forum.OpenTopic();
        var after = System.Buffers.Text.Base64Url.EncodeToString([.. (await forum.Reply(topic)).ToByteArray(bigEndian: true), .. System.Text.Encoding.UTF8.GetBytes(rank)]);
        foreach (var list in new[] { "topics(order: NEWEST, after: $after)", "topics(order: ACTIVE, after: $after)", "topic(id: $topic) { posts(order: RANKED, after: $after)" })
        {
            var ask = $"query ($topic: ID!, $after: String) {{ t: topic(id: $topic) {{ id }} {list} {{ nodes {{ id }} }} }}" + (list.Contains('{') ? " }" : "");
            var answer = await forum.Engage.Anonymous.GraphQL(ask, new { topic, after });
            answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString().ShouldBe("engage.cursor", list);
        }
    }

    [Fact]
    public async Task A_topic_that_does_not_exist_is_null() =>
        (await forum.Engage.Anonymous.Data($"{{ topic(id: \"{Guid.NewGuid()}\") {{ id }} }}")).GetProperty("topic").ValueKind.ShouldBe(JsonValueKind.Null);

    [Fact]
    public async Task Each_topic_of_a_page_names_its_category()
    {
        var category = (await ForumFixture.Mutation(forum.Mo, "createCategory", "{ name: \"Patrols\" }", "category { id }")).GetProperty("category").GetProperty("id").GetGuid();
        for (var i = 0; i < 3; i++) await ForumFixture.Mutation(forum.Ada, "openTopic", $"{{ title: \"T{i}\", body: \"B\", categoryId: \"{category}\" }}", "topic { id }");
        await forum.OpenTopic();

        var names = (await forum.Engage.Anonymous.Data("{ topics(first: 4) { nodes { category { name } } } }")).GetProperty("topics").GetProperty("nodes").EnumerateArray()
            .Select(topic => topic.GetProperty("category") is { ValueKind: JsonValueKind.Object } named ? named.GetProperty("name").GetString() : null);
        names.ShouldBe([null, "Patrols", "Patrols", "Patrols"]);
    }

    private async Task<List<Guid>> Topics(string arguments) => (await forum.Engage.Anonymous.Data($"{{ topics{arguments} {{ nodes {{ id }} }} }}"))
        .GetProperty("topics").GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("id").GetGuid()).ToList();
}
