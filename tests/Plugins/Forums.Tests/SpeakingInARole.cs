namespace Engage.Plugins.Forums;

public sealed class SpeakingInARole(ForumFixture forum) : IClassFixture<ForumFixture>
{
    [Fact]
    public async Task The_badge_stays_with_what_was_said_when_the_role_is_gone()
    {
        var sam = forum.Engage.As("Sam", Roles.Staff, Roles.Resident);
        var topic = (await ForumFixture.Done(sam, "openTopic", "{ title: \"T\", body: \"B\", inRole: \"staff\" }", "topic { id }")).GetProperty("topic").GetProperty("id").GetGuid();
        var then = await Said(sam, topic, ", inRole: \"staff\"");
        (await Said(sam, topic, "")).Role.ShouldBeNull();

        var id = (await sam.Data("{ me { id } }")).GetProperty("me").GetProperty("id").GetString();
        await ForumFixture.Done(forum.Engage.As("Admin", Roles.Administrator), "revokeRole", $"{{ actorId: \"{id}\", role: \"staff\", reason: \"Left\" }}");

        await forum.Refused(sam, "reply", $"{{ topicId: \"{topic}\", body: \"B\", inRole: \"staff\" }}", "forums.role-not-held");
        (await Said(sam, topic, "")).Role.ShouldBeNull();
        then.Role.ShouldBe("staff");
        (await Role($"post(id: \"{then.Id}\")")).ShouldBe("staff");
        (await Role($"topic(id: \"{topic}\")")).ShouldBe("staff");
    }

    [Theory]
    [InlineData("staff")]
    [InlineData("resident")]
    [InlineData("administrator")]
    [InlineData("king")]
    [InlineData("")]
    public async Task A_role_that_is_not_held_or_speaks_for_nobody_is_refused(string role)
    {
        var topic = await forum.OpenTopic();
        var ann = forum.Engage.As("Ann", Roles.Resident, Roles.Administrator);
        await forum.Refused(ann, "reply", $"{{ topicId: \"{topic}\", body: \"B\", inRole: \"{role}\" }}", "forums.role-not-held");
        await forum.Refused(ann, "openTopic", $"{{ title: \"T\", body: \"B\", inRole: \"{role}\" }}", "forums.role-not-held");
    }

    [Theory]
    [InlineData("PSEUDONYM")]
    [InlineData("THREAD_PSEUDONYM")]
    [InlineData("ANONYMOUS")]
    public async Task Who_hides_their_name_shows_no_role(string tier)
    {
        await forum.AllowEveryName("forums.reply");
        var topic = await forum.OpenTopic();
        await forum.Refused(forum.Engage.As("Olu", Roles.Officer), "reply", $"{{ topicId: \"{topic}\", body: \"B\", as: {tier}, inRole: \"officer\" }}", "forums.role-not-held");
    }

    private static async Task<(Guid Id, string? Role)> Said(EngageClient by, Guid topic, string inRole)
    {
        var post = (await ForumFixture.Done(by, "reply", $"{{ topicId: \"{topic}\", body: \"B\"{inRole} }}", "post { id author { role } }")).GetProperty("post");
        return (post.GetProperty("id").GetGuid(), post.GetProperty("author").GetProperty("role").GetString());
    }

    private async Task<string?> Role(string field) =>
        (await forum.Engage.Anonymous.Data($"{{ it: {field} {{ author {{ role }} }} }}")).GetProperty("it").GetProperty("author").GetProperty("role").GetString();
}
