using System.Text.Json;
using Snapshooter.Xunit;

namespace Engage.Plugins.Forums;

public sealed class AnsweringOfficially(ForumFixture forum) : IClassFixture<ForumFixture>
{
    private const string Shown = "{ verdict text reasons referredTo state superseded publishedBy { name role } publishedAt preparedBy { name role } }";

    [Fact]
    public async Task A_question_from_its_asking_to_an_answer_that_takes_the_place_of_the_first()
    {
        var said = await Transcript.Begin(forum.Engage);
        var topic = (await said.Ask("Ada, a resident,", forum.Ada,
            """mutation { openTopic(input: { title: "Lights in the underpass", body: "When will they work?", kind: QUESTION }) { topic { id officialAnswer { id } } errors { code } } }"""))
            .GetProperty("data").GetProperty("openTopic").GetProperty("topic").GetProperty("id").GetString();
        const string prepare = "mutation ($input: PrepareAnswerInput!) { prepareAnswer(input: $input) { officialAnswer { id state verdict } errors { code message path } } }";
        await said.Ask("Sam, of the staff, without a reason,", forum.Sam, prepare, new { input = new { topicId = topic, verdict = "DECLINED", text = "We will not mend them.", inRole = "staff" } });
        var first = AnswerOf(await said.Ask("Sam", forum.Sam, prepare, new { input = new { topicId = topic, verdict = "REFERRED", text = "They are not ours.", reasons = "The city owns them.", referredTo = "Public Works", inRole = "staff" } }));
        const string read = "query ($topic: ID!) { topic(id: $topic) { answeredAt officialAnswer { text } answers { nodes " + Shown + " } } }";
        await said.Ask("Ada, before it is published,", forum.Ada, read, new { topic });
        const string publish = "mutation ($id: ID!, $role: String!) { publishAnswer(input: { answerId: $id, inRole: $role }) { officialAnswer { state publishedBy { name role } } errors { code message path } } }";
        await said.Ask("Olu, an officer,", forum.Engage.As("Olu", Roles.Officer), publish, new { id = first, role = "officer" });
        var second = AnswerOf(await said.Ask("Sam, corrected,", forum.Sam, prepare, new { input = new { topicId = topic, verdict = "ACCEPTED", text = "They are ours after all, and will work by May.", inRole = "staff" } }));
        await said.Ask("Sam", forum.Sam, publish, new { id = second, role = "staff" });
        await said.Ask("Sam, once more,", forum.Sam, publish, new { id = second, role = "staff" });
        await said.Ask("Ada, in the end,", forum.Ada, read, new { topic });

        Snapshot.Match(said.ToString());
    }

    [Fact]
    public async Task The_badge_is_the_role_at_the_time_whatever_becomes_of_it()
    {
        var answer = await Published(await forum.OpenTopic("QUESTION"), forum.Engage.As("Gone", Roles.Staff));
        var gone = (await forum.Engage.As("Gone", Roles.Staff).Data("{ me { id } }")).GetProperty("me").GetProperty("id").GetString();
        await ForumFixture.Done(forum.Engage.As("Admin", Roles.Administrator), "revokeRole", $"{{ actorId: \"{gone}\", role: \"staff\", reason: \"Left.\" }}");
        (await forum.Engage.Anonymous.Data($"{{ officialAnswer(id: \"{answer}\") {{ publishedBy {{ role }} }} }}")).ToString().ShouldContain("staff");
    }

    [Fact]
    public async Task An_answer_outlives_whoever_gave_it()
    {
        var (topic, eve) = (await forum.OpenTopic("QUESTION"), forum.Engage.As("Eve", Roles.Staff));
        var answer = await Published(topic, eve);
        var id = (await eve.Data("{ me { id } }")).GetProperty("me").GetProperty("id").GetString();
        await ForumFixture.Done(eve, "eraseSubject", $"{{ subject: \"{id}\", reason: ASKED }}");
        var shown = (await forum.Engage.Anonymous.Data($"{{ officialAnswer(id: \"{answer}\") {Shown} }}")).GetProperty("officialAnswer");
        shown.GetProperty("text").GetString().ShouldBe("We will.");
        shown.GetProperty("publishedBy").GetProperty("name").ValueKind.ShouldBe(JsonValueKind.Null);
        shown.GetProperty("publishedBy").GetProperty("role").GetString().ShouldBe("staff");
    }

