using System.Text.Json;

namespace Engage.Plugins.Forums;

public sealed class ArrangingCategories(ForumFixture forum) : IClassFixture<ForumFixture>
{
    private static readonly Category Patrols = new(Guid.NewGuid(), "Patrols", "When and where.", [new(CategoryAction.Vote, ["resident"])]);
    private static readonly Category Archived = Patrols with { ArchivedAt = DateTimeOffset.UnixEpoch };
    private static readonly Topic Topic = new(
        Guid.NewGuid(), "Night patrols", Personal.Of(new("ada"), "How often?"), TopicKind.Discussion, TopicState.Open, new(Personal.Of(new("ada"), "Ada")), DateTimeOffset.UnixEpoch, 0,
        ClosedAt: null, CloseReason: null, CategoryId: Patrols.Id, Source: null, Tags: [], Pinned: false, EditedAt: null, Channel.Web, HiddenBy: null, StatementsWait: false);

    [Fact]
    public void Describing_changes_what_is_named_and_refuses_what_changes_nothing()
    {
        Given.State(Patrols).When(category => DescribeCategory.Decide(category, new(category.Id, " Night patrols ", Language: "EN-us"))).Then(new CategoryDescribed("Night patrols", null, "en-US"));
        Given.State(Patrols).When(category => DescribeCategory.Decide(category, new(category.Id, Description: " "))).Then(new CategoryDescribed(Description: ""));
        Given.State(Patrols).When(category => DescribeCategory.Decide(category, new(category.Id, "Patrols"))).ThenRefused("forums.category-unchanged");
        Given.State(Patrols).When(category => DescribeCategory.Decide(category, new(category.Id))).ThenRefused("forums.category-unchanged");
        Given.State(Patrols).When(category => DescribeCategory.Decide(category, new(category.Id, ""))).ThenRefused("engage.empty-text");
        Given.State(Patrols).When(category => DescribeCategory.Decide(category, new(category.Id, new string('a', 81)))).ThenRefused("engage.text-too-long");
        Given.State(Patrols).When(category => DescribeCategory.Decide(category, new(category.Id, "Streifen", Language: "german language"))).ThenRefused("engage.language");
        Given.State<Category?>(null).When(none => DescribeCategory.Decide(none, new(Guid.Empty, "Streifen"))).ThenRefused("engage.not-found");
    }

    [Fact]
    public void Restricting_takes_roles_of_the_agencys_own_too_but_nothing_that_is_no_role()
    {
        Given.State(Patrols).When(category => RestrictCategory.Decide(category, new(category.Id, CategoryAction.Read, ["watch-captain", "staff", "staff"])))
            .Then(new CategoryRestricted(CategoryAction.Read, ["staff", "watch-captain"]));
        Given.State(Patrols).When(category => RestrictCategory.Decide(category, new(category.Id, CategoryAction.Read, []))).Then(new CategoryRestricted(CategoryAction.Read, []));
        Given.State(Patrols).When(category => RestrictCategory.Decide(category, new(category.Id, CategoryAction.Vote))).Then(new CategoryRestricted(CategoryAction.Vote, null));
        Given.State(Patrols).When(category => RestrictCategory.Decide(category, new(category.Id, CategoryAction.Vote, ["resident"]))).ThenRefused("forums.category-unchanged");
        Given.State(Patrols).When(category => RestrictCategory.Decide(category, new(category.Id, CategoryAction.Read))).ThenRefused("forums.category-unchanged");
        Given.State(Patrols).When(category => RestrictCategory.Decide(category, new(category.Id, CategoryAction.Read, ["Staff; drop table"]))).ThenRefused("forums.role-name");
        Given.State(Patrols).When(category => RestrictCategory.Decide(category, new(category.Id, CategoryAction.Read, [.. Enumerable.Range(0, 21).Select(i => $"role-{i}")]))).ThenRefused("forums.role-name");
        Given.State<Category?>(null).When(none => RestrictCategory.Decide(none, new(Guid.Empty, CategoryAction.Read, []))).ThenRefused("engage.not-found");
    }

    [Fact]
    public void A_category_is_placed_within_bounds()
    {
        Given.State(Patrols).When(category => PlaceCategory.Decide(category, new(category.Id, -1000))).Then(new CategoryPlaced(-1000));
        Given.State(Patrols).When(category => PlaceCategory.Decide(category, new(category.Id, 1001))).ThenRefused("forums.category-position");
        Given.State(Patrols).When(category => PlaceCategory.Decide(category, new(category.Id, 0))).ThenRefused("forums.category-unchanged");
        Given.State<Category?>(null).When(none => PlaceCategory.Decide(none, new(Guid.Empty, 1))).ThenRefused("engage.not-found");
    }

    [Fact]
    public void A_category_is_archived_and_reopened_once()
    {
        Given.State(Patrols).When(ArchiveCategory.Decide).Then(new CategoryArchived());
        Given.State(Archived).When(ArchiveCategory.Decide).ThenRefused("forums.category-unchanged");
        Given.State(Archived).When(ReopenCategory.Decide).Then(new CategoryReopened());
        Given.State(Patrols).When(ReopenCategory.Decide).ThenRefused("forums.category-unchanged");
        Given.State<Category?>(null).When(ArchiveCategory.Decide).ThenRefused("engage.not-found");
        Given.State<Category?>(null).When(ReopenCategory.Decide).ThenRefused("engage.not-found");
    }

