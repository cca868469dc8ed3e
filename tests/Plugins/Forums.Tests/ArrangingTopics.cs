namespace Engage.Plugins.Forums;

public sealed class ArrangingTopics(ForumFixture forum) : IClassFixture<ForumFixture>
{
    [Fact]
    public async Task Tags_are_written_in_one_way_and_found_in_any()
    {
        var one = await Open("[\" Lärm-Schutz \", \"NIGHT\", \"night\"]");
        await Open("[\"night\"]");
        (await Tagged("LÄRM-schutz")).ShouldBe([one]);
        (await Tagged("night")).Count.ShouldBe(2);
        (await Tagged("nigh")).ShouldBeEmpty();
        var tags = (await forum.Engage.Anonymous.Data("{ tags(first: 1) { nodes { name topics } pageInfo { hasNextPage endCursor } } }")).GetProperty("tags");
        (tags.GetProperty("nodes")[0].GetProperty("name").GetString(), tags.GetProperty("nodes")[0].GetProperty("topics").GetInt32()).ShouldBe(("night", 2));
        var rest = (await forum.Engage.Anonymous.Data("query ($after: String) { tags(after: $after) { nodes { name topics } } }", new { after = tags.GetProperty("pageInfo").GetProperty("endCursor").GetString() })).GetProperty("tags");
        ForumFixture.Texts(rest, "name").ShouldContain("lärm-schutz");
        ForumFixture.Texts(rest, "name").ShouldNotContain("night");
    }

    [Theory]
    [InlineData("[\"a\", \"b\", \"c\", \"d\", \"e\", \"f\"]", "forums.too-many-tags")]
    [InlineData("[\"two words\"]", "forums.tag")]
    [InlineData("[\"---\"]", "forums.tag")]
    [InlineData("[\"a,b\"]", "forums.tag")]
    [InlineData("[\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"]", "forums.tag")]
    [InlineData("[\" \"]", "engage.empty-text")]
    public async Task What_is_no_tag_is_refused(string tags, string code)
    {
        var topic = await forum.OpenTopic();
        await forum.Refused(forum.Ada, "openTopic", $"{{ title: \"T\", body: \"B\", tags: {tags} }}", code);
        await forum.Refused(forum.Ada, "editTopic", $"{{ topicId: \"{topic}\", tags: {tags} }}", code);
        await forum.Refused(forum.Mo, "retagTopic", $"{{ topicId: \"{topic}\", tags: {tags} }}", code);
    }

    [Fact]
    public async Task Moderators_tag_what_others_opened_and_what_is_closed()
    {
        var topic = await forum.OpenTopic();
        await forum.Close(topic);
        var payload = await ForumFixture.Done(forum.Mo, "retagTopic", $"{{ topicId: \"{topic}\", tags: [\"oversight\"] }}", "topic { tags editedAt }");
        payload.GetProperty("topic").ToString().ShouldBe("""{"tags":["oversight"],"editedAt":null}""");
        await forum.Refused(forum.Mo, "retagTopic", $"{{ topicId: \"{topic}\", tags: [\"Oversight\"] }}", "forums.unchanged");
        await forum.Refused(forum.Mo, "retagTopic", $"{{ topicId: \"{Guid.Empty}\", tags: [] }}", "engage.not-found");
        await forum.Refused(forum.Ada, "retagTopic", $"{{ topicId: \"{topic}\", tags: [] }}", "engage.forbidden");
    }

    [Theory]
    [InlineData("NEWEST")]
    [InlineData("ACTIVE")]
    public async Task Pinned_topics_come_first_and_pages_hold_each_topic_once(string order)
    {
        var camden = await forum.Engage.In("camden-" + order.ToLowerInvariant());
        var (cat, mod) = (camden.As("Cat", Roles.Resident), camden.As("Mod", Roles.Moderator));
        var topics = new List<Guid>();
        for (var i = 0; i < 9; i++) topics.Add(await forum.OpenTopic(by: cat));
        await forum.Reply(topics[0], by: cat);
        foreach (var pinned in new[] { topics[1], topics[5] }) await ForumFixture.Done(mod, "pinTopic", $"{{ topicId: \"{pinned}\" }}", "topic { pinned }");

        var read = new List<Guid>();
        string? after = null;
        do
        {
            var page = (await camden.Anonymous.Data($"query ($after: String) {{ topics(first: 2, after: $after, order: {order}) {{ nodes {{ id }} pageInfo {{ hasNextPage endCursor }} }} }}", new { after })).GetProperty("topics");
            read.AddRange(page.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("id").GetGuid()));
            after = page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean() ? page.GetProperty("pageInfo").GetProperty("endCursor").GetString() : null;
        } while (after is not null);

        var others = Enumerable.Reverse(topics).Where(topic => topic != topics[1] && topic != topics[5]).ToList();
        if (order == "ACTIVE") others = [topics[0], .. others.Where(topic => topic != topics[0])];
        read.ShouldBe([topics[5], topics[1], .. others]);
    }

