using System.Text.Json;
using Marten;
using Marten.Events;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Snapshooter.Xunit;

namespace Engage.Plugins.Forums;

public sealed class ShowingWhomATopicReaches(ForumFixture forum) : IClassFixture<ForumFixture>
{
    private const string Groups = "groups: [{ name: \"Under 25\", population: 10000 }, { name: \"25 to 64\", population: 30000 }, { name: \"65 and over\", population: 10000 }]";

    private EngageClient Sam => forum.Engage.As("Sam", Roles.Staff);

    [Fact]
    public async Task A_question_from_its_definition_to_its_replacement()
    {
        var topic = await forum.OpenTopic();
        var said = await Transcript.Begin(forum.Engage);
        var question = Id(await said.Ask("Sam, of the staff,", Sam,
            $$"""
              mutation {
                defineDemographic(input: { question: " How old are you? ", {{Groups}}, source: "Census, table TS007", year: 2021 }) {
                  demographic { id question groups { option name population } source year replaces retired replacedBy whatIsStored }
                  errors { code }
                }
              }
              """), "defineDemographic");
        await said.Ask("Ada, a resident,", forum.Ada,
            "mutation ($topic: ID!, $question: ID!) { donateDemographic(input: { topicId: $topic, demographicId: $question, option: 1 }) { donation { demographicId option } errors { code } } }", new { topic, question });
        await said.Ask("Ada", forum.Ada,
            "mutation ($topic: ID!, $question: ID!) { donateDemographic(input: { topicId: $topic, demographicId: $question, option: 2 }) { donation { option } errors { code } } }", new { topic, question });
        await said.Ask("Ada", forum.Ada, "query ($topic: ID!) { myDonations(topicId: $topic) { demographicId option } }", new { topic });
        await said.Ask("Bo, who answered nothing,", forum.Bo, "query ($topic: ID!) { myDonations(topicId: $topic) { option } }", new { topic });
        await said.Ask("Ada, who would rather not tell any more,", forum.Ada,
            "mutation ($topic: ID!, $question: ID!) { withdrawDemographic(input: { topicId: $topic, demographicId: $question }) { donation { option } errors { code } } }", new { topic, question });
        await said.Ask("Sam", Sam,
            """mutation ($question: ID!) { amendDemographic(input: { demographicId: $question, populations: [10100, 30000, 9900], source: "Census, corrected", year: 2022 }) { demographic { groups { population } source year } errors { code } } }""", new { question });
        await said.Ask("Sam", Sam,
            """mutation ($question: ID!) { translateDemographic(input: { demographicId: $question, language: "es", question: "¿Cuántos años tiene?", groups: ["Menos de 25", "De 25 a 64", "65 o más"], status: REVIEWED }) { demographic { question(language: "es") groups { name(language: "es-MX") } translations { language text status } } errors { code } } }""", new { question });
        var next = Id(await said.Ask("Sam", Sam,
            $$"""mutation ($question: ID!) { defineDemographic(input: { question: "In which year were you born?", {{Groups}}, source: "Census", year: 2021, replaces: $question }) { demographic { id replaces } errors { code } } }""", new { question }), "defineDemographic");
        await said.Ask("Sam", Sam, "mutation ($next: ID!) { retireDemographic(input: { demographicId: $next }) { demographic { retired replacedBy } errors { code } } }", new { next });
        Snapshot.Match(said.ToString());
        // Other tests retire questions too.
        (await forum.Engage.Anonymous.Data("{ demographics(retired: true) { nodes { id question retired replacedBy } } }")).GetProperty("demographics").GetProperty("nodes").EnumerateArray()
            .Single(each => each.GetProperty("id").GetString() == question).GetProperty("replacedBy").GetString().ShouldBe(next);
        (await forum.Engage.Anonymous.Data("{ demographics { nodes { id } } }")).ToString().ShouldNotContain(question);
    }

    [Fact]
    public async Task Figures_show_who_is_missing_and_hide_who_is_few()
    {
        var (topic, question) = (await forum.OpenTopic(), await Define());
        // Two of the oldest, and 19 of each of the others as of the 39th, where the last step ends.
        for (var i = 0; i < 40; i++) await Donate(forum.Engage.As($"Person {i}", Roles.Resident), topic, question, i < 2 ? 3 : i % 2 + 1);

        var told = (await Participation(topic)).GetProperty("demographics").EnumerateArray().Single(each => each.GetProperty("demographic").GetProperty("id").GetGuid() == question);
        var groups = told.GetProperty("groups").EnumerateArray().ToList();
        foreach (var group in groups.Take(2))
        {
            var participants = group.GetProperty("participants").GetInt32();
            (participants % 5).ShouldBe(0);
            participants.ShouldBe(15);
            group.GetProperty("ratio").GetProperty("low").GetDouble().ShouldBeLessThan(group.GetProperty("ratio").GetProperty("value").GetDouble());
            group.GetProperty("ratio").GetProperty("high").GetDouble().ShouldBeGreaterThan(group.GetProperty("ratio").GetProperty("value").GetDouble());
        }
        groups[2].GetProperty("suppressed").GetBoolean().ShouldBeTrue();
        groups[2].GetProperty("participants").ValueKind.ShouldBe(JsonValueKind.Null);
        told.GetProperty("answered").GetInt32().ShouldBe(groups.Take(2).Sum(group => group.GetProperty("participants").GetInt32()));
        told.GetProperty("representationScore").GetProperty("value").ValueKind.ShouldBe(JsonValueKind.Null);
        told.GetProperty("representationScore").GetProperty("low").GetDouble().ShouldBe(0);
    }

