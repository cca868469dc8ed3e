using System.Text.Json;
using Snapshooter.Xunit;

namespace Engage.Plugins.AdvisoryBoards;

public sealed class VotingInMeetings(BoardFixture boards) : IClassFixture<BoardFixture>
{
    private static readonly string[] Names = ["Ann", "Ben", "Cem", "Dee", "Eli", "Fay", "Gus"];

    private const string Shown =
        """
        state text votesCast ownVote { choice } calledAt endedAt tieBrokenBy tieBreaker { name }
        result { present required ayes nays abstentions } rollCall { nodes { member { name } mark byClerk } }
        """;

    [Fact]
    public async Task A_motion_from_its_moving_over_an_amendment_to_a_tie_that_is_broken()
    {
        var (board, meeting, members) = await boards.OpenMeeting(6, BoardFixture.Rules with { ChairVote = ChairVote.OnTie }, Names);
        var said = await Transcript.Begin(boards.Engage);
        EngageClient By(int member) => boards.Member(Names[member]);
        Task<JsonElement> Ask(string who, EngageClient by, string mutation, string input, string select = "state") =>
            said.Ask(who, by, $"mutation {{ {mutation}(input: {input}) {{ motion {{ {select} }} errors {{ code message path }} }} }}");
        static string Id(JsonElement answer, string mutation) => answer.GetProperty("data").GetProperty(mutation).GetProperty("motion").GetProperty("id").GetString()!;

        var motion = Id(await Ask("Ben, a member,", By(1), "moveMotion", $$"""{ meetingId: "{{meeting}}", text: "Footage is published within 30 days.", language: "en" }""", "id state text mover { name } share { of numerator denominator }"), "moveMotion");
        await Ask("Ben, once more,", By(1), "secondMotion", $$"""{ motionId: "{{motion}}" }""");
        await Ask("Cem", By(2), "secondMotion", $$"""{ motionId: "{{motion}}" }""", "state seconder { name }");
        var amendment = Id(await Ask("The clerk, for Dee,", boards.Clerk, "moveMotion", $$"""{ meetingId: "{{meeting}}", text: "Footage is published within 10 days.", amends: "{{motion}}", membershipId: "{{members[3]}}" }""", "id amends mover { name }"), "moveMotion");
        await Ask("The clerk, for Ben,", boards.Clerk, "secondMotion", $$"""{ motionId: "{{amendment}}", membershipId: "{{members[1]}}" }""");
        await Ask("Fay", By(5), "recuse", $$"""{ motionId: "{{motion}}", reason: "My company sells cameras." }""", "recusals { nodes { member { name } reason } } amendments { nodes { recusals { nodes { member { name } } } } }");
        await Ask("Ann, who presides, too early,", By(0), "callVote", $$"""{ motionId: "{{motion}}" }""");
        await Ask("Ann", By(0), "callVote", $$"""{ motionId: "{{amendment}}" }""");
        foreach (var member in new[] { 1, 2, 3 }) await BoardFixture.Done(By(member), "castVote", $$"""{ motionId: "{{amendment}}", choice: AYE }""");
        await Ask("Eli", By(4), "castVote", $$"""{ motionId: "{{amendment}}", choice: NAY }""", Shown);
        await said.Ask("Somebody without a token, meanwhile,", boards.Engage.Anonymous, $$"""{ motion(id: "{{amendment}}") { {{Shown}} } }""");
        await Ask("The clerk", boards.Clerk, "closeVote", $$"""{ motionId: "{{amendment}}" }""", Shown);
        await Ask("Ann", By(0), "callVote", $$"""{ motionId: "{{motion}}" }""", "state text");
        foreach (var (member, choice) in new[] { (1, "AYE"), (2, "AYE"), (3, "NAY") }) await BoardFixture.Done(By(member), "castVote", $$"""{ motionId: "{{motion}}", choice: {{choice}} }""");
        await Ask("The clerk, for Eli,", boards.Clerk, "castVote", $$"""{ motionId: "{{motion}}", choice: NAY, membershipId: "{{members[4]}}" }""", "votesCast ownVote { choice }");
        await Ask("Ann, with the others,", By(0), "castVote", $$"""{ motionId: "{{motion}}", choice: AYE }""");
        await Ask("Ann", By(0), "closeVote", $$"""{ motionId: "{{motion}}" }""", Shown);
        await Ask("Ann", By(0), "breakTie", $$"""{ motionId: "{{motion}}", choice: AYE }""", Shown);
        await said.Ask("Somebody without a token", boards.Engage.Anonymous,
            $$"""
            {
              motions(where: { boardId: "{{board}}" }) { nodes { text textVersion state method board { name } meeting { state motions { nodes { state } } } amendments { nodes { state } } } }
            }
            """);

        Snapshot.Match(said.ToString());
    }

