using System.Text.Json;
using Marten;
using Marten.Events;
using Microsoft.Extensions.DependencyInjection;
using Snapshooter.Xunit;

namespace Engage.Plugins.Forums;

public sealed class EnteringForOthers(ForumFixture forum) : IClassFixture<ForumFixture>
{
    private EngageClient Sam => forum.Engage.As("Sam", Roles.Staff);

    [Fact]
    public async Task What_somebody_without_a_device_says_from_their_registration_to_their_erasure()
    {
        var said = await Transcript.Begin(forum.Engage);
        var participant = (await said.Ask("Sam, of the staff,", Sam,
            """mutation { registerParticipant(input: { name: " Rosa " }) { registeredParticipant { id name registeredAt } errors { code } } }"""))
            .GetProperty("data").GetProperty("registerParticipant").GetProperty("registeredParticipant").GetProperty("id").GetString();
        var topic = (await said.Ask("Sam", Sam,
            """
            mutation ($participant: ID!) {
              enterTopic(input: { participantId: $participant, channel: INTERPRETER, title: "The lift at the station", body: "It has been broken since spring.", kind: DELIBERATION }) {
                topic { id author { name role } channel }
                errors { code }
              }
            }
            """, new { participant })).GetProperty("data").GetProperty("enterTopic").GetProperty("topic").GetProperty("id").GetString();
        var post = (await said.Ask("Sam", Sam,
            """mutation ($participant: ID!, $topic: ID!) { enterReply(input: { participantId: $participant, channel: PAPER, topicId: $topic, body: "Mend it first." }) { post { id author { name } channel } errors { code } } }""",
            new { participant, topic })).GetProperty("data").GetProperty("enterReply").GetProperty("post").GetProperty("id").GetString();
        const string vote = "mutation ($participant: ID!, $post: ID!, $value: VoteValue!) { enterVote(input: { participantId: $participant, channel: PHONE, postId: $post, value: $value }) { post { agrees disagrees passes } errors { code } } }";
        await said.Ask("Sam", Sam, vote, new { participant, post, value = "AGREE" });
        await said.Ask("Kim, of the staff too, who takes another call of the same person,", forum.Engage.As("Kim", Roles.Staff), vote, new { participant, post, value = "DISAGREE" });
        await said.Ask("Sam, once more,", Sam, vote, new { participant, post, value = "DISAGREE" });
        await said.Ask("An administrator", forum.Engage.As("Admin", Roles.Administrator), "mutation ($participant: ID!) { eraseSubject(input: { subject: $participant }) { errors { code } } }", new { participant });
        await said.Ask("Somebody without a token", forum.Engage.Anonymous,
            "query ($topic: ID!) { topic(id: $topic) { title body author { name } channel posts { nodes { body author { name } channel agrees disagrees passes } } } }", new { topic });
        await said.Ask("Sam, who does not know yet,", Sam, vote, new { participant, post, value = "PASS" });
        Snapshot.Match(said.ToString());
    }

    [Fact]
    public async Task A_participant_votes_once_whoever_enters_it()
    {
        var post = await forum.Reply(await forum.OpenTopic("DELIBERATION"));
        var (one, other) = (await Register(), await Register());
        foreach (var staff in (EngageClient[])[Sam, forum.Engage.As("Kim", Roles.Staff)])
            foreach (var participant in (Guid[])[one, other])
                await Code(staff, "enterVote", $"{{ participantId: \"{participant}\", channel: PAPER, postId: \"{post}\", value: AGREE }}");
        (await forum.Vote(forum.Ada, post, "AGREE")).GetProperty("post").GetProperty("agrees").GetInt32().ShouldBe(3);
    }

    [Fact]
    public async Task Who_enters_a_vote_is_not_told_whether_it_is_the_one_cast_before()
    {
        var post = await forum.Reply(await forum.OpenTopic("DELIBERATION"));
        var input = $"{{ participantId: \"{await Register()}\", channel: PAPER, postId: \"{post}\", value: AGREE }}";
        await ForumFixture.Done(Sam, "enterVote", input);
        var before = (await forum.Engage.Events()).Count;
        await ForumFixture.Done(forum.Engage.As("Kim", Roles.Staff), "enterVote", input);
        (await forum.Engage.Events()).Count.ShouldBe(before);
    }

    [Fact]
    public async Task Nobody_finds_a_ballot_by_the_id_of_a_participant()
    {
        var (topic, participant) = (await forum.OpenTopic("DELIBERATION"), await Register());
        var post = await forum.Reply(topic);
        await ForumFixture.Done(Sam, "enterVote", $"{{ participantId: \"{participant}\", channel: PAPER, postId: \"{post}\", value: AGREE }}");
        var voter = (await forum.Engage.Events())[^1].Data.GetProperty("voter").GetGuid();
        voter.ShouldNotBe(StreamId.Of("entered", topic.ToString(), participant.ToString()));
        await using var scope = forum.Engage.Services.CreateAsyncScope();
        var participants = scope.ServiceProvider.GetRequiredService<IParticipants>();
        Guid.Parse((await participants.BallotOf(new(participant.ToString()), topic, CancellationToken.None)).Value).ShouldBe(voter);
    }

