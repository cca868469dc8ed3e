using System.Text.Json;

namespace Engage.Plugins.Forums;

public sealed class KeepingAgenciesApart(ForumFixture forum) : IClassFixture<ForumFixture>
{
    [Fact]
    public async Task What_one_agency_holds_does_not_exist_in_another()
    {
        var topic = await forum.OpenTopic("DELIBERATION");
        var post = await forum.Reply(topic);
        var elsewhere = await forum.Engage.In("camden");
        var cat = elsewhere.As("Cat", Roles.Resident, Roles.Moderator);

        (await cat.Data("{ topics { nodes { id } } categories { nodes { id } } }")).GetProperty("topics").GetProperty("nodes").GetArrayLength().ShouldBe(0);
        (await cat.Data($"{{ topic(id: \"{topic}\") {{ id }} }}")).GetProperty("topic").ValueKind.ShouldBe(JsonValueKind.Null);
        ForumFixture.CodeOf(await ForumFixture.Mutation(cat, "reply", $"{{ topicId: \"{topic}\", body: \"B\" }}", "__typename")).ShouldBe("engage.not-found");
        ForumFixture.CodeOf(await ForumFixture.Mutation(cat, "vote", $"{{ postId: \"{post}\", value: AGREE }}", "__typename")).ShouldBe("engage.not-found");
        ForumFixture.CodeOf(await ForumFixture.Mutation(cat, "closeTopic", $"{{ topicId: \"{topic}\" }}", "__typename")).ShouldBe("engage.not-found");
        (await forum.Engage.Events(agency: "camden")).ShouldHaveSingleItem().Alias.ShouldBe("engage.agency-created");
    }
}
