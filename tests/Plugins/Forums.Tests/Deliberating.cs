using System.Text.Json;
using Marten;
using Marten.Events;
using Microsoft.Extensions.DependencyInjection;
using Snapshooter.Xunit;

namespace Engage.Plugins.Forums;

public sealed class Deliberating(ForumFixture forum) : IClassFixture<ForumFixture>
{
    private const string Everything =
        """
        participants votes
        statements { id text meta agrees disagrees passes }
        groups { size representative { statementId value count of probability z representativeness representativenessZ bestAgree } }
        consensus { statementId value count of probability z }
        groupInformedConsensus { statementId value }
        """;

    [Fact]
    public async Task A_deliberation_from_its_seeds_to_what_its_groups_agree_on()
    {
        var (ada, bo, mo) = (forum.Ada, forum.Bo, forum.Mo);
        var said = await Transcript.Begin(forum.Engage);
        var topic = (await said.Ask("Ada, a resident,", ada,
            """
            mutation {
              openTopic(input: {
                title: "Night patrols", body: "How often?", kind: DELIBERATION, statementsWait: true,
                statements: ["Twice a night.", "Not at all.", "Only on foot."]
              }) {
                topic { id kind statementsWait posts { nodes { id body state } } deliberation { participants statements { text } } }
                errors { code }
              }
            }
            """)).GetProperty("data").GetProperty("openTopic").GetProperty("topic");
        var id = topic.GetProperty("id").GetGuid();
        var seeds = topic.GetProperty("posts").GetProperty("nodes").EnumerateArray().Select(post => post.GetProperty("id").GetGuid()).ToArray();
        var home = await Waiting("Bo, a resident,", "I live here.");
        var rude = await Waiting("Bo, again,", "Nonsense.");
        await said.Ask("Bo, on what is not accepted yet,", bo, "mutation ($post: ID!) { vote(input: { postId: $post, value: AGREE }) { errors { code message path } } }", new { post = home });
        await said.Ask("Mo, a moderator,", mo,
            """
            mutation ($home: ID!, $rude: ID!) {
              acceptStatement(input: { postId: $home }) { post { state body } errors { code } }
              markStatementMeta(input: { postId: $home }) { post { meta } errors { code } }
              rejectStatement(input: { postId: $rude, reason: "It says nothing to vote on." }) { post { state rejectionReason } errors { code } }
            }
            """, new { home, rude });

        // Seven agree with the first two and live here; five disagree with the first, agree with the second, and pass on the rest.
        foreach (var (statement, seven, five) in new[] { (home, "AGREE", "PASS"), (seeds[1], "AGREE", "AGREE"), (seeds[0], "AGREE", "DISAGREE"), (seeds[2], "DISAGREE", "AGREE") })
            for (var voter = 0; voter < 12; voter++) await Cast(forum.Engage.As($"Voter {voter}", Roles.Resident), statement, voter < 7 ? seven : five);
        await Settled();
        var found = await Transcript.Begin(forum.Engage);
        await found.Ask("Somebody without a token", forum.Engage.Anonymous,
            $"query ($topic: ID!) {{ topic(id: $topic) {{ posts {{ nodes {{ body state rejectionReason meta agrees myVote }} }} nextStatement {{ id }} deliberation {{ {Everything} }} }} }}", new { topic = id });
        await found.Ask("Voter 0", forum.Engage.As("Voter 0", Roles.Resident),
            "query ($topic: ID!) { topic(id: $topic) { posts { nodes { myVote } } nextStatement { id } } }", new { topic = id });

        Snapshot.Match($"{said}\n{found}");

        async Task<Guid> Waiting(string who, string body) => (await said.Ask(who, bo,
            "mutation ($topic: ID!, $body: String!) { reply(input: { topicId: $topic, body: $body }) { post { id body state } errors { code } } }", new { topic = id, body }))
            .GetProperty("data").GetProperty("reply").GetProperty("post").GetProperty("id").GetGuid();
    }

    [Fact]
    public async Task What_was_so_at_a_past_time_can_be_asked_and_is_what_was_shown_then()
    {
        var (topic, statements) = await Begun(9);
        var shown = new List<(string AsOf, string Shown)>();
        for (var voter = 0; voter < 14; voter++)
        {
            for (var at = 0; at < statements.Length; at++) await Cast(forum.Engage.As($"Voter {voter}", Roles.Resident), statements[at], (voter % 2 + at) % 3 == 0 ? "DISAGREE" : "AGREE");
            await Settled();
            var now = await Deliberation(topic);
            if (now.GetProperty("votes").GetInt32() > 0) shown.Add((now.GetProperty("asOf").GetString()!, now.ToString()));
        }
        shown.Distinct().Count().ShouldBe(3);
        await Cast(forum.Engage.As("Voter 0", Roles.Resident), statements[0], "PASS");
        await ForumFixture.Done(forum.Ada, "withdrawPost", $"{{ postId: \"{statements[8]}\" }}");
        await Settled();

        foreach (var (asOf, then) in shown) (await Deliberation(topic, asOf)).ToString().ShouldBe(then);
        (await Deliberation(topic)).GetProperty("statements").GetArrayLength().ShouldBe(8);
    }

