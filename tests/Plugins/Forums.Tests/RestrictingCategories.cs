using System.Text.Json;
using System.Text.RegularExpressions;
using Engage.Agencies;

namespace Engage.Plugins.Forums;

/// <summary>Walks the whole schema as somebody who may not read a category, whatever is in it: what comes to be added is walked too.</summary>
public sealed partial class RestrictingCategories : IAsyncLifetime
{
    private const string Marker = "kilimanjaro";

    private readonly ForumFixture _forum = new();
    private readonly List<Guid> _hidden = [];
    private Guid _category, _topic, _post;

    public async Task InitializeAsync()
    {
        await _forum.InitializeAsync();
        _category = await Id("createCategory", _forum.Mo, $"name: \"{Marker}\"", "category");
        _topic = await Id("openTopic", _forum.Sam, $"title: \"{Marker}\", body: \"{Marker} text\", kind: QUESTION, categoryId: \"{_category}\", inRole: \"staff\", tags: [\"{Marker}\"]", "topic");
        _post = await Id("reply", _forum.Ada, $"topicId: \"{_topic}\", body: \"{Marker} text\"", "post");
        var deliberation = await Id("openTopic", _forum.Ada, $"title: \"{Marker}\", body: \"{Marker} text\", kind: DELIBERATION, categoryId: \"{_category}\"", "topic");
        var statement = await Id("reply", _forum.Ada, $"topicId: \"{deliberation}\", body: \"{Marker} text\"", "post");
        foreach (var mutation in new[] { $"followTopic(input: {{ topicId: \"{_topic}\" }})", $"followCategory(input: {{ categoryId: \"{_category}\" }})", $"vote(input: {{ postId: \"{statement}\", value: AGREE }})" })
            (await Everything.Data($"mutation {{ done: {mutation} {{ errors {{ code }} }} }}")).ToString().ShouldNotContain("code");
        await ForumFixture.Done(_forum.Sam, "translateTopic", $"{{ topicId: \"{_topic}\", language: \"tr\", title: \"{Marker}\", body: \"{Marker} text\", status: HUMAN }}");
        var (published, prepared) = (await Answer(), await Answer());
        await ForumFixture.Done(_forum.Sam, "publishAnswer", $"{{ answerId: \"{published}\", inRole: \"staff\" }}");
        _hidden.AddRange([_category, _topic, _post, deliberation, statement, published, prepared]);
    }

    public Task DisposeAsync() => _forum.DisposeAsync();

    // All there is to be allowed, but for moderating and managing categories, which see what is restricted.
    private EngageClient Everything => _forum.Engage.As("Outsider", Roles.Resident, Roles.CommunityLeader, Roles.Officer, Roles.Staff);

    [Fact]
    public async Task What_is_in_a_category_that_somebody_may_not_read_shows_nowhere_and_is_like_what_there_never_was()
    {
        var schema = await SchemaWalk.Of(_forum.Engage.Anonymous);
        await _forum.Engage.Indexed();
        var open = await Shown(schema, Everything);
        foreach (var field in new[] { "categories", "topics", "topic", "post", "officialAnswer", "preparedAnswers", "following", "searchForums" }) open.ShouldContain(field);

        await Restrict("[\"board-member\"]");
        foreach (var reader in new[] { Everything, _forum.Ada, _forum.Engage.Anonymous }) (await Shown(schema, reader)).ShouldBeEmpty();
        (await Shown(schema, _forum.Engage.As("Boa", Roles.BoardMember))).ShouldContain("topic");

        var before = await Touched();
        // Whoever followed something before it was closed to them can still let go of it.
        foreach (var field in schema.Mutations.Where(schema.TakesId).Where(field => !SchemaWalk.Name(field).StartsWith("unfollow")))
        {
            foreach (var id in _hidden)
            {
                var never = Guid.NewGuid();
                Codes(await Ask(Everything, "mutation", schema, field, id)).ShouldBe(Codes(await Ask(Everything, "mutation", schema, field, never)), $"{SchemaWalk.Name(field)} {id}");
            }
        }
        (await Touched()).ShouldBe(before);

        await Restrict(null);
        (await Shown(schema, Everything)).ShouldBe(open);
    }

    [Fact]
    public async Task A_topic_that_is_moved_into_it_is_gone_at_once_for_who_may_not_read_it()
    {
        await Restrict("[\"board-member\"]");
        var topic = await _forum.OpenTopic();
        var post = await _forum.Reply(topic);
        await ForumFixture.Done(_forum.Mo, "moveTopic", $"{{ topicId: \"{topic}\", categoryId: \"{_category}\" }}");
        foreach (var reader in new[] { _forum.Ada, _forum.Engage.Anonymous })
        {
            (await reader.Data($"{{ topic(id: \"{topic}\") {{ id }} post(id: \"{post}\") {{ id }} topics(first: 100) {{ nodes {{ id }} }} }}")).ToString().ShouldNotContain(topic.ToString());
        }
        await _forum.Refused(_forum.Ada, "reply", $"{{ topicId: \"{topic}\", body: \"B\" }}", "engage.not-found");
        await _forum.Refused(_forum.Ada, "vote", $"{{ postId: \"{post}\", value: AGREE }}", "engage.not-found");
        await _forum.Refused(_forum.Ada, "openTopic", $"{{ title: \"T\", body: \"B\", categoryId: \"{_category}\" }}", "engage.not-found");
    }

