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
            (await PostSubscriptions.PostAdded(topic, new Happened(post, new PostAdded(topic, author, author)), session, reader, default).CountAsync()).ShouldBe(heard);
            (await AnswerSubscriptions.AnswerPublished(topic, new Happened(answer, new AnswerPublished(topic, null, author, "staff")), session, reader, default).CountAsync()).ShouldBe(heard);
            (await TopicSubscriptions.TopicChanged(topic, new Happened(topic, new TopicMoved(category)), session, reader, default).CountAsync()).ShouldBe(heard);
        }
    }

    private static async Task<Guid> Id(EngageClient by, string mutation, string input, string noun) =>
        (await ForumFixture.Done(by, mutation, $"{{ {input} }}", $"{noun} {{ id }}")).GetProperty(noun).GetProperty("id").GetGuid();

    private sealed class Happened(Guid stream, object data) : IEventFeed
    {
        public IAsyncEnumerable<Occurred<TEvent>> Of<TEvent>(CancellationToken stop) where TEvent : class =>
            new[] { new Occurred<TEvent>(stream, 1, DateTimeOffset.UnixEpoch, (TEvent)data) }.ToAsyncEnumerable();
    }
}