    [Fact]
    public async Task A_statement_that_a_moderator_hid_takes_no_votes_and_counts_for_nothing_until_it_is_shown_again()
    {
        var (topic, statements) = await Begun(2);
        for (var voter = 0; voter < 5; voter++)
            foreach (var statement in statements) await Cast(forum.Engage.As($"Voter {voter}", Roles.Resident), statement, "AGREE");
        var rule = (await ForumFixture.Mutation(forum.Engage.As("Admin", Roles.Administrator), "adoptRule", "{ title: \"No names\", text: \"Name nobody.\", language: \"en\" }", "rule { id }")).GetProperty("rule").GetProperty("id").GetString();
        await ForumFixture.Done(forum.Mo, "decideReview", $"{{ postId: \"{statements[0]}\", outcome: HIDE, ruleId: \"{rule}\", reasons: \"It names a neighbour.\" }}");

        ForumFixture.CodeOf(await forum.Vote(forum.Bo, statements[0], "AGREE")).ShouldBe("forums.hidden");
        await Settled();
        (await Deliberation(topic)).GetProperty("statements").EnumerateArray().Select(each => each.GetProperty("id").GetGuid()).ShouldBe([statements[1]]);

        await ForumFixture.Done(forum.Mo, "restoreContribution", $"{{ postId: \"{statements[0]}\", reasons: \"It was a street.\" }}");
        await Settled();
        (await Deliberation(topic)).GetProperty("statements")[0].GetProperty("agrees").GetInt32().ShouldBe(5);
    }

    [Fact]
    public async Task The_next_statement_is_one_the_caller_has_not_voted_on_until_none_is_left()
    {
        var (topic, statements) = await Begun(6);
        var eve = forum.Engage.As("Eve", Roles.Resident);
        var voted = new HashSet<Guid>();
        while (await Next() is { } next)
        {
            voted.Add(next).ShouldBeTrue();
            await Cast(eve, next, "PASS");
        }
        voted.ShouldBe(statements, ignoreOrder: true);

        async Task<Guid?> Next() => (await eve.Data($"{{ topic(id: \"{topic}\") {{ nextStatement {{ id }} }} }}")).GetProperty("topic").GetProperty("nextStatement") is { ValueKind: JsonValueKind.Object } post
            ? post.GetProperty("id").GetGuid()
            : null;
    }