    [Fact]
    public async Task Voters_by_channel_are_shown_in_steps_and_those_who_took_part_are_counted_once()
    {
        var topic = await forum.OpenTopic("DELIBERATION");
        var posts = new[] { await forum.Reply(topic, "One"), await forum.Reply(topic, "Two") };
        for (var i = 0; i < 4; i++)
            foreach (var post in posts) await forum.Vote(forum.Engage.As($"Person {i}", Roles.Resident), post, "AGREE");
        var told = await Participation(topic);
        (told.GetProperty("voters").GetInt32(), told.GetProperty("writers").GetInt32()).ShouldBe((4, 1));
        told.GetProperty("channels")[0].ToString().ShouldBe("""{"channel":"WEB","posts":2,"voters":null}""");

        for (var i = 4; i < 44; i++) await forum.Vote(forum.Engage.As($"Person {i}", Roles.Resident), posts[0], "DISAGREE");
        told = await Participation(topic);
        told.GetProperty("voters").GetInt32().ShouldBe(44);
        told.GetProperty("channels")[0].GetProperty("voters").GetInt32().ShouldBe(40);
    }

    [Fact]
    public async Task What_is_stored_of_two_answers_and_a_vote_of_a_person_has_nothing_in_common()
    {
        var (topic, one, other) = (await forum.OpenTopic("DELIBERATION"), await Define(), await Define());
        var post = await forum.Reply(topic);
        var ada = (await forum.Ada.Data("{ me { id } }")).GetProperty("me").GetProperty("id").GetString()!;
        var before = (await forum.Engage.Events())[^1].Sequence;
        await forum.Ada.Data(
            """
            mutation ($topic: ID!, $post: ID!, $one: ID!, $other: ID!) {
              vote(input: { postId: $post, value: AGREE }) { errors { code } }
              first: donateDemographic(input: { topicId: $topic, demographicId: $one, option: 1 }) { errors { code } }
              second: donateDemographic(input: { topicId: $topic, demographicId: $other, option: 1 }) { errors { code } }
            }
            """, new { topic, post, one, other });

        var donated = (await forum.Engage.Events(before)).Where(each => each.Alias == "forums.demographic-donated").ToList();
        donated.Count.ShouldBe(2);
        donated.ShouldAllBe(each => each.Actor != ada && !each.Data.ToString().Contains(ada));
        donated.Select(each => each.Data.EnumerateObject().Count()).ShouldAllBe(members => members == 5);
        await using var marks = forum.Engage.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(
            $"select stream_id::text, user_name, correlation_id, version::text || causation_id from engage.mt_events where seq_id > {before}");
        var seen = new List<string[]>();
        await using (var rows = await marks.ExecuteReaderAsync())
            while (await rows.ReadAsync()) seen.Add([rows.GetString(0), rows.GetString(1), rows.GetString(2)]);
        seen.Count.ShouldBe(3);
        for (var mark = 1; mark < 3; mark++) seen.Skip(1).Select(each => each[mark]).Concat([seen[0][0]]).Distinct().Count().ShouldBe(3);
        seen.Select(each => each[0]).Distinct().Count().ShouldBe(3);
        // The same person answers the same question in another topic under another number.
        var elsewhere = await forum.OpenTopic();
        await Donate(forum.Ada, elsewhere, one, 1);
        (await forum.Engage.Events(before)).Last().Actor.ShouldNotBe(donated[0].Actor);
    }

