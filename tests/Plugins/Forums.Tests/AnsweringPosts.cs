using System.Text.Json;

namespace Engage.Plugins.Forums;

public sealed class AnsweringPosts(ForumFixture forum) : IClassFixture<ForumFixture>
{
    [Fact]
    public async Task A_thread_is_read_from_its_top_down_and_from_its_end_up()
    {
        var topic = await forum.OpenTopic();
        var first = await forum.Reply(topic, "First");
        var second = await forum.Reply(topic, "Second");
        var answer = await forum.Reply(topic, "Answer", forum.Bo, to: first);
        await forum.Reply(topic, "Another", to: first);
        await forum.Reply(topic, "Deeper", to: answer);

        var read = (await forum.Engage.Anonymous.Data(
            "query ($topic: ID!) { topic(id: $topic) { postCount posts { nodes { body } } top: posts(topLevel: true) { nodes { body replies { nodes { body parent { body } replies { nodes { body } } } } } } } }",
            new { topic })).GetProperty("topic");
        read.GetProperty("postCount").GetInt32().ShouldBe(5);
        ForumFixture.Texts(read.GetProperty("posts"), "body").ShouldBe(["First", "Second", "Answer", "Another", "Deeper"]);
        ForumFixture.Texts(read.GetProperty("top"), "body").ShouldBe(["First", "Second"]);
        var replies = read.GetProperty("top").GetProperty("nodes")[0].GetProperty("replies");
        ForumFixture.Texts(replies, "body").ShouldBe(["Answer", "Another"]);
        replies.GetProperty("nodes")[0].GetProperty("parent").GetProperty("body").GetString().ShouldBe("First");
        ForumFixture.Texts(replies.GetProperty("nodes")[0].GetProperty("replies"), "body").ShouldBe(["Deeper"]);

        var post = (await forum.Engage.Anonymous.Data("query ($id: ID!) { post(id: $id) { body parentId parent { parent { body } } } }", new { id = second })).GetProperty("post");
        (post.GetProperty("body").GetString(), post.GetProperty("parentId").ValueKind, post.GetProperty("parent").ValueKind).ShouldBe(("Second", JsonValueKind.Null, JsonValueKind.Null));
    }

    [Fact]
    public async Task What_answers_a_post_of_another_topic_or_none_is_refused()
    {
        var (topic, elsewhere) = (await forum.OpenTopic(), await forum.Reply(await forum.OpenTopic()));
        await forum.Refused(forum.Ada, "reply", $"{{ topicId: \"{topic}\", parentId: \"{elsewhere}\", body: \"B\" }}", "engage.not-found");
        await forum.Refused(forum.Ada, "reply", $"{{ topicId: \"{topic}\", parentId: \"{Guid.Empty}\", body: \"B\" }}", "engage.not-found");
    }

    [Fact]
    public async Task A_thread_is_twenty_posts_deep_at_most()
    {
        var topic = await forum.OpenTopic();
        var post = await forum.Reply(topic);
        for (var depth = 1; depth <= 20; depth++) post = await forum.Reply(topic, $"Depth {depth}", to: post);
        await forum.Refused(forum.Ada, "reply", $"{{ topicId: \"{topic}\", parentId: \"{post}\", body: \"B\" }}", "forums.too-deep");
    }

    [Fact]
    public async Task In_a_deliberation_people_vote_on_statements_and_not_on_the_talk_about_them()
    {
        var topic = await forum.OpenTopic("DELIBERATION");
        var statement = await forum.Reply(topic);
        var talk = await forum.Reply(topic, "Why twice?", forum.Bo, to: statement);
        await ForumFixture.Done(forum.Bo, "vote", $"{{ postId: \"{statement}\", value: AGREE }}");
        await forum.Refused(forum.Bo, "vote", $"{{ postId: \"{talk}\", value: AGREE }}", "forums.not-a-statement");
    }

    [Fact]
    public async Task A_post_that_does_not_exist_is_null() =>
        (await forum.Engage.Anonymous.Data($"{{ post(id: \"{Guid.NewGuid()}\") {{ id }} }}")).GetProperty("post").ValueKind.ShouldBe(JsonValueKind.Null);
}