    [Fact]
    public async Task Nine_who_vote_at_one_moment_are_all_counted()
    {
        var names = Enumerable.Range(1, 9).Select(i => $"Nine {i}").ToArray();
        var (_, meeting, _) = await boards.OpenMeeting(9, null, names);
        var motion = await Called(meeting, names);
        await Task.WhenAll(names.Select(name => BoardFixture.Done(boards.Member(name), "castVote", $$"""{ motionId: "{{motion}}", choice: AYE }""")));
        (await BoardFixture.Done(boards.Clerk, "closeVote", $$"""{ motionId: "{{motion}}" }""", "motion { result { ayes } }")).ToString().ShouldContain("\"ayes\":9");
    }

    [Fact]
    public async Task A_vote_that_is_repeated_in_the_crowd_is_cast_once()
    {
        var names = Enumerable.Range(1, 5).Select(i => $"Five {i}").ToArray();
        var (_, meeting, _) = await boards.OpenMeeting(5, null, names);
        var motion = await Called(meeting, names);
        var before = (await boards.Engage.Events()).Count(each => each.Alias == "advisory-boards.vote-cast");
        var keys = names.ToDictionary(name => name, _ => Guid.NewGuid().ToString());
        await Task.WhenAll(names.Concat(names).Concat(names).Select(name =>
            BoardFixture.Mutation(boards.Member(name).With("Idempotency-Key", keys[name]), "castVote", $$"""{ motionId: "{{motion}}", choice: AYE }""", "__typename")));
        (await boards.Engage.Events()).Count(each => each.Alias == "advisory-boards.vote-cast").ShouldBe(before + 5);
    }

    [Fact]
    public async Task Until_the_vote_is_closed_nobody_sees_how_anybody_voted_but_they_themselves()
    {
        var (_, meeting, members) = await boards.OpenMeeting(5, null, Names);
        var motion = await Called(meeting, Names);
        await BoardFixture.Done(boards.Member("Cem"), "castVote", $$"""{ motionId: "{{motion}}", choice: NAY }""");
        var query = $$"""
            {
              motion(id: "{{motion}}") { votesCast ownVote { choice } result { nays } rollCall { nodes { mark } } }
              meeting(id: "{{meeting}}") { motions { nodes { ownVote { choice } result { nays } rollCall { nodes { mark } } mover { votes { nodes { mark } } } seconder { votes { nodes { mark } } } } } }
            }
            """;
        foreach (var reader in new[] { boards.Engage.Anonymous, boards.Clerk, boards.Admin, boards.Member("Ann"), boards.Member("Ben"), boards.Resident })
        {
            var answer = (await reader.Data(query)).ToString();
            answer.ShouldNotContain("NAY");
            answer.ShouldContain("\"votesCast\":1");
        }
        (await boards.Member("Cem").Data(query)).GetProperty("motion").GetProperty("ownVote").GetProperty("choice").GetString().ShouldBe("NAY");
        await BoardFixture.Done(boards.Clerk, "closeVote", $$"""{ motionId: "{{motion}}" }""");
        (await boards.Engage.Anonymous.Data($$"""{ motion(id: "{{motion}}") { rollCall { nodes { mark member { id } } } } }""")).ToString().ShouldContain("NAY");
        members.Count.ShouldBe(7);
    }

