using System.Text.Json;
using Snapshooter.Xunit;

namespace Engage.Plugins.Forums;

public sealed class TalkingInTopics(ForumFixture forum) : IClassFixture<ForumFixture>
{
    [Fact]
    public async Task A_deliberation_from_its_opening_to_its_close()
    {
        var (ada, bo, mo) = (forum.Ada, forum.Bo, forum.Mo);
        var said = await Transcript.Begin(forum.Engage);

        var category = (await said.Ask("Mo, a moderator,", mo,
            """mutation { createCategory(input: { name: "Patrols", description: "When and where." }) { category { id name description } errors { code } } }"""))
            .GetProperty("data").GetProperty("createCategory").GetProperty("category").GetProperty("id").GetString();
        var topic = (await said.Ask("Ada, a resident,", ada,
            """
            mutation ($category: ID) {
              openTopic(input: { title: " Night patrols ", body: "How often?", kind: DELIBERATION, categoryId: $category }) {
                topic { id title body kind category { name } state author { name } openedAt postCount closedAt source }
                errors { code }
              }
            }
            """, new { category })).GetProperty("data").GetProperty("openTopic").GetProperty("topic").GetProperty("id").GetString();
        var post = (await said.Ask("Bo, a resident,", bo,
            """mutation ($topic: ID!) { reply(input: { topicId: $topic, body: "Twice a night." }) { post { id topicId body author { name } postedAt agrees disagrees passes } errors { code } } }""",
            new { topic })).GetProperty("data").GetProperty("reply").GetProperty("post").GetProperty("id").GetString();
        const string vote = "mutation ($post: ID!, $value: VoteValue!) { vote(input: { postId: $post, value: $value }) { post { agrees disagrees passes } errors { code message path } } }";
        await said.Ask("Ada", ada, vote, new { post, value = "AGREE" });
        await said.Ask("Ada, once more,", ada, vote, new { post, value = "AGREE" });
        await said.Ask("Ada, of another mind,", ada, vote, new { post, value = "DISAGREE" });
        await said.Ask("Mo", mo,
            """mutation ($topic: ID!) { closeTopic(input: { topicId: $topic, reason: "Decided on 3 May." }) { topic { state closedAt closeReason } errors { code } } }""", new { topic });
        await said.Ask("Bo, too late,", bo, vote, new { post, value = "PASS" });
        await said.Ask("Somebody without a token", forum.Engage.Anonymous,
            """
            query ($topic: ID!) {
              topic(id: $topic) {
                title kind category { name } state postCount
                posts(first: 5) { nodes { body author { name } agrees disagrees passes } edges { cursor } pageInfo { hasNextPage endCursor } }
              }
            }
            """, new { topic });

        Snapshot.Match(said.ToString());
    }

    [Fact]
    public async Task A_hundred_people_who_vote_at_once_are_all_counted()
    {
        var post = await forum.Reply(await forum.OpenTopic("DELIBERATION"));
        await Parallel.ForAsync(0, 100, async (i, _) =>
            ForumFixture.CodeOf(await forum.Vote(forum.Engage.As($"Voter {i}", Roles.Resident), post, i % 2 == 0 ? "AGREE" : "DISAGREE")).ShouldBeNull());

        var counted = (await forum.Vote(forum.Ada, post, "PASS")).GetProperty("post");
        (counted.GetProperty("agrees").GetInt32(), counted.GetProperty("disagrees").GetInt32(), counted.GetProperty("passes").GetInt32()).ShouldBe((50, 50, 1));
    }

    [Fact]
    public async Task A_hundred_replies_at_once_are_all_counted()
    {
        var topic = await forum.OpenTopic();
        await Parallel.ForAsync(0, 100, async (i, _) => await forum.Reply(topic, $"Reply {i}"));
        (await forum.Engage.Anonymous.Data($"{{ topic(id: \"{topic}\") {{ postCount }} }}")).GetProperty("topic").GetProperty("postCount").GetInt32().ShouldBe(100);
    }

    [Fact]
    public async Task Of_one_persons_votes_at_the_same_moment_each_is_counted_once_or_refused()
    {
        var post = await forum.Reply(await forum.OpenTopic("DELIBERATION"));
        var codes = await Task.WhenAll(Enumerable.Range(0, 16).Select(async i => ForumFixture.CodeOf(await forum.Vote(forum.Ada, post, i % 2 == 0 ? "AGREE" : "DISAGREE"))));

        codes.Where(code => code is not null).ShouldAllBe(code => code == "engage.conflict" || code == "forums.vote-unchanged");
        codes.ShouldContain((string?)null);
        var counted = (await forum.Vote(forum.Ada, post, "PASS")).GetProperty("post");
        (counted.GetProperty("agrees").GetInt32(), counted.GetProperty("disagrees").GetInt32(), counted.GetProperty("passes").GetInt32()).ShouldBe((0, 0, 1));
        (await forum.Engage.Events()).Count(each => each.Alias == "forums.vote-cast" && each.Data.GetProperty("postId").GetGuid() == post)
            .ShouldBe(codes.Count(code => code is null) + 1);
    }

    [Fact]
    public async Task A_topic_is_closed_once_however_many_close_it()
    {
        var topic = await forum.OpenTopic();
        var codes = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ => ForumFixture.CodeOf(await forum.Close(topic))));
        codes.Count(code => code is null).ShouldBe(1);
        codes.Where(code => code is not null).ShouldAllBe(code => code == "engage.conflict" || code == "forums.topic-closed");
    }

    [Fact]
    public async Task Whoever_subscribed_hears_of_each_post_of_the_topic_in_order()
    {
        var (topic, other) = (await forum.OpenTopic(), await forum.OpenTopic());
        using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var posts = await forum.Engage.Anonymous.Subscribe("subscription ($topic: ID!) { postAdded(topicId: $topic) { id body author { name } } }", new { topic }, stop.Token);

        await forum.Reply(other, "Elsewhere");
        var first = await forum.Reply(topic, "First", forum.Ada);
        await forum.Reply(topic, "Second", forum.Bo);

        var heard = new List<JsonElement>();
        await foreach (var response in posts.WithCancellation(stop.Token))
        {
            var post = response.GetProperty("data").GetProperty("postAdded");
            heard.Add(post);
            if (heard.Count == 2) break;
        }
        heard[0].GetProperty("id").GetGuid().ShouldBe(first);
        heard.Select(post => $"{post.GetProperty("author").GetProperty("name").GetString()}: {post.GetProperty("body").GetString()}").ShouldBe(["Ada: First", "Bo: Second"]);
    }
}