    [Fact]
    public async Task A_topic_is_pinned_and_unpinned_once_and_by_moderators()
    {
        var topic = await forum.OpenTopic();
        var input = $"{{ topicId: \"{topic}\" }}";
        await forum.Refused(forum.Mo, "unpinTopic", input, "forums.unchanged");
        await forum.Refused(forum.Ada, "pinTopic", input, "engage.forbidden");
        await ForumFixture.Done(forum.Mo, "pinTopic", input);
        await forum.Refused(forum.Mo, "pinTopic", input, "forums.unchanged");
        await forum.Refused(forum.Ada, "unpinTopic", input, "engage.forbidden");
        (await ForumFixture.Done(forum.Mo, "unpinTopic", input, "topic { pinned }")).GetProperty("topic").GetProperty("pinned").GetBoolean().ShouldBeFalse();
        await forum.Refused(forum.Mo, "pinTopic", $"{{ topicId: \"{Guid.Empty}\" }}", "engage.not-found");
        await forum.Refused(forum.Mo, "unpinTopic", $"{{ topicId: \"{Guid.Empty}\" }}", "engage.not-found");
    }

    [Fact]
    public async Task A_closed_topic_is_reopened_with_a_reason_and_takes_posts_again()
    {
        var topic = await forum.OpenTopic();
        await forum.Refused(forum.Mo, "reopenTopic", $"{{ topicId: \"{topic}\", reason: \"R\" }}", "forums.topic-open");
        await forum.Close(topic);
        await forum.Refused(forum.Mo, "reopenTopic", $"{{ topicId: \"{topic}\", reason: \" \" }}", "engage.empty-text");
        await forum.Refused(forum.Ada, "reopenTopic", $"{{ topicId: \"{topic}\", reason: \"R\" }}", "engage.forbidden");
        await forum.Refused(forum.Mo, "reopenTopic", $"{{ topicId: \"{Guid.Empty}\", reason: \"R\" }}", "engage.not-found");
        var reopened = (await ForumFixture.Done(forum.Mo, "reopenTopic", $"{{ topicId: \"{topic}\", reason: \"New figures came in.\" }}", "topic { state closedAt reopenReason }")).GetProperty("topic");
        reopened.ToString().ShouldBe("""{"state":"OPEN","closedAt":null,"reopenReason":"New figures came in."}""");
        await forum.Reply(topic);
    }

    [Fact]
    public async Task Whoever_follows_a_topic_hears_that_it_was_pinned_answered_closed_and_reopened()
    {
        var (topic, other) = (await forum.OpenTopic(), await forum.OpenTopic());
        using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var changes = await forum.Engage.Anonymous.Subscribe("subscription ($topic: ID!) { topicChanged(topicId: $topic) { id } }", new { topic }, stop.Token);
        await forum.Close(other);
        await ForumFixture.Done(forum.Mo, "pinTopic", $"{{ topicId: \"{topic}\" }}");
        var sam = forum.Engage.As("Sam", Roles.Staff);
        var answer = (await ForumFixture.Done(sam, "prepareAnswer", $"{{ topicId: \"{topic}\", verdict: ANSWERED, text: \"Twice.\", inRole: \"staff\" }}", "officialAnswer { id }")).GetProperty("officialAnswer").GetProperty("id").GetGuid();
        await ForumFixture.Done(sam, "publishAnswer", $"{{ answerId: \"{answer}\", inRole: \"staff\" }}");
        await forum.Close(topic);
        await ForumFixture.Done(forum.Mo, "reopenTopic", $"{{ topicId: \"{topic}\", reason: \"R\" }}");

        var heard = new List<Guid>();
        await foreach (var change in changes.WithCancellation(stop.Token))
        {
            heard.Add(change.GetProperty("data").GetProperty("topicChanged").GetProperty("id").GetGuid());
            if (heard.Count == 4) break;
        }
        heard.ShouldAllBe(id => id == topic);
    }

    private async Task<Guid> Open(string tags) =>
        (await ForumFixture.Done(forum.Ada, "openTopic", $"{{ title: \"T\", body: \"B\", tags: {tags} }}", "topic { id }")).GetProperty("topic").GetProperty("id").GetGuid();

    private async Task<List<Guid>> Tagged(string tag) =>
        [.. (await forum.Engage.Anonymous.Data("query ($tag: String) { topics(where: { tag: $tag }) { nodes { id } } }", new { tag })).GetProperty("topics").GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("id").GetGuid())];
}