    [Fact]
    public async Task A_member_answers_for_how_they_voted_the_newest_motion_first()
    {
        var (board, meeting, members) = await boards.OpenMeeting(5, null, Names);
        foreach (var choice in new[] { "AYE", "NAY" })
        {
            var motion = await Called(meeting, Names);
            await BoardFixture.Done(boards.Member("Dee"), "castVote", $$"""{ motionId: "{{motion}}", choice: {{choice}} }""");
            await BoardFixture.Done(boards.Clerk, "closeVote", $$"""{ motionId: "{{motion}}" }""");
        }
        var scored = (await BoardFixture.Done(boards.Member("Ben"), "moveMotion", $$"""{ meetingId: "{{meeting}}", text: "Which?", method: SCORE, options: ["A", "B"] }""", "motion { id options { id } }")).GetProperty("motion");
        var (motionId, option) = (scored.GetProperty("id").GetString(), scored.GetProperty("options")[1].GetProperty("id").GetString());
        await BoardFixture.Done(boards.Member("Cem"), "secondMotion", $$"""{ motionId: "{{motionId}}" }""");
        await BoardFixture.Done(boards.Clerk, "callVote", $$"""{ motionId: "{{motionId}}" }""");
        await BoardFixture.Done(boards.Member("Dee"), "castVote", $$"""{ motionId: "{{motionId}}", scores: [{ optionId: "{{option}}", score: 5 }] }""");
        await BoardFixture.Done(boards.Clerk, "closeVote", $$"""{ motionId: "{{motionId}}" }""");

        var votes = await Votes(3);
        votes.Select(vote => vote.GetProperty("mark").GetString()).ShouldBe(["VOTED", "NAY", "AYE"]);
        votes[0].GetProperty("scores").ToString().ShouldContain("5");
        (await Votes(6)).Single().GetProperty("motion").GetProperty("state").GetString().ShouldBe("CARRIED");

        async Task<List<JsonElement>> Votes(int member)
        {
            var first = (await boards.Engage.Anonymous.Data(
                $$"""{ motions(first: 1, where: { boardId: "{{board}}" }) { nodes { rollCall { nodes { mark member { id votes(first: {{(member == 3 ? 10 : 1)}}) { nodes { mark scores { score } motion { state } } } } } } } } }"""))
                .GetProperty("motions").GetProperty("nodes")[0].GetProperty("rollCall").GetProperty("nodes").EnumerateArray();
            return [.. first.Single(entry => entry.GetProperty("member").GetProperty("id").GetGuid() == members[member]).GetProperty("member").GetProperty("votes").GetProperty("nodes").EnumerateArray()];
        }
    }

    [Fact]
    public async Task Of_many_members_each_reads_their_own_record_page_by_page()
    {
        var (board, meeting, members) = await boards.OpenMeeting(5, null, Names);
        for (var i = 0; i < 3; i++)
        {
            var motion = await Called(meeting, Names);
            await BoardFixture.Done(boards.Member("Dee"), "castVote", $$"""{ motionId: "{{motion}}", choice: {{(i == 0 ? "NAY" : "AYE")}} }""");
            await BoardFixture.Done(boards.Clerk, "castVote", $$"""{ motionId: "{{motion}}", choice: {{(i == 0 ? "AYE" : "NAY")}}, membershipId: "{{members[4]}}" }""");
            await BoardFixture.Done(boards.Clerk, "closeVote", $$"""{ motionId: "{{motion}}" }""");
        }
        (await Record("first: 2")).Select(each => each.GetProperty("votes").GetProperty("nodes").ToString()).ShouldBe([
            Said("NOT_VOTING"), Said("NOT_VOTING"), Said("NOT_VOTING"), Said("AYE"), """[{"mark":"NAY","byClerk":true},{"mark":"NAY","byClerk":true}]""", Said("ABSENT"), Said("ABSENT")]);
        var page = (await Record("first: 2"))[3].GetProperty("votes").GetProperty("pageInfo");
        page.GetProperty("hasNextPage").GetBoolean().ShouldBeTrue();
        var rest = (await Record($"first: 2, after: \"{page.GetProperty("endCursor")}\""))[3].GetProperty("votes");
        rest.GetProperty("nodes").ToString().ShouldBe("""[{"mark":"NAY","byClerk":false}]""");
        rest.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean().ShouldBeFalse();

        async Task<List<JsonElement>> Record(string which) => [.. (await boards.Engage.Anonymous.Data(
            $$"""{ board(id: "{{board}}") { members { nodes { id votes({{which}}) { nodes { mark byClerk } pageInfo { hasNextPage endCursor } } } } } }"""))
            .GetProperty("board").GetProperty("members").GetProperty("nodes").EnumerateArray().OrderBy(each => members.ToList().IndexOf(each.GetProperty("id").GetGuid()))];

        static string Said(string mark) => $$"""[{"mark":"{{mark}}","byClerk":false},{"mark":"{{mark}}","byClerk":false}]""";
    }

    [Fact]
    public async Task Why_a_member_took_no_part_goes_with_them_when_they_are_erased_and_that_they_took_none_stays()
    {
        var (_, meeting, members) = await boards.OpenMeeting(5, null, "Ivy", "Jon", "Kim", "Lou", "Max");
        var motion = await Called(meeting, ["Ivy", "Jon", "Kim"]);
        await BoardFixture.Done(boards.Member("Lou"), "recuse", $$"""{ motionId: "{{motion}}", reason: "My wife bids for it." }""");
        await BoardFixture.Done(boards.Clerk, "closeVote", $$"""{ motionId: "{{motion}}" }""");
        var query = $$"""
            { motion(id: "{{motion}}") { recusals { nodes { reason byClerk member { id votes { nodes { reason } } } } } rollCall { nodes { mark member { id } } } } }
            """;
        var before = (await boards.Engage.Anonymous.Data(query)).ToString();
        before.Split("My wife bids for it.").Length.ShouldBe(3);
        (await boards.Engage.Events()).ShouldAllBe(each => !each.Data.ToString().Contains("My wife"));
        var lou = (await boards.Member("Lou").Data("{ me { id } }")).GetProperty("me").GetProperty("id").GetString();
        await BoardFixture.Done(boards.Member("Lou"), "eraseSubject", $"{{ subject: \"{lou}\", reason: ASKED }}");
        (await boards.Engage.Anonymous.Data(query)).ToString().ShouldBe(before.Replace("\"My wife bids for it.\"", "null"));
        before.ShouldContain($$$"""{"mark":"RECUSED","member":{"id":"{{{members[3]}}}"}}""");
    }