    [Fact]
    public async Task A_post_is_answered_by_itself_and_leaves_the_topic_unanswered()
    {
        var topic = await forum.OpenTopic("DELIBERATION");
        var (one, other) = (await forum.Reply(topic, "One"), await forum.Reply(topic, "Other"));
        await Published(topic, forum.Sam, $", postId: \"{one}\"");
        var shown = (await forum.Engage.Anonymous.Data($"{{ topic(id: \"{topic}\") {{ answeredAt officialAnswer {{ id }} posts {{ nodes {{ id officialAnswer {{ text superseded }} }} }} }} }}")).GetProperty("topic");
        shown.GetProperty("answeredAt").ValueKind.ShouldBe(JsonValueKind.Null);
        shown.GetProperty("officialAnswer").ValueKind.ShouldBe(JsonValueKind.Null);
        shown.GetProperty("posts").GetProperty("nodes").EnumerateArray().Select(post => (post.GetProperty("id").GetGuid(), post.GetProperty("officialAnswer").ValueKind))
            .ShouldBe([(one, JsonValueKind.Object), (other, JsonValueKind.Null)]);
    }

    [Fact]
    public async Task What_is_prepared_or_withdrawn_shows_to_who_answers_for_the_agency_only()
    {
        var topic = await forum.OpenTopic("QUESTION");
        var (prepared, withdrawn) = (await Prepared(topic), await Prepared(topic));
        await ForumFixture.Done(forum.Sam, "withdrawAnswer", $"{{ answerId: \"{withdrawn}\" }}");
        foreach (var reader in new[] { forum.Engage.Anonymous, forum.Ada, forum.Mo })
        {
            foreach (var id in new[] { prepared, withdrawn })
                (await reader.Data($"{{ officialAnswer(id: \"{id}\") {{ text }} }}")).GetProperty("officialAnswer").ValueKind.ShouldBe(JsonValueKind.Null);
            (await reader.Data($"{{ topic(id: \"{topic}\") {{ answers {{ nodes {{ id }} }} officialAnswer {{ id }} }} }}")).ToString().ShouldNotContain(prepared.ToString());
            (await reader.GraphQL("{ preparedAnswers { nodes { id } } }")).GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString()
                .ShouldBeOneOf("engage.unauthenticated", "engage.forbidden");
        }
        var waiting = (await forum.Sam.Data("{ preparedAnswers(first: 100) { nodes { id preparedBy { name role } } } }")).ToString();
        waiting.ShouldContain(prepared.ToString());
        waiting.ShouldNotContain(withdrawn.ToString());
    }

    [Theory]
    [InlineData("verdict: DECLINED, text: \"No.\", inRole: \"staff\"", "forums.reasons-needed")]
    [InlineData("verdict: PARTLY, text: \"No.\", reasons: \" \", inRole: \"staff\"", "forums.reasons-needed")]
    [InlineData("verdict: REFERRED, text: \"No.\", referredTo: \"City\", inRole: \"staff\"", "forums.reasons-needed")]
    [InlineData("verdict: REFERRED, text: \"No.\", reasons: \"R\", inRole: \"staff\"", "forums.referred-to")]
    [InlineData("verdict: ACCEPTED, text: \"Yes.\", referredTo: \"City\", inRole: \"staff\"", "forums.referred-to")]
    [InlineData("verdict: ACCEPTED, text: \" \", inRole: \"staff\"", "engage.empty-text")]
    [InlineData("verdict: ACCEPTED, text: \"Yes.\", inRole: \"officer\"", "forums.role-not-held")]
    [InlineData("verdict: ACCEPTED, text: \"Yes.\", inRole: \"resident\"", "forums.role-not-held")]
    [InlineData("verdict: ACCEPTED, text: \"Yes.\", inRole: \"staff\", language: \"german language\"", "engage.language")]
    [InlineData("verdict: ACCEPTED, text: \"Yes.\", inRole: \"staff\", postId: \"00000000-0000-0000-0000-000000000000\"", "engage.not-found")]
    public async Task An_answer_that_cannot_be_given_so_is_refused(string input, string code) =>
        await forum.Refused(forum.Sam, "prepareAnswer", $"{{ topicId: \"{await forum.OpenTopic("QUESTION")}\", {input} }}", code);

    [Fact]
    public async Task What_is_too_long_is_refused()
    {
        var topic = await forum.OpenTopic("QUESTION");
        await forum.Refused(forum.Sam, "prepareAnswer", $"{{ topicId: \"{topic}\", verdict: ACCEPTED, text: \"Y\", reasons: \"{new string('a', 10_001)}\", inRole: \"staff\" }}", "engage.text-too-long");
        await forum.Refused(forum.Sam, "prepareAnswer", $"{{ topicId: \"{topic}\", verdict: REFERRED, text: \"Y\", reasons: \"R\", referredTo: \"{new string('a', 201)}\", inRole: \"staff\" }}", "engage.text-too-long");
    }

    [Fact]
    public async Task A_post_of_another_topic_is_not_answered_in_this_one()
    {
        var elsewhere = await forum.Reply(await forum.OpenTopic());
        await forum.Refused(forum.Sam, "prepareAnswer", $"{{ topicId: \"{await forum.OpenTopic()}\", postId: \"{elsewhere}\", verdict: ACCEPTED, text: \"Yes.\", inRole: \"staff\" }}", "engage.not-found");
    }