    [Theory]
    [InlineData("OPEN_TOPIC", "openTopic", "title: \"T\", body: \"B\", categoryId: \"{0}\"")]
    [InlineData("REPLY", "reply", "topicId: \"{1}\", body: \"B\"")]
    [InlineData("VOTE", "vote", "postId: \"{2}\", value: AGREE")]
    public async Task What_only_some_roles_may_do_is_refused_to_others_who_can_still_read(string action, string mutation, string input)
    {
        var text = $"{{ {string.Format(input, _category, _topic, _post)} }}";
        (await ForumFixture.Done(_forum.Mo, "restrictCategory", $"{{ categoryId: \"{_category}\", action: {action}, roles: [\"officer\"] }}", "category { restrictions { action roles } }"))
            .GetProperty("category").GetProperty("restrictions").ToString().ShouldBe($$"""[{"action":"{{action}}","roles":["officer"]}]""");
        await _forum.Refused(_forum.Ada, mutation, text, "forums.category-restricted");
        (await _forum.Ada.Data($"{{ topic(id: \"{_topic}\") {{ title }} }}")).ToString().ShouldContain(Marker);
        await ForumFixture.Done(_forum.Engage.As("Olu", Roles.Officer, Roles.Resident), mutation, text);
        await ForumFixture.Done(_forum.Engage.As("Mo", Roles.Moderator, Roles.Resident), mutation, text);
    }

    [Fact]
    public async Task Who_manages_categories_sees_one_that_they_may_not_read_in_so_that_they_can_lift_it()
    {
        await Restrict("[\"board-member\"]");
        var admin = _forum.Engage.As("Admin", Roles.Administrator);
        var seen = await admin.Data("{ categories { nodes { name } } topics { nodes { title } } }");
        ForumFixture.Texts(seen.GetProperty("categories"), "name").ShouldBe([Marker]);
        ForumFixture.Texts(seen.GetProperty("topics"), "title").ShouldBeEmpty();
        await ForumFixture.Done(admin, "restrictCategory", $"{{ categoryId: \"{_category}\", action: READ }}");
        (await admin.Data("{ topics { nodes { title } } }")).ToString().ShouldContain(Marker);
    }

    private Task<JsonElement> Restrict(string? roles) =>
        ForumFixture.Done(_forum.Mo, "restrictCategory", $"{{ categoryId: \"{_category}\", action: READ, roles: {roles ?? "null"} }}");

    /// <summary>How many events there are that are about what is hidden.</summary>
    private async Task<int> Touched() => (await _forum.Engage.Events()).Count(each => _hidden.Any(id => each.Stream == id || each.Data.ToString().Contains(id.ToString())));

    /// <summary>The queries that show something of the category.</summary>
    private async Task<List<string>> Shown(SchemaWalk schema, EngageClient reader)
    {
        var shown = new List<string>();
        foreach (var field in schema.Queries)
        {
            foreach (var id in schema.TakesId(field) ? _hidden : [Guid.NewGuid()])
            {
                var answer = await Ask(reader, "query", schema, field, id);
                if (answer.Contains($"\"{Marker}\"") || _hidden.Any(hidden => hidden != id && answer.Contains(hidden.ToString()))) shown.Add(SchemaWalk.Name(field));
            }
        }
        return [.. shown.Distinct().Order()];
    }

    private static async Task<string> Ask(EngageClient reader, string operation, SchemaWalk schema, JsonElement field, Guid id) =>
        (await reader.GraphQL(schema.Document(operation, field, new(Marker, id, Depth: 4, First: 2, Narrowed: false)))).ToString() is var answer && Unasked().IsMatch(answer)
            ? throw new InvalidOperationException($"{SchemaWalk.Name(field)} was not asked at all, so it cannot have shown anything: {answer}") : answer;

    private static IEnumerable<string> Codes(string answer) => Regex.Matches(answer, "\"code\":\"([^\"]+)\"").Select(code => code.Groups[1].Value);

    private Task<Guid> Answer() =>
        Id("prepareAnswer", _forum.Sam, $"topicId: \"{_topic}\", verdict: DECLINED, text: \"{Marker}\", reasons: \"{Marker}\", inRole: \"staff\"", "officialAnswer");

    private static async Task<Guid> Id(string mutation, EngageClient by, string input, string noun) =>
        (await ForumFixture.Done(by, mutation, $"{{ {input} }}", $"{noun} {{ id }}")).GetProperty(noun).GetProperty("id").GetGuid();

    [GeneratedRegex("engage.(too-complex|document-too-large|invalid-document|invalid-value|syntax-error)")]
    private static partial Regex Unasked();
}
