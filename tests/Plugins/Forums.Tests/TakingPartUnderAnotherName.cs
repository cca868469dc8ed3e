using System.Text.Json;

namespace Engage.Plugins.Forums;

public sealed class TakingPartUnderAnotherName(ForumFixture forum) : IClassFixture<ForumFixture>
{
    [Theory]
    [InlineData("PSEUDONYM")]
    [InlineData("THREAD_PSEUDONYM")]
    [InlineData("ANONYMOUS")]
    public async Task Until_the_agency_allows_more_people_write_under_their_own_names(string tier)
    {
        var quiet = (await forum.Engage.In("quiet-" + tier.ToLowerInvariant().Replace('_', '-'))).As("Ada", Roles.Resident);
        ForumFixture.CodeOf(await ForumFixture.Mutation(quiet, "openTopic", $"{{ title: \"T\", body: \"B\", as: {tier} }}", "__typename")).ShouldBe("engage.participation-not-allowed");
    }

    [Fact]
    public async Task A_pseudonym_of_a_thread_stays_the_same_in_it_and_tells_nothing_of_the_person()
    {
        await Allow("forums.reply");
        var (one, other) = (await forum.OpenTopic(), await forum.OpenTopic());
        var before = (await forum.Engage.Events()).Count;
        var name = await Reply(one);
        (await Reply(one)).ShouldBe(name);
        (await Reply(other)).ShouldNotBe(name);
        var ada = (await forum.Ada.Data("{ me { id } }")).GetProperty("me").GetProperty("id").GetString()!;
        var posts = (await forum.Engage.Events()).Skip(before).Where(each => each.Alias == "forums.post-added").ToList();
        posts.Select(each => each.Actor).Distinct().Count().ShouldBe(2);
        posts.ShouldAllBe(each => each.Actor != ada && !each.Data.ToString().Contains(ada));
    }

    [Fact]
    public async Task To_write_under_another_name_takes_the_permission_all_the_same()
    {
        await Allow("forums.open-topic");
        ForumFixture.CodeOf(await ForumFixture.Mutation(forum.Engage.As("Una", Roles.Auditor), "openTopic", "{ title: \"T\", body: \"B\", as: ANONYMOUS }", "__typename")).ShouldBe("engage.forbidden");
        (await ForumFixture.Mutation(forum.Ada, "openTopic", "{ title: \"T\", body: \"B\", as: ANONYMOUS }", "topic { author { name } }")).GetProperty("topic").ToString().ShouldContain("Anonymous");
    }

    private async Task<string> Reply(Guid topic) =>
        (await ForumFixture.Mutation(forum.Ada, "reply", $"{{ topicId: \"{topic}\", body: \"B\", as: THREAD_PSEUDONYM }}", "post { author { name } }")).GetProperty("post").GetProperty("author").GetProperty("name").GetString()!;

    private Task<JsonElement> Allow(string permission) => ForumFixture.Mutation(forum.Engage.As("Admin", Roles.Administrator), "allowParticipation", $"{{ permission: \"{permission}\", tiers: [NAME, THREAD_PSEUDONYM, ANONYMOUS] }}", "__typename");
}
