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
        for (var voter = 0; voter < 12; voter++)
        {
            var by = forum.Engage.As($"Voter {voter}", Roles.Resident);
            await Cast(by, seeds[0], voter < 7 ? "AGREE" : "DISAGREE");
            await Cast(by, seeds[1], "AGREE");
            await Cast(by, seeds[2], voter < 7 ? "DISAGREE" : "AGREE");
            await Cast(by, home, voter < 7 ? "AGREE" : "PASS");
        }
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
            shown.Add((now.GetProperty("asOf").GetString()!, now.ToString()));
        }
        await Cast(forum.Engage.As("Voter 0", Roles.Resident), statements[0], "PASS");
        await ForumFixture.Mutation(forum.Mo, "rejectStatement", $"{{ postId: \"{statements[8]}\", reason: \"Said before.\" }}", "post { state }");
        await Settled();

        foreach (var (asOf, then) in shown) (await Deliberation(topic, asOf)).ToString().ShouldBe(then);
        (await Deliberation(topic)).GetProperty("statements").GetArrayLength().ShouldBe(8);
    }

    [Fact]
    public async Task A_statement_that_a_moderator_hid_takes_no_votes_and_counts_for_nothing_until_it_is_shown_again()
    {
        var (topic, statements) = await Begun(2);
        foreach (var statement in statements) await Cast(forum.Ada, statement, "AGREE");
        var rule = (await ForumFixture.Mutation(forum.Engage.As("Admin", Roles.Administrator), "adoptRule", "{ title: \"No names\", text: \"Name nobody.\", language: \"en\" }", "rule { id }")).GetProperty("rule").GetProperty("id").GetString();
        await ForumFixture.Done(forum.Mo, "decideReview", $"{{ postId: \"{statements[0]}\", outcome: HIDE, ruleId: \"{rule}\", reasons: \"It names a neighbour.\" }}");

        ForumFixture.CodeOf(await forum.Vote(forum.Bo, statements[0], "AGREE")).ShouldBe("forums.hidden");
        await Settled();
        (await Deliberation(topic)).GetProperty("statements").EnumerateArray().Select(each => each.GetProperty("id").GetGuid()).ShouldBe([statements[1]]);

        await ForumFixture.Done(forum.Mo, "restoreContribution", $"{{ postId: \"{statements[0]}\", reasons: \"It was a street.\" }}");
        await Settled();
        (await Deliberation(topic)).GetProperty("statements")[0].GetProperty("agrees").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task The_next_statement_is_one_the_caller_has_not_voted_on_until_none_is_left()
    {
        var (topic, statements) = await Begun(6);
        var eve = forum.Engage.As("Eve", Roles.Resident);
        var voted = new HashSet<Guid>();
        while (await Next() is { } next)
        {
            (await Next()).ShouldBe(next);
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

    [Theory]
    [InlineData("2100-01-01T00:00:00Z", "forums.as-of-future")]
    [InlineData("2000-01-01T00:00:00Z", "forums.as-of-before-opening")]
    public async Task A_time_at_which_there_is_nothing_to_show_is_refused(string asOf, string code)
    {
        var topic = await forum.OpenTopic("DELIBERATION");
        var answer = await forum.Ada.GraphQL($"{{ topic(id: \"{topic}\") {{ deliberation(asOf: \"{asOf}\") {{ participants }} }} }}");
        answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString().ShouldBe(code);
    }

    [Fact]
    public async Task Whoever_asks_for_too_many_past_times_at_once_is_refused_and_the_others_are_answered()
    {
        var (topic, _) = await Begun(1);
        await Settled();
        var opened = DateTimeOffset.UtcNow;
        var fields = string.Join(' ', Enumerable.Range(0, 60).Select(at => $"t{at}: deliberation(asOf: \"{opened.AddTicks(-10 * at):O}\") {{ participants }}"));
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => forum.Ada.GraphQL($"{{ topic(id: \"{topic}\") {{ {fields} }} }}")));
        var codes = answers.Where(answer => answer.TryGetProperty("errors", out _))
            .SelectMany(answer => answer.GetProperty("errors").EnumerateArray()).Select(error => error.GetProperty("extensions").GetProperty("code").GetString()).Distinct();
        codes.ShouldAllBe(code => code == "forums.analysis-busy");
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
        ForumFixture.CodeOf(await ForumFixture.Mutation(forum.Mo, "acceptStatement", $"{{ postId: \"{statements[0]}\" }}", "__typename")).ShouldBe("forums.statement-unchanged");
        foreach (var (mutation, input) in Moderating(statements[0]).Skip(1))
        {
            ForumFixture.CodeOf(await ForumFixture.Mutation(forum.Mo, mutation, input, "__typename")).ShouldBeNull();
            ForumFixture.CodeOf(await ForumFixture.Mutation(forum.Mo, mutation, input, "__typename")).ShouldBe("forums.statement-unchanged");
        }
        ForumFixture.CodeOf(await forum.Vote(forum.Ada, statements[0], "AGREE")).ShouldBe("forums.statement-not-accepted");
        ForumFixture.CodeOf(await ForumFixture.Mutation(forum.Mo, "acceptStatement", $"{{ postId: \"{statements[0]}\" }}", "__typename")).ShouldBeNull();
        ForumFixture.CodeOf(await forum.Vote(forum.Ada, statements[0], "AGREE")).ShouldBeNull();
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
