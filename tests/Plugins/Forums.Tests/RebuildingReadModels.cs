using Marten;
using Marten.Events;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Engage.Plugins.Forums;

public sealed class RebuildingReadModels : IAsyncLifetime
{
    private static readonly string[] Tables =
    [
        "mt_doc_ballot", "mt_doc_category", "mt_doc_post", "mt_doc_topic", "mt_doc_reader",
        "mt_doc_demographic", "mt_doc_donation", "mt_doc_demographicfigures", "mt_doc_topicreach", "mt_doc_tookpart", "mt_doc_registeredparticipant", "mt_doc_staffentries"
    ];

    private readonly ForumFixture _forum = new();

    public Task InitializeAsync() => _forum.InitializeAsync();

    public Task DisposeAsync() => _forum.DisposeAsync();

    [Fact]
    public async Task Everything_that_is_read_can_be_thrown_away_and_made_anew_from_the_events()
    {
        var topic = await _forum.OpenTopic("DELIBERATION");
        var posts = new[] { await _forum.Reply(topic, "One"), await _forum.Reply(topic, "Two") };
        for (var i = 0; i < 20; i++) await _forum.Vote(_forum.Engage.As($"Voter {i}", Roles.Resident), posts[i % 2], i % 3 == 0 ? "AGREE" : "PASS");
        await _forum.Vote(_forum.Engage.As("Voter 0", Roles.Resident), posts[0], "DISAGREE");
        var reply = await _forum.Reply(topic, "Why?", to: posts[0]);
        await ForumFixture.Done(_forum.Ada, "editPost", $"{{ postId: \"{reply}\", body: \"Why not?\" }}");
        await ForumFixture.Done(_forum.Ada, "withdrawPost", $"{{ postId: \"{reply}\" }}");
        await ForumFixture.Done(_forum.Ada, "editTopic", $"{{ topicId: \"{topic}\", title: \"Night walks\", body: \"How often, then?\", tags: [\"night\"] }}");
        await ForumFixture.Done(_forum.Mo, "retagTopic", $"{{ topicId: \"{topic}\", tags: [\"night\", \"patrols\"] }}");
        await ForumFixture.Done(_forum.Mo, "pinTopic", $"{{ topicId: \"{topic}\" }}");
        // Of no event, so it has to be left where it is.
        await ForumFixture.Done(_forum.Ada, "followTopic", $"{{ topicId: \"{topic}\" }}");
        await _forum.Close(topic);
        await ForumFixture.Done(_forum.Mo, "reopenTopic", $"{{ topicId: \"{topic}\", reason: \"New figures.\" }}");
        await ForumFixture.Mutation((await _forum.Engage.In("camden")).As("Cat", Roles.Resident), "openTopic", "{ title: \"Elsewhere\", body: \"B\" }", "topic { id }");
        await ForumFixture.Mutation(_forum.Mo, "createCategory", "{ name: \"Patrols\" }", "category { id }");
        await ReachOut(topic);
        var store = _forum.Engage.Services.GetRequiredService<IDocumentStore>();
        await store.WaitForNonStaleProjectionDataAsync(TimeSpan.FromMinutes(1));
        var before = await Documents();
        before.Count.ShouldBe(2 + 20 + 3 + 1 + 1 + 1 + 12 + 1 + 1 + 22 + 1 + 1 + 1);

        using var daemon = await store.BuildProjectionDaemonAsync();
        foreach (var projection in store.Options.Events.Projections()) await daemon.RebuildProjectionAsync(projection.Name, CancellationToken.None);

        string.Join('\n', await Documents()).ShouldBe(string.Join('\n', before));
    }

    private async Task ReachOut(Guid topic)
    {
        var staff = _forum.Engage.As("Sam", Roles.Staff);
        var question = (await ForumFixture.Done(staff, "defineDemographic",
            "{ question: \"How old are you?\", groups: [{ name: \"Under 25\", population: 12400 }, { name: \"25 and over\", population: 41500 }], source: \"Census\", year: 2021 }",
            "demographic { id }")).GetProperty("demographic").GetProperty("id").GetGuid();
        for (var i = 0; i < 12; i++)
            await ForumFixture.Done(_forum.Engage.As($"Voter {i}", Roles.Resident), "donateDemographic", $"{{ topicId: \"{topic}\", demographicId: \"{question}\", option: {i % 2 + 1} }}");
        await ForumFixture.Done(_forum.Engage.As("Voter 0", Roles.Resident), "withdrawDemographic", $"{{ topicId: \"{topic}\", demographicId: \"{question}\" }}");
        await ForumFixture.Done(staff, "amendDemographic", $"{{ demographicId: \"{question}\", populations: [12500, 41500], source: \"Census\", year: 2021 }}");
        var participant = (await ForumFixture.Done(staff, "registerParticipant", "{ name: \"Rosa\" }", "registeredParticipant { id }")).GetProperty("registeredParticipant").GetProperty("id").GetGuid();
        await ForumFixture.Done(staff, "enterReply", $"{{ participantId: \"{participant}\", channel: PAPER, topicId: \"{topic}\", body: \"Three\" }}");
    }

    private async Task<List<string>> Documents()
    {
        var documents = new List<string>();
        foreach (var table in Tables)
        {
            await using var command = _forum.Engage.Services.GetRequiredService<NpgsqlDataSource>()
                .CreateCommand($"select '{table} ' || tenant_id || ' ' || data::text from engage_forums.{table} order by tenant_id, id");
            await using var rows = await command.ExecuteReaderAsync();
            while (await rows.ReadAsync()) documents.Add(rows.GetString(0));
        }
        return documents;
    }
}
