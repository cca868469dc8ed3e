using Marten;
using Marten.Events;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Engage.Plugins.Forums;

public sealed class RebuildingReadModels : IAsyncLifetime
{
    private readonly ForumFixture _forum = new();

    public Task InitializeAsync() => _forum.InitializeAsync();

    public Task DisposeAsync() => _forum.DisposeAsync();

    [Fact]
    public async Task Everything_that_is_read_can_be_thrown_away_and_made_anew_from_the_events()
    {
        var topic = await _forum.OpenTopic("DELIBERATION");
        await ForumFixture.Done(_forum.Ada, "editTopic", $"{{ topicId: \"{topic}\", title: \"Night walks\", body: \"How often, then?\", tags: [\"night\"] }}");
        var posts = new[] { await _forum.Reply(topic, "One"), await _forum.Reply(topic, "Two") };
        for (var i = 0; i < 20; i++) await _forum.Vote(_forum.Engage.As($"Voter {i}", Roles.Resident), posts[i % 2], i % 3 == 0 ? "AGREE" : "PASS");
        await _forum.Vote(_forum.Engage.As("Voter 0", Roles.Resident), posts[0], "DISAGREE");
        var reply = await _forum.Reply(topic, "Why?", to: posts[0]);
        await ForumFixture.Done(_forum.Ada, "editPost", $"{{ postId: \"{reply}\", body: \"Why not?\" }}");
        await ForumFixture.Done(_forum.Ada, "withdrawPost", $"{{ postId: \"{reply}\" }}");
        await ForumFixture.Done(_forum.Mo, "retagTopic", $"{{ topicId: \"{topic}\", tags: [\"night\", \"patrols\"] }}");
        await ForumFixture.Done(_forum.Mo, "pinTopic", $"{{ topicId: \"{topic}\" }}");
        // Of no event, so it has to be left where it is.
        await ForumFixture.Done(_forum.Ada, "followTopic", $"{{ topicId: \"{topic}\" }}");
        var waits = (await ForumFixture.Done(_forum.Ada, "openTopic", "{ title: \"T\", body: \"B\", kind: DELIBERATION, statementsWait: true }", "topic { id }")).GetProperty("topic").GetProperty("id").GetGuid();
        var waiting = await _forum.Reply(waits, "Three");
        await ForumFixture.Done(_forum.Mo, "rejectStatement", $"{{ postId: \"{waiting}\", reason: \"Said before.\" }}");
        await ForumFixture.Done(_forum.Mo, "acceptStatement", $"{{ postId: \"{waiting}\" }}");
        await ForumFixture.Done(_forum.Mo, "markStatementMeta", $"{{ postId: \"{posts[1]}\" }}");
        await _forum.Close(topic);
        await ForumFixture.Done(_forum.Mo, "reopenTopic", $"{{ topicId: \"{topic}\", reason: \"New figures.\" }}");
        await ForumFixture.Mutation((await _forum.Engage.In("camden")).As("Cat", Roles.Resident), "openTopic", "{ title: \"Elsewhere\", body: \"B\" }", "topic { id }");
        await ForumFixture.Mutation(_forum.Mo, "createCategory", "{ name: \"Patrols\" }", "category { id }");
        await AnswerAndTranslate();
        await ReachOut(topic);

        await Moderate(await _forum.Reply(topic, "Flagged"), await _forum.Reply(topic, "Hidden"));

        var store = _forum.Engage.Services.GetRequiredService<IDocumentStore>();
        // What runs behind has to have come as far as what does not.
        await store.WaitForNonStaleProjectionDataAsync(TimeSpan.FromMinutes(2));
        var before = await Documents();
        foreach (var table in await Tables()) before.ShouldContain(document => document.StartsWith(table), $"nothing is in {table}, so nothing shows that it is made anew");

        using var daemon = await store.BuildProjectionDaemonAsync();
        foreach (var projection in store.Options.Events.Projections()) await daemon.RebuildProjectionAsync(projection.Name, CancellationToken.None);

        string.Join('\n', await Documents()).ShouldBe(string.Join('\n', before));
    }