    [Fact]
    public async Task In_a_closed_topic_an_answer_can_be_taken_back_and_none_be_given()
    {
        var (topic, question) = (await forum.OpenTopic(), await Define());
        (await Donate(forum.Ada, topic, question, 1)).ShouldBeNull();
        await forum.Close(topic);
        await Refused(() => Donate(forum.Ada, topic, question, 2), "forums.topic-closed");
        ForumFixture.CodeOf(await ForumFixture.Mutation(forum.Ada, "withdrawDemographic", $"{{ topicId: \"{topic}\", demographicId: \"{question}\" }}", "__typename")).ShouldBeNull();
        (await forum.Ada.Data("query ($topic: ID!) { myDonations(topicId: $topic) { option } }", new { topic })).GetProperty("myDonations").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task What_cannot_be_answered_is_refused_and_leaves_no_trace()
    {
        var (topic, question) = (await forum.OpenTopic(), await Define());
        await Refused(() => Donate(forum.Engage.Anonymous, topic, question, 1), "engage.unauthenticated");
        await Refused(() => Donate(Sam, topic, question, 1), "engage.forbidden");
        await Refused(() => Donate(forum.Ada, Guid.NewGuid(), question, 1), "engage.not-found");
        await Refused(() => Donate(forum.Ada, topic, Guid.NewGuid(), 1), "engage.not-found");
        await Refused(() => Donate(forum.Ada, topic, question, 4), "forums.demographic-option");
        await Refused(() => Code(forum.Ada, "withdrawDemographic", $"{{ topicId: \"{topic}\", demographicId: \"{question}\" }}"), "forums.nothing-donated");
        (await Donate(forum.Ada, topic, question, 1)).ShouldBeNull();
        await Refused(() => Donate(forum.Ada, topic, question, 1), "forums.donation-unchanged");
        await Refused(() => Code(forum.Ada, "retireDemographic", $"{{ demographicId: \"{question}\" }}"), "engage.forbidden");
        (await Code(Sam, "retireDemographic", $"{{ demographicId: \"{question}\" }}")).ShouldBeNull();
        await Refused(() => Donate(forum.Bo, topic, question, 1), "forums.demographic-retired");
    }

    [Theory]
    [InlineData("defineDemographic", "{ question: \"Q\", groups: [{ name: \"A\", population: 1 }], source: \"S\", year: 2021 }", "forums.demographic-groups")]
    [InlineData("defineDemographic", "{ question: \"Q\", groups: [{ name: \"A\", population: 1 }, { name: \"B\", population: 0 }], source: \"S\", year: 2021 }", "forums.population")]
    [InlineData("defineDemographic", "{ question: \"Q\", groups: [{ name: \"A\", population: 1 }, { name: \"B\", population: 1 }], source: \"S\", year: 3021 }", "forums.census-year")]
    [InlineData("defineDemographic", "{ question: \"Q\", groups: [{ name: \"A\", population: 1 }, { name: \"B\", population: 1 }], source: \"S\", year: 2021, replaces: \"00000000-0000-0000-0000-000000000000\" }", "engage.not-found")]
    [InlineData("amendDemographic", "{ demographicId: \"00000000-0000-0000-0000-000000000000\", populations: [1, 2], source: \"S\", year: 2021 }", "engage.not-found")]
    [InlineData("retireDemographic", "{ demographicId: \"00000000-0000-0000-0000-000000000000\" }", "engage.not-found")]
    public async Task A_question_that_cannot_be_asked_is_refused_and_leaves_no_trace(string mutation, string input, string code) => await Refused(() => Code(Sam, mutation, input), code);

    [Fact]
    public async Task A_program_belongs_to_no_group()
    {
        var (topic, question) = (await forum.OpenTopic(), await Define());
        var key = (await ForumFixture.Mutation(forum.Engage.As("Admin", Roles.Administrator, Roles.Resident), "createApiKey",
            "{ name: \"Survey\", scopes: [\"forums.donate-demographics\"], expiresAt: \"" + DateTimeOffset.UtcNow.AddDays(1).ToString("O") + "\" }", "newApiKey { token }")).GetProperty("newApiKey").GetProperty("token").GetString();
        var program = forum.Engage.Anonymous.With("Authorization", $"Bearer {key}");
        await Refused(() => Donate(program, topic, question, 1), "engage.person-needed");
        await Refused(() => Code(program, "withdrawDemographic", $"{{ topicId: \"{topic}\", demographicId: \"{question}\" }}"), "forums.nothing-donated");
    }

    private async Task Refused(Func<Task<string?>> what, string code)
    {
        var before = (await forum.Engage.Events()).Count;
        (await what()).ShouldBe(code);
        (await forum.Engage.Events()).Count.ShouldBe(before);
    }

    private async Task<Guid> Define() => Guid.Parse(Id(await Sam.GraphQL(
        $$"""mutation { defineDemographic(input: { question: "How old are you?", {{Groups}}, source: "Census", year: 2021 }) { demographic { id } errors { code } } }"""), "defineDemographic"));

    private static Task<string?> Donate(EngageClient by, Guid topic, Guid question, int option) =>
        Code(by, "donateDemographic", $"{{ topicId: \"{topic}\", demographicId: \"{question}\", option: {option} }}");

    private static async Task<string?> Code(EngageClient by, string mutation, string input) => ForumFixture.CodeOf(await ForumFixture.Mutation(by, mutation, input, "__typename"));

    private static string Id(JsonElement answer, string mutation) => answer.GetProperty("data").GetProperty(mutation).GetProperty("demographic").GetProperty("id").GetString()!;

    private async Task<JsonElement> Participation(Guid topic)
    {
        await forum.Engage.Services.GetRequiredService<IDocumentStore>().WaitForNonStaleProjectionDataAsync(TimeSpan.FromMinutes(1));
        return (await forum.Engage.Anonymous.Data(
            """
            query ($topic: ID!) {
              topic(id: $topic) {
                participation {
                  voters writers
                  channels { channel posts voters }
                  demographics {
                    demographic { id } answered undisclosed shannonEvenness
                    groups { option participants population suppressed ratio { value low high } }
                    representationScore { value low high }
                  }
                }
              }
            }
            """, new { topic })).GetProperty("topic").GetProperty("participation");
    }
}