    [Fact]
    public async Task Motions_are_found_by_board_meeting_state_and_who_moved_or_seconded_them()
    {
        var (board, meeting, members) = await boards.OpenMeeting(5, null, Names);
        var (moved, called) = (await Moved(meeting, Names), await Called(meeting, Names));
        (await Found($"meetingId: \"{meeting}\"")).ShouldBe([called, moved]);
        (await Found($"boardId: \"{board}\", state: VOTING")).ShouldBe([called]);
        (await Found($"boardId: \"{board}\", memberId: \"{members[1]}\"")).ShouldBe([called, moved]);
        (await Found($"boardId: \"{board}\", memberId: \"{members[2]}\"")).ShouldBe([called]);
        (await Found($"boardId: \"{board}\", memberId: \"{members[4]}\"")).ShouldBeEmpty();

        async Task<IEnumerable<Guid>> Found(string where) => (await boards.Engage.Anonymous.Data($$"""{ motions(where: { {{where}} }) { nodes { id } } }"""))
            .GetProperty("motions").GetProperty("nodes").EnumerateArray().Select(each => each.GetProperty("id").GetGuid());
    }

    [Fact]
    public async Task A_motion_is_read_in_the_language_that_it_was_translated_into()
    {
        var (_, meeting, _) = await boards.OpenMeeting(5, null, Names);
        var motion = await Moved(meeting, Names);
        await BoardFixture.Done(boards.Clerk, "translateMotion", $$"""{ motionId: "{{motion}}", language: "de", text: "Der Beirat tagt.", status: HUMAN, of: 1 }""");
        (await boards.Engage.Anonymous.Data($$"""{ motion(id: "{{motion}}") { text(language: "de-AT") translations { language status outdated } } }""")).ToString()
            .ShouldBe("""{"motion":{"text":"Der Beirat tagt.","translations":[{"language":"de","status":"HUMAN","outdated":false}]}}""");
    }

    [Fact]
    public async Task Whoever_follows_a_meeting_hears_of_each_motion_and_never_how_anybody_votes()
    {
        var (board, meeting, _) = await boards.OpenMeeting(5, null, Names);
        var (_, elsewhere, _) = await boards.OpenMeeting(5, null, Names);
        using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await using var changes = (await boards.Engage.Anonymous.Subscribe(
            "subscription ($board: ID, $meeting: ID) { motionChanged(boardId: $board, meetingId: $meeting) { id votesCast rollCall { nodes { mark } } } }", new { board, meeting }, stop.Token)).GetAsyncEnumerator(stop.Token);
        await Moved(elsewhere, Names);
        var motion = await Called(meeting, Names);
        await BoardFixture.Done(boards.Member("Ben"), "castVote", $$"""{ motionId: "{{motion}}", choice: AYE }""");
        for (var i = 0; i < 4; i++)
        {
            (await changes.MoveNextAsync()).ShouldBeTrue();
            var changed = changes.Current.GetProperty("data").GetProperty("motionChanged");
            changed.GetProperty("id").GetGuid().ShouldBe(motion);
            changed.GetProperty("rollCall").GetProperty("nodes").GetArrayLength().ShouldBe(0);
        }
        changes.Current.GetProperty("data").GetProperty("motionChanged").GetProperty("votesCast").GetInt32().ShouldBe(1);
    }

    private async Task<Guid> Moved(Guid meeting, string[] names) =>
        (await BoardFixture.Done(boards.Member(names[1]), "moveMotion", $$"""{ meetingId: "{{meeting}}", text: "The board deliberates." }""", "motion { id }")).GetProperty("motion").GetProperty("id").GetGuid();

    private async Task<Guid> Called(Guid meeting, string[] names)
    {
        var motion = await Moved(meeting, names);
        await BoardFixture.Done(boards.Member(names[2]), "secondMotion", $$"""{ motionId: "{{motion}}" }""");
        await BoardFixture.Done(boards.Clerk, "callVote", $$"""{ motionId: "{{motion}}" }""");
        return motion;
    }
}