    private async Task AnswerAndTranslate()
    {
        var category = (await ForumFixture.Done(_forum.Mo, "createCategory", "{ name: \"Nights\", language: \"en\" }", "category { id }")).GetProperty("category").GetProperty("id").GetString();
        await ForumFixture.Done(_forum.Mo, "translateCategory", $"{{ categoryId: \"{category}\", language: \"de\", name: \"Nachts\", status: MACHINE }}");
        await ForumFixture.Done(_forum.Mo, "describeCategory", $"{{ categoryId: \"{category}\", description: \"After ten.\" }}");
        await ForumFixture.Done(_forum.Mo, "restrictCategory", $"{{ categoryId: \"{category}\", action: VOTE, roles: [\"resident\"] }}");
        await ForumFixture.Done(_forum.Mo, "placeCategory", $"{{ categoryId: \"{category}\", position: -5 }}");
        var topic = (await ForumFixture.Done(_forum.Sam, "openTopic", "{ title: \"Lights\", body: \"B\", kind: QUESTION, inRole: \"staff\" }", "topic { id }")).GetProperty("topic").GetProperty("id").GetString();
        await ForumFixture.Done(_forum.Mo, "moveTopic", $"{{ topicId: \"{topic}\", categoryId: \"{category}\" }}");
        await ForumFixture.Done(_forum.Mo, "archiveCategory", $"{{ categoryId: \"{category}\" }}");
        await ForumFixture.Done(_forum.Sam, "translateTopic", $"{{ topicId: \"{topic}\", language: \"de\", title: \"Licht\", body: \"B\", status: HUMAN }}");
        for (var i = 0; i < 2; i++)
        {
            var answer = (await ForumFixture.Done(_forum.Sam, "prepareAnswer", $"{{ topicId: \"{topic}\", verdict: ACCEPTED, text: \"Yes.\", inRole: \"staff\" }}", "officialAnswer { id }"))
                .GetProperty("officialAnswer").GetProperty("id").GetString();
            await ForumFixture.Done(_forum.Sam, "translateAnswer", $"{{ answerId: \"{answer}\", language: \"de\", text: \"Ja.\", status: REVIEWED }}");
            await ForumFixture.Done(_forum.Sam, i == 0 ? "publishAnswer" : "withdrawAnswer", i == 0 ? $"{{ answerId: \"{answer}\", inRole: \"staff\" }}" : $"{{ answerId: \"{answer}\" }}");
        }
    }

    private async Task Moderate(Guid flagged, Guid hidden)
    {
        var admin = _forum.Engage.As("Admin", Roles.Administrator);
        var rule = (await ForumFixture.Mutation(admin, "adoptRule", "{ title: \"A\", text: \"B\", language: \"en\" }", "rule { id }")).GetProperty("rule").GetProperty("id").GetGuid();
        await ForumFixture.Done(admin, "amendRule", $"{{ ruleId: \"{rule}\", title: \"A\", text: \"C\" }}");
        await ForumFixture.Done(_forum.Engage.As("Sam", Roles.Staff), "translateRule", $"{{ ruleId: \"{rule}\", language: \"de\", title: \"D\", text: \"E\", status: HUMAN }}");
        foreach (var name in new[] { "Fay", "Gus", "Hal" }) await ForumFixture.Mutation(_forum.Engage.As(name, Roles.Resident), "flagContribution", $"{{ postId: \"{flagged}\", reason: PERSONAL_DATA, note: \"N\" }}", "__typename");
        await ForumFixture.Done(_forum.Mo, "decideReview", $"{{ postId: \"{flagged}\", outcome: KEEP, reasons: \"R\" }}");
        var decision = (await ForumFixture.Mutation(_forum.Mo, "decideReview", $"{{ postId: \"{hidden}\", outcome: HIDE, ruleId: \"{rule}\", reasons: \"R\" }}", "moderationDecision { id }"))
            .GetProperty("moderationDecision").GetProperty("id").GetGuid();
        await ForumFixture.Done(_forum.Ada, "appealDecision", $"{{ decisionId: \"{decision}\", statement: \"S\" }}");
        await ForumFixture.Done(_forum.Engage.As("Moa", Roles.Moderator), "decideAppeal", $"{{ decisionId: \"{decision}\", outcome: UPHELD, reasons: \"R\" }}");
        await ForumFixture.Done(admin, "repealRule", $"{{ ruleId: \"{rule}\", reason: \"R\" }}");
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
        foreach (var table in await Tables())
            documents.AddRange(await Read($"select '{table} ' || tenant_id || ' ' || data::text from engage_forums.{table} order by tenant_id, id"));
        return documents;
    }

    private Task<List<string>> Tables() =>
        Read("select table_name::text from information_schema.tables where table_schema = 'engage_forums' and table_name like 'mt\\_doc\\_%' order by table_name");

    private async Task<List<string>> Read(string sql)
    {
        await using var command = _forum.Engage.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
        await using var rows = await command.ExecuteReaderAsync();
        var read = new List<string>();
        while (await rows.ReadAsync()) read.Add(rows.GetString(0));
        return read;
    }
}
