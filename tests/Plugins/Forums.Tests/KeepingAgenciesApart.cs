using System.Text.Json;

namespace Engage.Plugins.Forums;

public sealed class KeepingAgenciesApart(ForumFixture forum) : IClassFixture<ForumFixture>
{
    [Fact]
    public async Task What_one_agency_holds_does_not_exist_in_another()
    {
        var topic = await forum.OpenTopic("DELIBERATION");
        var post = await forum.Reply(topic);
        var elsewhere = forum.Engage.In("camden");
        var cat = elsewhere.As("Cat", Roles.Resident, Roles.Moderator);

        (await cat.Data("{ topics { nodes { id } } categories { nodes { id } } }")).GetProperty("topics").GetProperty("nodes").GetArrayLength().ShouldBe(0);
        (await cat.Data($"{{ topic(id: \"{topic}\") {{ id }} }}")).GetProperty("topic").ValueKind.ShouldBe(JsonValueKind.Null);
        ForumFixture.CodeOf(await ForumFixture.Mutation(cat, "reply", $"{{ topicId: \"{topic}\", body: \"B\" }}", "__typename")).ShouldBe("engage.not-found");
        ForumFixture.CodeOf(await ForumFixture.Mutation(cat, "vote", $"{{ postId: \"{post}\", value: AGREE }}", "__typename")).ShouldBe("engage.not-found");
        ForumFixture.CodeOf(await ForumFixture.Mutation(cat, "closeTopic", $"{{ topicId: \"{topic}\" }}", "__typename")).ShouldBe("engage.not-found");
        (await forum.Engage.Events(agency: "camden")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_subscriber_hears_nothing_of_another_agency()
    {
        var topic = await forum.OpenTopic();
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var here = await forum.Engage.Anonymous.Subscribe("subscription ($topic: ID!) { postAdded(topicId: $topic) { body } }", new { topic }, stop.Token);
        var elsewhere = await forum.Engage.In("camden").Anonymous.Subscribe("subscription ($topic: ID!) { postAdded(topicId: $topic) { body } }", new { topic }, stop.Token);
        await forum.Reply(topic, "Only here");

        // Both read the same log; once the one has its post, the other would have had it, too.
        await using var heard = here.GetAsyncEnumerator(stop.Token);
        (await heard.MoveNextAsync()).ShouldBeTrue();
        await using var unheard = elsewhere.GetAsyncEnumerator(stop.Token);
        var next = unheard.MoveNextAsync().AsTask();
        next.IsCompleted.ShouldBeFalse();
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(next);
    }
}