    [Fact]
    public async Task A_topic_that_is_no_deliberation_has_come_to_nothing_and_routes_nobody()
    {
        var topic = await forum.OpenTopic();
        var answer = (await forum.Ada.Data($"{{ topic(id: \"{topic}\") {{ deliberation {{ participants }} nextStatement {{ id }} }} }}")).GetProperty("topic");
        answer.GetProperty("deliberation").ValueKind.ShouldBe(JsonValueKind.Null);
        answer.GetProperty("nextStatement").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task Nothing_of_a_vote_names_the_voter()
    {
        var (_, statements) = await Begun(2);
        var me = (await forum.Ada.Data("{ me { id } }")).GetProperty("me").GetProperty("id").GetString()!;
        var before = (await forum.Engage.Events()).Count;
        foreach (var statement in statements) await Cast(forum.Ada, statement, "AGREE");
        var votes = (await forum.Engage.Events()).Skip(before).Where(each => each.Alias == "forums.vote-cast").ToList();
        votes.Select(each => each.Actor).Distinct().ShouldHaveSingleItem().ShouldNotBe(me);
        votes.ShouldAllBe(each => each.Data.GetProperty("voter").GetString() == each.Actor && !each.Data.ToString().Contains(me));
        votes.ShouldAllBe(each => each.Data.GetProperty("voter").GetGuid() != Ballot.VoterOf(each.Data.GetProperty("topicId").GetGuid(), me));
    }

    [Fact]
    public async Task Whoever_asks_after_each_vote_sees_what_five_people_came_to_and_nothing_of_one()
    {
        var (topic, statements) = await Begun(1);
        var seen = new List<int>();
        for (var voter = 0; voter < 9; voter++)
        {
            await Cast(forum.Engage.As($"Voter {voter}", Roles.Resident), statements[0], "AGREE");
            await Settled();
            var now = await Deliberation(topic);
            (await Deliberation(topic, $"{DateTimeOffset.UtcNow:O}")).ToString().ShouldBe(now.ToString());
            now.GetProperty("statements")[0].GetProperty("agrees").GetInt32().ShouldBe(now.GetProperty("participants").GetInt32());
            seen.Add(now.GetProperty("participants").GetInt32());
        }
        seen.ShouldBe([0, 0, 0, 0, 5, 5, 5, 5, 5]);
        var fifth = (await Deliberation(topic)).GetProperty("asOf").GetDateTimeOffset();
        (await Deliberation(topic, $"{fifth.AddTicks(-10):O}")).GetProperty("participants").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task A_time_to_come_is_refused()
    {
        var topic = await forum.OpenTopic("DELIBERATION");
        var answer = await forum.Ada.GraphQL($"{{ topic(id: \"{topic}\") {{ deliberation(asOf: \"2100-01-01T00:00:00Z\") {{ participants }} }} }}");
        answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString().ShouldBe("forums.as-of-future");
    }

    [Fact]
    public async Task Of_several_topics_those_that_were_not_open_at_a_time_have_come_to_nothing_then()
    {
        var older = await forum.OpenTopic("DELIBERATION");
        var between = DateTimeOffset.UtcNow;
        var younger = await forum.OpenTopic("DELIBERATION");
        var answer = await forum.Ada.Data($"{{ a: topic(id: \"{older}\") {{ ...D }} b: topic(id: \"{younger}\") {{ ...D }} }} fragment D on Topic {{ deliberation(asOf: \"{between:O}\") {{ participants }} }}");
        answer.GetProperty("a").GetProperty("deliberation").GetProperty("participants").GetInt32().ShouldBe(0);
        answer.GetProperty("b").GetProperty("deliberation").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task A_topic_that_cannot_be_worked_out_holds_no_other_up()
    {
        var (broken, (sound, statements)) = (await Begun(1), await Begun(1));
        await Settled();
        await using (var twice = forum.Engage.Services.GetRequiredService<Npgsql.NpgsqlDataSource>().CreateCommand(
            $"update engage_forums.mt_doc_deliberationrecord set data = jsonb_set(data, '{{statements}}', (data -> 'statements') || (data -> 'statements')) where id = '{broken.Topic}'"))
            (await twice.ExecuteNonQueryAsync()).ShouldBe(1);
        for (var voter = 0; voter < 5; voter++)
            foreach (var statement in new[] { broken.Statements[0], statements[0] }) await Cast(forum.Engage.As($"Voter {voter}", Roles.Resident), statement, "AGREE");
        await Settled();
        (await Deliberation(sound)).GetProperty("participants").GetInt32().ShouldBe(5);
        (await Deliberation(broken.Topic)).GetProperty("participants").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task A_program_casts_no_votes()
    {
        var (_, statements) = await Begun(1);
        var key = (await ForumFixture.Done(forum.Engage.As("Admin", Roles.Administrator, Roles.Resident), "createApiKey",
            "{ name: \"Bot\", scopes: [\"forums.vote\"], expiresAt: \"" + DateTimeOffset.UtcNow.AddDays(1).ToString("O") + "\" }", "newApiKey { token }")).GetProperty("newApiKey").GetProperty("token").GetString();
        await forum.Refused(forum.Engage.Anonymous.With("Authorization", $"Bearer {key}"), "vote", $"{{ postId: \"{statements[0]}\", value: AGREE }}", "forums.person-needed");
    }

    [Fact]
    public async Task Nobody_is_told_by_a_vote_that_there_is_something_they_may_not_read()
    {
        var (topic, statements) = await Begun(1);
        var rule = (await ForumFixture.Done(forum.Engage.As("Admin", Roles.Administrator), "adoptRule", "{ title: \"R\", text: \"T\", language: \"en\" }", "rule { id }")).GetProperty("rule").GetProperty("id").GetString();
        await ForumFixture.Done(forum.Mo, "decideReview", $"{{ topicId: \"{topic}\", outcome: HIDE, ruleId: \"{rule}\", reasons: \"R\" }}");
        (await forum.Vote(forum.Bo, statements[0], "AGREE")).ToString().ShouldBe((await forum.Vote(forum.Bo, Guid.NewGuid(), "AGREE")).ToString());
    }

    [Fact]
    public async Task Whoever_asks_for_too_many_past_times_at_once_is_refused_and_the_others_are_answered()
    {
        var (topic, statements) = await Begun(1);
        var opened = DateTimeOffset.UtcNow;
        // What is asked for is past only when something came later.
        await Cast(forum.Ada, statements[0], "AGREE");
        await Settled();
        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(each => forum.Ada.GraphQL(
            $"{{ topic(id: \"{topic}\") {{ {string.Join(' ', Enumerable.Range(10 * each, 10).Select(at => $"t{at}: deliberation(asOf: \"{opened.AddTicks(-10 * at):O}\") {{ participants }}"))} }} }}")));
        var codes = answers.Where(answer => answer.TryGetProperty("errors", out _))
            .SelectMany(answer => answer.GetProperty("errors").EnumerateArray()).Select(error => error.GetProperty("extensions").GetProperty("code").GetString()).Distinct();
        codes.ShouldBe(["forums.analysis-busy"]);
        (await Deliberation(topic, $"{opened:O}")).GetProperty("participants").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task Another_agency_is_told_nothing_of_it()
    {
        var (topic, statements) = await Begun(1);
        var cat = (await forum.Engage.In("camden")).As("Cat", Roles.Resident, Roles.Moderator);
        foreach (var (mutation, input) in Moderating(statements[0])) ForumFixture.CodeOf(await ForumFixture.Mutation(cat, mutation, input, "__typename")).ShouldBe("engage.not-found");
        (await cat.Data($"{{ topic(id: \"{topic}\") {{ deliberation {{ participants }} }} }}")).GetProperty("topic").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task Statements_are_moderated_by_moderators_only_and_each_once()
    {
        var (_, statements) = await Begun(1);
        var before = (await forum.Engage.Events()).Count;
        foreach (var (mutation, input) in Moderating(statements[0]))
        {
            ForumFixture.CodeOf(await ForumFixture.Mutation(forum.Engage.Anonymous, mutation, input, "__typename")).ShouldBe("engage.unauthenticated");
            ForumFixture.CodeOf(await ForumFixture.Mutation(forum.Ada, mutation, input, "__typename")).ShouldBe("engage.forbidden");
        }
        (await forum.Engage.Events()).Count.ShouldBe(before);

        var topic = (await ForumFixture.Done(forum.Ada, "openTopic", "{ title: \"T\", body: \"B\", kind: DELIBERATION, statementsWait: true }", "topic { id }")).GetProperty("topic").GetProperty("id").GetGuid();
        var moderating = Moderating(await forum.Reply(topic, "S")).ToDictionary(each => each.Mutation, each => each.Input);
        foreach (var mutation in new[] { "rejectStatement", "acceptStatement", "markStatementMeta" })
        {
            await ForumFixture.Done(forum.Mo, mutation, moderating[mutation]);
            await forum.Refused(forum.Mo, mutation, moderating[mutation], "forums.statement-unchanged");
        }
        await forum.Refused(forum.Mo, "rejectStatement", moderating["rejectStatement"], "forums.statement-accepted");

        var own = Moderating(await forum.Reply(topic, "Mine", forum.Mo));
        foreach (var (mutation, input) in own.Take(2)) await forum.Refused(forum.Mo, mutation, input, "forums.own-contribution");
        await ForumFixture.Done(forum.Engage.As("Moa", Roles.Moderator), "acceptStatement", own[0].Input);
    }

    private static (string Mutation, string Input)[] Moderating(Guid post) =>
        [("acceptStatement", $"{{ postId: \"{post}\" }}"), ("rejectStatement", $"{{ postId: \"{post}\", reason: \"No.\" }}"), ("markStatementMeta", $"{{ postId: \"{post}\" }}")];

    private async Task<(Guid Topic, Guid[] Statements)> Begun(int statements)
    {
        var texts = string.Join(", ", Enumerable.Range(0, statements).Select(at => $"\"Statement {at}\""));
        var topic = (await ForumFixture.Mutation(forum.Ada, "openTopic", $"{{ title: \"T\", body: \"B\", kind: DELIBERATION, statements: [{texts}] }}", "topic { id posts { nodes { id } } }")).GetProperty("topic");
        return (topic.GetProperty("id").GetGuid(), [.. topic.GetProperty("posts").GetProperty("nodes").EnumerateArray().Select(post => post.GetProperty("id").GetGuid())]);
    }

    private async Task Cast(EngageClient by, Guid post, string value) => ForumFixture.CodeOf(await forum.Vote(by, post, value)).ShouldBeNull();

    private async Task<JsonElement> Deliberation(Guid topic, string? asOf = null) =>
        (await forum.Mo.Data($"{{ topic(id: \"{topic}\") {{ deliberation{(asOf is null ? "" : $"(asOf: \"{asOf}\")")} {{ asOf {Everything} }} }} }}")).GetProperty("topic").GetProperty("deliberation");

    private Task Settled() => forum.Engage.Services.GetRequiredService<IDocumentStore>().WaitForNonStaleProjectionDataAsync(TimeSpan.FromMinutes(2));
}
