using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace Engage.Plugins.Forums;

/// <summary>With the plugin compiled in, so that its subscriptions can be given a feed that ends: what was not heard of that is never heard.</summary>
public sealed class HearingOfRestrictedCategories : IAsyncLifetime
{
    private readonly DirectoryInfo _none = Directory.CreateTempSubdirectory("engage-no-plugins-");
    private EngageHarness _engage = null!;

    public async Task InitializeAsync() => _engage = await EngageHarness.Start(_none.FullName, configure: engage => engage.AddPlugin<ForumsPlugin>());

    public async Task DisposeAsync()
    {
        await _engage.DisposeAsync();
        _none.Delete();
    }

    [Fact]
    public async Task What_happens_in_a_category_is_not_heard_by_who_may_not_read_it()
    {
        var (mo, ada, sam) = (_engage.As("Mo", Roles.Moderator), _engage.As("Ada", Roles.Resident), _engage.As("Sam", Roles.Staff));
        var category = await Id(mo, "createCategory", "name: \"Board\"", "category");
        var topic = await Id(ada, "openTopic", $"title: \"T\", body: \"B\", categoryId: \"{category}\"", "topic");
        var post = await Id(ada, "reply", $"topicId: \"{topic}\", body: \"B\"", "post");
        var answer = await Id(sam, "prepareAnswer", $"topicId: \"{topic}\", verdict: ACCEPTED, text: \"T\", inRole: \"staff\"", "officialAnswer");
        await Id(sam, "publishAnswer", $"answerId: \"{answer}\", inRole: \"staff\"", "officialAnswer");
        await Id(mo, "restrictCategory", $"categoryId: \"{category}\", action: READ, roles: [\"board-member\"]", "category");

        await using var session = _engage.Services.GetRequiredService<IDocumentStore>().QuerySession(Agency.Default);
        var author = Personal.Of(new("ada"), "Ada");
        foreach (var (role, heard) in new[] { (Roles.Resident, 0), (Roles.BoardMember, 1) })
        {
            var reader = new Actor(new("reader"), "Reader", [role], []);
            (await PostSubscriptions.PostAdded(topic, new Happened(post, new PostAdded(topic, author, author), reader), session, default).CountAsync()).ShouldBe(heard);
            (await AnswerSubscriptions.AnswerPublished(topic, new Happened(answer, new AnswerPublished(topic, null, author, "staff"), reader), session, default).CountAsync()).ShouldBe(heard);
            (await TopicSubscriptions.TopicChanged(topic, new Happened(topic, new TopicMoved(category), reader), session, default).CountAsync()).ShouldBe(heard);
        }
    }

    [Fact]
    public async Task Who_loses_the_role_that_reads_hears_nothing_more_on_a_connection_that_was_open_before()
    {
        var (mo, bea, cy) = (_engage.As("Mo", Roles.Moderator), _engage.As("Bea", Roles.Resident), _engage.As("Cy", Roles.Resident, Roles.BoardMember));
        var admin = _engage.As("Admin", Roles.Administrator);
        var grant = $"{{ actorId: \"{(await bea.Data("{ me { id } }")).GetProperty("me").GetProperty("id").GetString()}\", role: \"board-member\" }}";
        await ForumFixture.Done(admin, "grantRole", grant);
        var category = await Id(mo, "createCategory", "name: \"Board\"", "category");
        await Id(mo, "restrictCategory", $"categoryId: \"{category}\", action: READ, roles: [\"board-member\"]", "category");
        var closed = await Id(cy, "openTopic", $"title: \"T\", body: \"B\", categoryId: \"{category}\"", "topic");
        var open = await Id(cy, "openTopic", "title: \"T\", body: \"B\"", "topic");
        foreach (var topic in new[] { closed, open }) await Id(bea, "followTopic", $"topicId: \"{topic}\"", "topic");

        using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await using var heard = (await bea.Subscribe("subscription { followedPosts { body } }", stop: stop.Token)).GetAsyncEnumerator(stop.Token);
        await Id(cy, "reply", $"topicId: \"{closed}\", body: \"While she reads\"", "post");
        (await Next()).ShouldBe("While she reads");

        await ForumFixture.Done(admin, "revokeRole", grant);
        await Id(cy, "reply", $"topicId: \"{closed}\", body: \"Not for her\"", "post");
        await Id(cy, "reply", $"topicId: \"{open}\", body: \"For everybody\"", "post");
        (await Next()).ShouldBe("For everybody");

        async Task<string?> Next() => await heard.MoveNextAsync() ? heard.Current.GetProperty("data").GetProperty("followedPosts").GetProperty("body").GetString() : null;
    }

    private static async Task<Guid> Id(EngageClient by, string mutation, string input, string noun) =>
        (await ForumFixture.Done(by, mutation, $"{{ {input} }}", $"{noun} {{ id }}")).GetProperty(noun).GetProperty("id").GetGuid();

    private sealed class Happened(Guid stream, object data, Actor reader) : IEventFeed
    {
        public Actor Actor => reader;

        public IAsyncEnumerable<Occurred<TEvent>> Of<TEvent>(CancellationToken stop) where TEvent : class =>
            new[] { new Occurred<TEvent>(stream, 1, DateTimeOffset.UnixEpoch, (TEvent)data) }.ToAsyncEnumerable();
    }
}