    [Fact]
    public async Task What_was_published_or_withdrawn_is_not_changed_any_more()
    {
        var topic = await forum.OpenTopic("QUESTION");
        var (published, withdrawn) = (await Published(topic, forum.Sam), await Prepared(topic));
        await ForumFixture.Done(forum.Sam, "withdrawAnswer", $"{{ answerId: \"{withdrawn}\" }}");
        foreach (var id in new[] { published, withdrawn })
        {
            await forum.Refused(forum.Sam, "publishAnswer", $"{{ answerId: \"{id}\", inRole: \"staff\" }}", "forums.answer-not-prepared");
            await forum.Refused(forum.Sam, "withdrawAnswer", $"{{ answerId: \"{id}\" }}", "forums.answer-not-prepared");
        }
        await forum.Refused(forum.Sam, "translateAnswer", $"{{ answerId: \"{withdrawn}\", language: \"de\", text: \"T\", status: HUMAN }}", "forums.answer-not-prepared");
    }

    [Theory]
    [InlineData("prepareAnswer", "topicId: \"00000000-0000-0000-0000-000000000000\", verdict: ACCEPTED, text: \"Yes.\", inRole: \"staff\"")]
    [InlineData("publishAnswer", "answerId: \"00000000-0000-0000-0000-000000000000\", inRole: \"staff\"")]
    [InlineData("withdrawAnswer", "answerId: \"00000000-0000-0000-0000-000000000000\"")]
    [InlineData("translateAnswer", "answerId: \"00000000-0000-0000-0000-000000000000\", language: \"de\", text: \"T\", status: HUMAN")]
    public async Task Answering_takes_the_permission_and_something_to_answer(string mutation, string input)
    {
        await forum.Refused(forum.Ada, mutation, $"{{ {input} }}", "engage.forbidden");
        await forum.Refused(forum.Engage.Anonymous, mutation, $"{{ {input} }}", "engage.unauthenticated");
        await forum.Refused(forum.Sam, mutation, $"{{ {input} }}", "engage.not-found");
    }

    [Fact]
    public async Task Publishing_takes_the_role_at_that_moment()
    {
        var prepared = await Prepared(await forum.OpenTopic("QUESTION"));
        await forum.Refused(forum.Sam, "publishAnswer", $"{{ answerId: \"{prepared}\", inRole: \"moderator\" }}", "forums.role-not-held");
    }

    [Fact]
    public async Task Of_two_who_publish_the_same_answer_one_does()
    {
        var prepared = await Prepared(await forum.OpenTopic("QUESTION"));
        var codes = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
            ForumFixture.CodeOf(await ForumFixture.Mutation(forum.Sam, "publishAnswer", $"{{ answerId: \"{prepared}\", inRole: \"staff\" }}", "__typename"))));
        codes.Count(code => code is null).ShouldBe(1);
        codes.Where(code => code is not null).ShouldAllBe(code => code == "engage.conflict" || code == "forums.answer-not-prepared");
    }

    [Fact]
    public async Task Whoever_follows_a_topic_hears_of_each_answer_when_it_is_published()
    {
        var (topic, other) = (await forum.OpenTopic("QUESTION"), await forum.OpenTopic("QUESTION"));
        using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await using var answers = (await forum.Engage.Anonymous.Subscribe("subscription ($topic: ID!) { answerPublished(topicId: $topic) { id text publishedBy { role } } }", new { topic }, stop.Token))
            .GetAsyncEnumerator(stop.Token);
        await Prepared(topic);
        await Published(other, forum.Sam);
        var id = await Published(topic, forum.Sam);
        (await answers.MoveNextAsync()).ShouldBeTrue();
        answers.Current.GetProperty("data").GetProperty("answerPublished").GetProperty("id").GetGuid().ShouldBe(id);
    }

    private async Task<Guid> Prepared(Guid topic, EngageClient? by = null, string more = "") =>
        (await ForumFixture.Done(by ?? forum.Sam, "prepareAnswer", $"{{ topicId: \"{topic}\", verdict: ACCEPTED, text: \"We will.\", inRole: \"staff\"{more} }}", "officialAnswer { id }"))
            .GetProperty("officialAnswer").GetProperty("id").GetGuid();

    private async Task<Guid> Published(Guid topic, EngageClient by, string more = "")
    {
        var id = await Prepared(topic, by, more);
        await ForumFixture.Done(by, "publishAnswer", $"{{ answerId: \"{id}\", inRole: \"staff\" }}");
        return id;
    }

    private static string AnswerOf(JsonElement response) =>
        response.GetProperty("data").GetProperty("prepareAnswer").GetProperty("officialAnswer").GetProperty("id").GetString()!;
}
