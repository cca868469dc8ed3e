namespace Engage.Plugins.Forums;

/// <summary>What is refused says why with a stable code, and leaves no trace.</summary>
public sealed class RefusingBadInput(ForumFixture forum) : IClassFixture<ForumFixture>
{
    public static TheoryData<string, string, string, string> Bad => new()
    {
        { "openTopic", "{ title: \"\", body: \"B\" }", "engage.empty-text", "title" },
        { "openTopic", "{ title: \"T\", body: \"  \" }", "engage.empty-text", "body" },
        { "openTopic", $"{{ title: \"{new string('a', 201)}\", body: \"B\" }}", "engage.text-too-long", "title" },
        { "openTopic", "{ title: \"A\\u0000B\", body: \"B\" }", "engage.text-unreadable", "title" },
        { "openTopic", $"{{ title: \"T\", body: \"B\", categoryId: \"{Guid.Empty}\" }}", "engage.not-found", "categoryId" },
        { "reply", $"{{ topicId: \"{Guid.Empty}\", body: \"B\" }}", "engage.not-found", "topicId" },
        { "vote", $"{{ postId: \"{Guid.Empty}\", value: AGREE }}", "engage.not-found", "postId" }
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task A_mutation_with_bad_input_is_refused_with_the_field_that_is_to_blame(string mutation, string input, string code, string field)
    {
        var before = (await forum.Engage.Events()).Count;
        var errors = (await ForumFixture.Mutation(forum.Ada, mutation, input, "__typename")).GetProperty("errors");
        errors.GetArrayLength().ShouldBe(1);
        errors[0].GetProperty("code").GetString().ShouldBe(code);
        errors[0].GetProperty("path").EnumerateArray().Select(step => step.GetString()).ShouldBe(["input", field]);
        (await forum.Engage.Events()).Count.ShouldBe(before);
    }

    [Fact]
    public async Task One_megabyte_of_text_is_refused()
    {
        var topic = await forum.OpenTopic();
        var before = (await forum.Engage.Events()).Count;
        var answer = await forum.Ada.Data("mutation ($input: ReplyInput!) { reply(input: $input) { errors { code } } }", new { input = new { topicId = topic, body = new string('a', 1_000_000) } });
        ForumFixture.CodeOf(answer.GetProperty("reply")).ShouldBe("engage.text-too-long");
        (await forum.Engage.Events()).Count.ShouldBe(before);
    }

    [Theory]
    [InlineData("{ topics { nodes { nope } } }", "engage.invalid-document")]
    [InlineData("{ topics { nodes ", "engage.syntax-error")]
    [InlineData("{ topic(id: \"nope\") { id } }", "engage.invalid-value")]
    [InlineData("{ topics(where: { kind: NOPE }) { nodes { id } } }", "engage.invalid-document")]
    [InlineData("query ($id: ID!) { topic(id: $id) { id } }", "engage.invalid-value")]
    [InlineData("query A { topics { nodes { id } } } query B { topics { nodes { id } } }", "engage.no-operation")]
    [InlineData("{ topics(first: 100) { nodes { posts(first: 100) { nodes { id body postedAt topicId agrees disagrees passes author { name } } edges { cursor } } } } }", "engage.too-complex")]
    public async Task A_document_that_cannot_be_run_is_refused_before_anything_runs(string document, string code)
    {
        var answer = await forum.Engage.Anonymous.GraphQL(document);
        answer.TryGetProperty("data", out _).ShouldBeFalse();
        answer.GetProperty("errors").GetArrayLength().ShouldBeGreaterThan(0);
        answer.GetProperty("errors").EnumerateArray().ShouldAllBe(error => error.GetProperty("extensions").GetProperty("code").GetString() == code);
    }

    [Theory]
    [InlineData("openTopic", "{ title: \"T\", body: \"B\" }")]
    [InlineData("reply", "{ topicId: \"00000000-0000-0000-0000-000000000000\", body: \"B\" }")]
    [InlineData("vote", "{ postId: \"00000000-0000-0000-0000-000000000000\", value: AGREE }")]
    public async Task Taking_part_takes_the_role_of_a_resident(string mutation, string input)
    {
        ForumFixture.CodeOf(await ForumFixture.Mutation(forum.Engage.Anonymous, mutation, input, "__typename")).ShouldBe("engage.unauthenticated");
        ForumFixture.CodeOf(await ForumFixture.Mutation(forum.Engage.As("Una", Roles.Auditor), mutation, input, "__typename")).ShouldBe("engage.forbidden");
    }

    [Fact]
    public async Task Closing_a_topic_takes_the_role_of_a_moderator()
    {
        var topic = await forum.OpenTopic();
        ForumFixture.CodeOf(await ForumFixture.Mutation(forum.Ada, "closeTopic", $"{{ topicId: \"{topic}\" }}", "__typename")).ShouldBe("engage.forbidden");
        ForumFixture.CodeOf(await forum.Close(topic)).ShouldBeNull();
    }

    [Fact]
    public async Task A_mutation_that_fails_takes_nothing_from_those_before_and_after_it()
    {
        var answer = await forum.Ada.Data(
            """
            mutation {
              first: openTopic(input: { title: "First", body: "B" }) { topic { title } errors { code } }
              second: openTopic(input: { title: "", body: "B" }) { topic { title } errors { code } }
              third: openTopic(input: { title: "Third", body: "B" }) { topic { title } errors { code } }
            }
            """);
        answer.GetProperty("first").GetProperty("topic").GetProperty("title").GetString().ShouldBe("First");
        ForumFixture.CodeOf(answer.GetProperty("second")).ShouldBe("engage.empty-text");
        answer.GetProperty("third").GetProperty("topic").GetProperty("title").GetString().ShouldBe("Third");
    }
}