    [Fact]
    public async Task Whoever_entered_something_does_not_judge_it()
    {
        var both = forum.Engage.As("Dot", Roles.Staff, Roles.Moderator);
        var author = $"participantId: \"{await Register()}\", channel: PAPER";
        var topic = (await ForumFixture.Done(both, "enterTopic", $"{{ {author}, title: \"T\", body: \"B\" }}", "topic { id }")).GetProperty("topic").GetProperty("id").GetGuid();
        var post = (await ForumFixture.Done(both, "enterReply", $"{{ {author}, topicId: \"{topic}\", body: \"B\" }}", "post { id }")).GetProperty("post").GetProperty("id").GetGuid();
        foreach (var what in (string[])[$"topicId: \"{topic}\"", $"postId: \"{post}\""])
        {
            await Refused(both, "flagContribution", $"{{ {what}, reason: ABUSE }}", "forums.own-contribution");
            await Refused(both, "decideReview", $"{{ {what}, outcome: KEEP, reasons: \"R\" }}", "forums.own-contribution");
            await Refused(forum.Engage.As("Dan", Roles.Staff, Roles.Moderator), "decideReview", $"{{ {what}, outcome: KEEP, reasons: \"R\" }}", "forums.nothing-to-review");
        }
    }

    [Fact]
    public async Task A_post_that_staff_may_not_read_is_one_that_there_is_not()
    {
        var officer = forum.Engage.As("Olu", Roles.Resident, Roles.Officer);
        var category = (await ForumFixture.Done(forum.Mo, "createCategory", "{ name: \"Closed\" }", "category { id }")).GetProperty("category").GetProperty("id").GetGuid();
        await ForumFixture.Done(forum.Mo, "restrictCategory", $"{{ categoryId: \"{category}\", action: READ, roles: [\"officer\"] }}");
        var topic = (await ForumFixture.Done(officer, "openTopic", $"{{ title: \"T\", body: \"B\", categoryId: \"{category}\" }}", "topic { id }")).GetProperty("topic").GetProperty("id").GetGuid();
        var post = await forum.Reply(topic, by: officer);
        var participant = await Register();
        var answers = new List<string>();
        foreach (var id in (Guid[])[post, Guid.NewGuid()])
            answers.Add((await ForumFixture.Mutation(Sam, "enterVote", $"{{ participantId: \"{participant}\", channel: PAPER, postId: \"{id}\", value: AGREE }}", "__typename")).ToString());
        answers[0].ShouldContain("engage.not-found");
        answers[0].ShouldBe(answers[1]);
    }

    [Fact]
    public async Task Who_did_not_say_what_they_go_by_is_a_resident()
    {
        var reply = await ForumFixture.Mutation(Sam, "enterReply", $"{{ participantId: \"{await Register()}\", channel: IN_PERSON, topicId: \"{await forum.OpenTopic()}\", body: \"B\" }}", "post { author { name } }");
        reply.GetProperty("post").GetProperty("author").GetProperty("name").GetString().ShouldBe("A resident");
    }

    [Fact]
    public async Task Entries_name_who_entered_them_to_auditors_and_the_participant_to_all_others()
    {
        var kim = forum.Engage.As("Kim", Roles.Staff);
        var id = (await kim.Data("{ me { id } }")).GetProperty("me").GetProperty("id").GetString()!;
        var before = await Entries(id);
        var participant = (await ForumFixture.Mutation(kim, "registerParticipant", "{ name: \"Rosa\" }", "registeredParticipant { id }")).GetProperty("registeredParticipant").GetProperty("id").GetGuid();
        var topic = await forum.OpenTopic();
        var last = (await forum.Engage.Events())[^1].Sequence;
        var post = (await ForumFixture.Mutation(kim, "enterReply", $"{{ participantId: \"{participant}\", channel: PHONE, topicId: \"{topic}\", body: \"B\" }}", "post { id }")).GetProperty("post").GetProperty("id").GetGuid();
        var entered = (await forum.Engage.Events(last)).ShouldHaveSingleItem();
        entered.Actor.ShouldBe(id);
        entered.Data.GetProperty("author").GetProperty("subject").GetGuid().ShouldBe(participant);
        entered.Data.GetProperty("channel").GetString().ShouldBe("Phone");
        for (var i = 0; i < 3; i++) await Code(kim, "enterVote", $"{{ participantId: \"{participant}\", channel: PHONE, postId: \"{post}\", value: {(i % 2 == 0 ? "AGREE" : "PASS")} }}");
        await forum.Vote(forum.Ada, post, "AGREE");

        var after = await Entries(id);
        (after.Participants - before.Participants, after.Posts - before.Posts, after.Votes - before.Votes).ShouldBe((1, 1, 3));
        var ada = (await forum.Ada.Data("{ me { id } }")).GetProperty("me").GetProperty("id").GetString()!;
        (await Entries(ada)).ShouldBe((0, 0, 0));
    }

