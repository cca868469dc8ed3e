using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Engage.Plugins.Forums;

public sealed class FollowingWhatMatters(ForumFixture forum) : IClassFixture<ForumFixture>
{
    [Fact]
    public async Task What_is_followed_is_listed_with_the_unread_first()
    {
        var fay = forum.Engage.As("Fay", Roles.Resident);
        var (read, unread, other) = (await forum.OpenTopic(), await forum.OpenTopic(), await forum.OpenTopic());
        foreach (var topic in new[] { unread, read }) await Follow(fay, topic);
        var first = await forum.Reply(read, "One");
        await forum.Reply(unread, "Two");
        await forum.Reply(other, "Three");
        (await Unread(fay, read)).ShouldBe(1);
        (await Unread(fay, other)).ShouldBeNull();

        await MarkRead(fay, read, first);
        (await Following(fay)).ShouldBe([(unread, 1), (read, 0)]);
        var second = await forum.Reply(read, "Four");
        await forum.Reply(read, "Five");
        (await Unread(fay, read)).ShouldBe(2);
        await ForumFixture.Done(forum.Ada, "withdrawPost", $"{{ postId: \"{second}\" }}");
        (await Unread(fay, read)).ShouldBe(1);
        await ForumFixture.Done(fay, "unfollowTopic", $"{{ topicId: \"{unread}\" }}");
        (await Following(fay)).ShouldBe([(read, 1)]);
        (await Following(forum.Bo)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Neither_the_log_nor_a_document_tells_what_somebody_follows_and_reads()
    {
        var gil = forum.Engage.As("Gil", Roles.Resident);
        var topic = await forum.OpenTopic();
        var post = await forum.Reply(topic);
        var before = (await forum.Engage.Events()).Count;
        await Follow(gil, topic);
        await MarkRead(gil, topic, post);
        (await forum.Engage.Events()).Count.ShouldBe(before);
        var document = await Document(gil);
        document.ShouldNotBeNull();
        document.ShouldNotContain(topic.ToString());
        document.ShouldNotContain(post.ToString());
    }

    [Fact]
    public async Task Who_asks_is_told_all_of_it_and_who_is_erased_leaves_none_of_it()
    {
        var hal = forum.Engage.As("Hal", Roles.Resident);
        var topic = await forum.OpenTopic();
        await Follow(hal, topic);
        var id = (await hal.Data("{ me { id } }")).GetProperty("me").GetProperty("id").GetString();
        (await ForumFixture.Done(hal, "exportSubject", $"{{ subject: \"{id}\" }}", "subjectExport { json }")).ToString().ShouldContain(topic.ToString());

        (await Documents(id!)).ShouldBe(1);
        await ForumFixture.Done(hal, "eraseSubject", $"{{ subject: \"{id}\" }}");
        (await Documents(id!)).ShouldBe(0);
    }

    [Fact]
    public async Task New_posts_come_of_followed_topics_and_categories_and_of_nothing_else()
    {
        var ivy = forum.Engage.As("Ivy", Roles.Resident);
        var category = (await ForumFixture.Done(forum.Mo, "createCategory", "{ name: \"Patrols\" }", "category { id }")).GetProperty("category").GetProperty("id").GetGuid();
        var sorted = (await ForumFixture.Done(forum.Ada, "openTopic", $"{{ title: \"T\", body: \"B\", categoryId: \"{category}\" }}", "topic { id }")).GetProperty("topic").GetProperty("id").GetGuid();
        var (followed, other) = (await forum.OpenTopic(), await forum.OpenTopic());
        await Follow(ivy, followed);
        (await ForumFixture.Done(ivy, "followCategory", $"{{ categoryId: \"{category}\" }}", "category { following }")).GetProperty("category").GetProperty("following").GetBoolean().ShouldBeTrue();

        using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await using var posts = (await ivy.Subscribe("subscription { followedPosts { body } }", stop: stop.Token)).GetAsyncEnumerator(stop.Token);
        await forum.Reply(other, "Elsewhere");
        await forum.Reply(followed, "In the topic");
        await forum.Reply(sorted, "In the category");
        (await Next()).ShouldBe("In the topic");
        (await Next()).ShouldBe("In the category");
        await ForumFixture.Done(ivy, "unfollowCategory", $"{{ categoryId: \"{category}\" }}");
        await forum.Reply(sorted, "In the category still");
        await forum.Reply(followed, "Once more");
        (await Next()).ShouldBe("Once more");

        // A statement that waits is no news before a moderator accepts it.
        var waits = (await ForumFixture.Done(forum.Ada, "openTopic", "{ title: \"T\", body: \"B\", kind: DELIBERATION, statementsWait: true }", "topic { id }")).GetProperty("topic").GetProperty("id").GetGuid();
        await Follow(ivy, waits);
        var statement = await forum.Reply(waits, "Twice.");
        await forum.Reply(followed, "In between");
        await ForumFixture.Done(forum.Mo, "acceptStatement", $"{{ postId: \"{statement}\" }}");
        (await Next()).ShouldBe("In between");
        (await Next()).ShouldBe("Twice.");

        async Task<string?> Next() => await posts.MoveNextAsync() ? posts.Current.GetProperty("data").GetProperty("followedPosts").GetProperty("body").GetString() : null;
    }

    [Fact]
    public async Task What_is_restricted_is_neither_followed_nor_told_of_any_more_and_can_be_unfollowed()
    {
        var kim = forum.Engage.As("Kim", Roles.Resident);
        var category = (await ForumFixture.Done(forum.Mo, "createCategory", "{ name: \"Staff room\" }", "category { id }")).GetProperty("category").GetProperty("id").GetGuid();
        var closed = (await ForumFixture.Done(forum.Ada, "openTopic", $"{{ title: \"T\", body: \"B\", tags: [\"backroom\"], categoryId: \"{category}\" }}", "topic { id }")).GetProperty("topic").GetProperty("id").GetGuid();
        var post = await forum.Reply(closed);
        var open = await forum.OpenTopic();
        foreach (var topic in new[] { closed, open }) await Follow(kim, topic);
        await ForumFixture.Done(kim, "followCategory", $"{{ categoryId: \"{category}\" }}");
        await ForumFixture.Done(forum.Mo, "restrictCategory", $"{{ categoryId: \"{category}\", action: READ, roles: [\"staff\"] }}");

        (await Following(kim)).ShouldBe([(open, 0)]);
        (await kim.Data($"{{ post(id: \"{post}\") {{ id }} }}")).GetProperty("post").ValueKind.ShouldBe(JsonValueKind.Null);
        ForumFixture.Texts((await kim.Data("{ tags(first: 100) { nodes { name } } }")).GetProperty("tags"), "name").ShouldNotContain("backroom");
        ForumFixture.Texts((await forum.Mo.Data("{ tags(first: 100) { nodes { name } } }")).GetProperty("tags"), "name").ShouldContain("backroom");
        foreach (var mutation in new[] { "editTopic", "followTopic", "unfollowTopic" }) await forum.Refused(forum.Bo, mutation, $"{{ topicId: \"{closed}\" }}", "engage.not-found");
        await forum.Refused(kim, "followTopic", $"{{ topicId: \"{closed}\" }}", "engage.not-found");
        await forum.Refused(kim, "followCategory", $"{{ categoryId: \"{category}\" }}", "engage.not-found");
        await forum.Refused(kim, "markTopicRead", $"{{ topicId: \"{closed}\", postId: \"{post}\" }}", "engage.not-found");
        await forum.Refused(forum.Ada, "editPost", $"{{ postId: \"{post}\", body: \"Never.\" }}", "engage.not-found");

        using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await using var posts = (await kim.Subscribe("subscription { followedPosts { body } }", stop: stop.Token)).GetAsyncEnumerator(stop.Token);
        await forum.Reply(closed, "Among us", forum.Engage.As("Mia", Roles.Moderator));
        await forum.Reply(open, "For all");
        (await posts.MoveNextAsync()).ShouldBeTrue();
        posts.Current.ToString().ShouldContain("For all");

        await ForumFixture.Done(kim, "unfollowTopic", $"{{ topicId: \"{closed}\" }}", "topic { id }");
        await ForumFixture.Done(kim, "unfollowCategory", $"{{ categoryId: \"{category}\" }}", "category { id }");
        await forum.Refused(kim, "unfollowTopic", $"{{ topicId: \"{closed}\" }}", "engage.not-found");
    }

    [Fact]
    public async Task What_cannot_be_read_cannot_be_followed()
    {
        var (topic, elsewhere) = (await forum.OpenTopic(), await forum.Reply(await forum.OpenTopic()));
        await forum.Refused(forum.Ada, "followTopic", $"{{ topicId: \"{Guid.Empty}\" }}", "engage.not-found");
        await forum.Refused(forum.Ada, "unfollowTopic", $"{{ topicId: \"{Guid.Empty}\" }}", "engage.not-found");
        await forum.Refused(forum.Ada, "followCategory", $"{{ categoryId: \"{Guid.Empty}\" }}", "engage.not-found");
        await forum.Refused(forum.Ada, "unfollowCategory", $"{{ categoryId: \"{Guid.Empty}\" }}", "engage.not-found");
        await forum.Refused(forum.Ada, "markTopicRead", $"{{ topicId: \"{Guid.Empty}\", postId: \"{elsewhere}\" }}", "engage.not-found");
        await forum.Refused(forum.Ada, "markTopicRead", $"{{ topicId: \"{topic}\", postId: \"{elsewhere}\" }}", "engage.not-found");
        await forum.Refused(forum.Engage.Anonymous, "followTopic", $"{{ topicId: \"{topic}\" }}", "engage.unauthenticated");
        var nobody = (await forum.Engage.Anonymous.Data($"{{ topic(id: \"{topic}\") {{ following unreadCount }} }}")).GetProperty("topic");
        nobody.ToString().ShouldBe("""{"following":false,"unreadCount":null}""");
        (await forum.Engage.Anonymous.GraphQL("{ following { nodes { id } } }")).GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString().ShouldBe("engage.unauthenticated");
    }

    [Fact]
    public async Task What_one_person_changes_in_many_places_at_once_is_not_lost_unawares()
    {
        var jan = forum.Engage.As("Jan", Roles.Resident);
        var topics = new List<Guid>();
        for (var i = 0; i < 6; i++) topics.Add(await forum.OpenTopic());
        await Follow(jan, await forum.OpenTopic());
        var codes = await Task.WhenAll(topics.Select(async topic => ForumFixture.CodeOf(await ForumFixture.Mutation(jan, "followTopic", $"{{ topicId: \"{topic}\" }}", "__typename"))));
        codes.Where(code => code is not null).ShouldAllBe(code => code == "engage.conflict");
        (await Following(jan)).Count.ShouldBe(1 + codes.Count(code => code is null));
    }

    [Fact]
    public void A_list_is_bounded_and_forgets_the_marks_of_what_is_not_followed_first()
    {
        var ids = Enumerable.Range(0, 1_500).Select(_ => Guid.NewGuid()).ToList();
        var list = ids.Take(ReadingList.Limit).Aggregate(ReadingList.Empty, (list, id) => list.Follow(id));
        Should.Throw<Refusal>(() => list.Follow(Guid.NewGuid())).Code.ShouldBe("forums.following-too-much");
        list.Follow(ids[0]).ShouldBe(list);
        Should.Throw<Refusal>(() => ids.Aggregate(list, (all, id) => all.FollowCategory(id))).Code.ShouldBe("forums.following-too-much");

        list = ids.Aggregate(list, (all, id) => all.Read(id, id));
        list.Marks.Count.ShouldBe(ReadingList.MarkLimit);
        ids.Take(ReadingList.Limit).ShouldAllBe(id => list.Mark(id) == id);
        list.Mark(ids[ReadingList.Limit]).ShouldBeNull();
        list.Read(ids[0], ids[0]).ShouldBe(list);
    }

    private static Task<JsonElement> Follow(EngageClient by, Guid topic) => ForumFixture.Done(by, "followTopic", $"{{ topicId: \"{topic}\" }}", "topic { following }");

    private static Task<JsonElement> MarkRead(EngageClient by, Guid topic, Guid post) => ForumFixture.Done(by, "markTopicRead", $"{{ topicId: \"{topic}\", postId: \"{post}\" }}");

    private static async Task<int?> Unread(EngageClient by, Guid topic) =>
        (await by.Data($"{{ topic(id: \"{topic}\") {{ unreadCount }} }}")).GetProperty("topic").GetProperty("unreadCount") is { ValueKind: JsonValueKind.Number } count ? count.GetInt32() : null;

    private static async Task<List<(Guid, int)>> Following(EngageClient by) =>
        [.. (await by.Data("{ following { nodes { id unreadCount } } }")).GetProperty("following").GetProperty("nodes").EnumerateArray()
            .Select(node => (node.GetProperty("id").GetGuid(), node.GetProperty("unreadCount").GetInt32()))];

    private async Task<string?> Document(EngageClient of)
    {
        var id = (await of.Data("{ me { id } }")).GetProperty("me").GetProperty("id").GetString()!;
        await using var command = forum.Engage.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand("select data::text from engage_forums.mt_doc_reader where id = $1");
        command.Parameters.AddWithValue(Reader.IdOf(new(id)));
        return (string?)await command.ExecuteScalarAsync();
    }

    private async Task<long> Documents(string person)
    {
        await using var command = forum.Engage.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand("select count(*) from engage_forums.mt_doc_reader where id = $1");
        command.Parameters.AddWithValue(Reader.IdOf(new(person)));
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