    [Fact]
    public void A_topic_is_moved_to_where_it_is_not_yet()
    {
        Given.State(Topic).When(topic => MoveTopic.Decide(topic, new(topic.Id), null)).Then(new TopicMoved(null));
        Given.State(Topic).When(topic => MoveTopic.Decide(topic, new(topic.Id, Patrols.Id), Patrols)).ThenRefused("forums.topic-not-moved");
        Given.State(Topic).When(topic => MoveTopic.Decide(topic, new(topic.Id, Patrols.Id), Patrols with { Id = Guid.NewGuid(), ArchivedAt = DateTimeOffset.UnixEpoch })).ThenRefused("forums.category-archived");
        Given.State(Topic).When(topic => MoveTopic.Decide(topic, new(topic.Id, Guid.NewGuid()), null)).ThenRefused("engage.not-found");
    }

    [Fact]
    public async Task Categories_stand_by_their_positions_and_then_by_age_on_every_page()
    {
        var mo = (await forum.Engage.In("positions")).As("Mo", Roles.Moderator);
        var names = new List<string>();
        foreach (var (name, position) in new[] { ("B", 0), ("D", 5), ("C", 0), ("A", -1) })
        {
            var id = await Created(mo, name);
            if (position != 0) ForumFixture.CodeOf(await ForumFixture.Mutation(mo, "placeCategory", $"{{ categoryId: \"{id}\", position: {position} }}", "category { position }")).ShouldBeNull();
        }
        string? after = null;
        do
        {
            var page = (await mo.Data("query ($after: String) { categories(first: 1, after: $after) { nodes { name } pageInfo { endCursor } } }", new { after })).GetProperty("categories");
            after = page.GetProperty("pageInfo").GetProperty("endCursor").GetString();
            names.AddRange(page.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("name").GetString()!));
        } while (after is not null);
        names.ShouldBe(["A", "B", "C", "D"]);
    }

    [Fact]
    public async Task An_archived_category_takes_no_new_topics_until_it_is_reopened()
    {
        var category = await Created(forum.Mo, "Old");
        var open = $"{{ title: \"T\", body: \"B\", categoryId: \"{category}\" }}";
        (await ForumFixture.Mutation(forum.Mo, "archiveCategory", $"{{ categoryId: \"{category}\" }}", "category { archivedAt }")).GetProperty("category").GetProperty("archivedAt").GetDateTimeOffset();
        await forum.Refused(forum.Ada, "openTopic", open, "forums.category-archived");
        await forum.Refused(forum.Mo, "archiveCategory", $"{{ categoryId: \"{category}\" }}", "forums.category-unchanged");
        (await ForumFixture.Mutation(forum.Mo, "reopenCategory", $"{{ categoryId: \"{category}\" }}", "category { archivedAt }"))
            .GetProperty("category").GetProperty("archivedAt").ValueKind.ShouldBe(JsonValueKind.Null);
        ForumFixture.CodeOf(await ForumFixture.Mutation(forum.Ada, "openTopic", open, "__typename")).ShouldBeNull();
    }

    [Theory]
    [InlineData("describeCategory", "name: \"N\"")]
    [InlineData("restrictCategory", "action: READ, roles: [\"staff\"]")]
    [InlineData("placeCategory", "position: 1")]
    [InlineData("archiveCategory", "")]
    [InlineData("reopenCategory", "")]
    [InlineData("translateCategory", "language: \"de\", name: \"N\", status: HUMAN")]
    public async Task Managing_categories_takes_the_permission(string mutation, string input)
    {
        var category = await Created(forum.Mo, "Kept");
        await forum.Refused(forum.Ada, mutation, $"{{ categoryId: \"{category}\", {input} }}", "engage.forbidden");
        await forum.Refused(forum.Engage.Anonymous, mutation, $"{{ categoryId: \"{category}\", {input} }}", "engage.unauthenticated");
        await forum.Refused(forum.Mo, mutation, $"{{ categoryId: \"{Guid.Empty}\", {input} }}", "engage.not-found");
    }

    [Fact]
    public async Task Moving_a_topic_takes_a_moderator()
    {
        var topic = await forum.OpenTopic();
        var category = await Created(forum.Mo, "Elsewhere");
        await forum.Refused(forum.Ada, "moveTopic", $"{{ topicId: \"{topic}\", categoryId: \"{category}\" }}", "engage.forbidden");
        await forum.Refused(forum.Mo, "moveTopic", $"{{ topicId: \"{topic}\", categoryId: \"{Guid.Empty}\" }}", "engage.not-found");
        await forum.Refused(forum.Mo, "moveTopic", $"{{ topicId: \"{Guid.Empty}\", categoryId: \"{category}\" }}", "engage.not-found");
        (await ForumFixture.Mutation(forum.Mo, "moveTopic", $"{{ topicId: \"{topic}\", categoryId: \"{category}\" }}", "topic { category { name } }")).ToString().ShouldContain("Elsewhere");
        await forum.Refused(forum.Mo, "moveTopic", $"{{ topicId: \"{topic}\", categoryId: \"{category}\" }}", "forums.topic-not-moved");
        (await ForumFixture.Mutation(forum.Mo, "moveTopic", $"{{ topicId: \"{topic}\" }}", "topic { category { name } }")).GetProperty("topic").GetProperty("category").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    private static async Task<Guid> Created(EngageClient by, string name) =>
        (await ForumFixture.Mutation(by, "createCategory", $"{{ name: \"{name}\" }}", "category { id }")).GetProperty("category").GetProperty("id").GetGuid();
}