    [Theory]
    [InlineData("enterTopic", "title: \"T\", body: \"B\"")]
    [InlineData("enterReply", "topicId: \"{topic}\", body: \"B\"")]
    [InlineData("enterVote", "postId: \"{post}\", value: AGREE")]
    public async Task Nobody_is_made_up_and_nobody_speaks_over_the_web_but_for_themselves(string mutation, string what)
    {
        var topic = await forum.OpenTopic();
        what = what.Replace("{topic}", $"{topic}").Replace("{post}", $"{await forum.Reply(topic)}");
        var participant = await Register();
        await Refused(Sam, mutation, $"{{ participantId: \"{Guid.NewGuid()}\", channel: PAPER, {what} }}", "engage.not-found");
        await Refused(Sam, mutation, $"{{ participantId: \"{participant}\", channel: WEB, {what} }}", "forums.entry-channel");
        await Refused(forum.Ada, mutation, $"{{ participantId: \"{participant}\", channel: PAPER, {what} }}", "engage.forbidden");
        // Somebody with an account speaks for themselves.
        var ada = (await forum.Ada.Data("{ me { id } }")).GetProperty("me").GetProperty("id").GetString();
        await Refused(Sam, mutation, $"{{ participantId: \"{ada}\", channel: PAPER, {what} }}", "engage.not-found");
    }

    [Fact]
    public async Task What_is_refused_to_everybody_is_refused_to_staff_for_others()
    {
        var topic = await forum.OpenTopic();
        var post = await forum.Reply(topic);
        var to = $"participantId: \"{await Register()}\", channel: PAPER";
        await Refused(Sam, "enterTopic", $"{{ {to}, title: \"\", body: \"B\" }}", "engage.empty-text");
        await Refused(Sam, "enterTopic", $"{{ {to}, title: \"T\", body: \"B\", categoryId: \"{Guid.NewGuid()}\" }}", "engage.not-found");
        await Refused(Sam, "enterReply", $"{{ {to}, topicId: \"{Guid.NewGuid()}\", body: \"B\" }}", "engage.not-found");
        await Refused(Sam, "enterVote", $"{{ {to}, postId: \"{Guid.NewGuid()}\", value: AGREE }}", "engage.not-found");
        await Refused(Sam, "registerParticipant", "{ name: \" \" }", "engage.empty-text");
        await Refused(forum.Ada, "registerParticipant", "{ name: \"Rosa\" }", "engage.forbidden");
        await forum.Close(topic);
        await Refused(Sam, "enterReply", $"{{ {to}, topicId: \"{topic}\", body: \"B\" }}", "forums.topic-closed");
        await Refused(Sam, "enterVote", $"{{ {to}, postId: \"{post}\", value: AGREE }}", "forums.topic-closed");
    }

    [Fact]
    public async Task The_lists_of_participants_and_of_entries_are_for_staff_and_for_auditors()
    {
        var participant = await Register();
        (await Sam.Data("{ registeredParticipants { nodes { id name } } }")).ToString().ShouldContain($"{participant}");
        foreach (var (client, query) in ((EngageClient, string)[])[(forum.Ada, "registeredParticipants"), (forum.Ada, "entriesByStaff"), (Sam, "entriesByStaff")])
            (await client.GraphQL($"{{ {query} {{ nodes {{ id: __typename }} }} }}")).GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString().ShouldBe("engage.forbidden");
    }

    private async Task<(int Participants, int Posts, int Votes)> Entries(string actor)
    {
        await forum.Engage.Services.GetRequiredService<IDocumentStore>().WaitForNonStaleProjectionDataAsync(TimeSpan.FromMinutes(1));
        var entries = (await forum.Engage.As("Uma", Roles.Auditor).Data("{ entriesByStaff(first: 100) { nodes { actorId participants topics posts votes } } }"))
            .GetProperty("entriesByStaff").GetProperty("nodes").EnumerateArray().SingleOrDefault(each => each.GetProperty("actorId").GetString() == actor);
        return entries.ValueKind is JsonValueKind.Undefined ? (0, 0, 0) : (entries.GetProperty("participants").GetInt32(), entries.GetProperty("posts").GetInt32(), entries.GetProperty("votes").GetInt32());
    }

    private async Task<Guid> Register() =>
        (await ForumFixture.Mutation(Sam, "registerParticipant", "{ }", "registeredParticipant { id }")).GetProperty("registeredParticipant").GetProperty("id").GetGuid();

    private async Task Refused(EngageClient by, string mutation, string input, string code)
    {
        var before = (await forum.Engage.Events()).Count;
        (await Code(by, mutation, input)).ShouldBe(code);
        (await forum.Engage.Events()).Count.ShouldBe(before);
    }

    private static async Task<string?> Code(EngageClient by, string mutation, string input) => ForumFixture.CodeOf(await ForumFixture.Mutation(by, mutation, input, "__typename"));
}
