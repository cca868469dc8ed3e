using System.Text.Json;

namespace Engage.Plugins.AdvisoryBoards;

public sealed class RefusingRecommendations(BoardFixture boards) : IClassFixture<BoardFixture>
{
    private const string None = "00000000-0000-0000-0000-000000000000";

    private static readonly string[] OfBoards = ["draftRecommendation", "reviseRecommendation", "discardRecommendation", "issueRecommendation", "verifyImplementation", "rejectImplementation", "closeRecommendation"];

    public static TheoryData<string, string> Mutations => new()
    {
        { "draftRecommendation", $"boardId: \"ID\", {RecommendationFixture.Draft}" },
        { "reviseRecommendation", $"recommendationId: \"ID\", {RecommendationFixture.Draft}" },
        { "discardRecommendation", "recommendationId: \"ID\"" },
        { "issueRecommendation", $"recommendationId: \"ID\", motionId: \"{None}\"" },
        { "verifyImplementation", $"recommendationId: \"ID\", motionId: \"{None}\", extent: FULL" },
        { "rejectImplementation", $"recommendationId: \"ID\", motionId: \"{None}\", reason: \"R\"" },
        { "closeRecommendation", $"recommendationId: \"ID\", motionId: \"{None}\", reason: \"R\"" },
        { "acknowledgeRecommendation", "recommendationId: \"ID\", inRole: \"officer\"" },
        { "respondToRecommendation", $"recommendationId: \"ID\", response: CONCUR, text: \"Yes.\", inRole: \"officer\", implementBy: \"{RecommendationFixture.NextYear}\"" },
        { "startImplementation", "recommendationId: \"ID\", note: \"N\", inRole: \"officer\"" },
        { "reportImplementation", "recommendationId: \"ID\", text: \"T\", inRole: \"officer\"" },
        { "translateRecommendation", "recommendationId: \"ID\", language: \"es\", title: \"T\", text: \"T\", status: HUMAN" },
        { "translateResponse", "recommendationId: \"ID\", number: 1, language: \"es\", text: \"T\", status: HUMAN" }
    };

    [Theory]
    [MemberData(nameof(Mutations))]
    public async Task Each_takes_its_permission_and_something_that_there_is(string mutation, string input)
    {
        var (board, translates) = (OfBoards.Contains(mutation), mutation.StartsWith("translate"));
        await boards.Refused(boards.Engage.Anonymous, mutation, $"{{ {input.Replace("ID", None)} }}", "engage.unauthenticated");
        await boards.Refused(boards.Resident, mutation, $"{{ {input.Replace("ID", None)} }}", "engage.forbidden");
        // Who only responds decides nothing for the board, and who sits on one answers it nothing.
        await boards.Refused(board || translates ? boards.Officer() : boards.Member("Ann"), mutation, $"{{ {input.Replace("ID", None)} }}", "engage.forbidden");
        foreach (var id in new[] { None, Guid.CreateVersion7().ToString() })
            await boards.Refused(translates || board ? boards.Clerk : boards.Officer(), mutation, $"{{ {input.Replace("ID", id)} }}", "engage.not-found");
    }

    [Theory]
    [MemberData(nameof(Mutations))]
    public async Task A_draft_looks_like_a_missing_one_to_who_may_not_read_it(string mutation, string input)
    {
        if (mutation == "draftRecommendation") return;
        var (board, _) = await boards.Board(null, "Ann", "Ben", "Cem");
        await boards.Board(null, "Elsa", "Finn");
        var draft = await boards.Drafted(board);
        // Elsa sits on another board; Gil may all that plugin lets him, and sits on none.
        var stranger = OfBoards.Contains(mutation) ? boards.Member("Elsa") : mutation.StartsWith("translate") ? await Translator() : boards.Officer();
        await boards.Refused(stranger, mutation, $"{{ {input.Replace("ID", draft.ToString())} }}", "engage.not-found");
    }

    [Theory]
    [MemberData(nameof(Mutations))]
    public async Task Another_board_and_who_sits_on_it_no_more_decide_nothing(string mutation, string input)
    {
        if (!OfBoards.Contains(mutation)) return;
        var (board, members) = await boards.Board(null, "Ann", "Ben", "Cem");
        await boards.Board(null, "Elsa", "Finn");
        var reported = await boards.Reported(board);
        var id = mutation == "draftRecommendation" ? board : reported;
        // What was issued everybody reads; that it cannot be revised any more is told to all.
        var code = mutation is "reviseRecommendation" or "discardRecommendation" ? "advisory-boards.recommendation-state" : "advisory-boards.not-of-the-board";
        await boards.Refused(boards.Member("Elsa"), mutation, $"{{ {input.Replace("ID", id.ToString())} }}", code);
    }

    [Fact]
    public async Task A_member_reads_and_writes_drafts_as_long_as_they_are_in_office()
    {
        var (board, members) = await boards.Board(null, "Gus", "Hal", "Ida");
        var draft = await boards.Drafted(board, boards.Member("Gus"));
        (await boards.Member("Hal").Recommendation(draft, "title")).GetProperty("title").GetString().ShouldBe("Publish the audits");
        await BoardFixture.Done(boards.Member("Hal"), "reviseRecommendation", $"{{ recommendationId: \"{draft}\", {RecommendationFixture.Draft.Replace("Every", "Each")} }}");
        (await boards.Member("Gus").Recommendation(draft, "text")).GetProperty("text").GetString().ShouldBe("Each quarter.");

        await boards.AppendTo(board, new MemberResigned(members[0], new(2024, 1, 1)));
        (await boards.Member("Gus").Recommendation(draft, "title")).ValueKind.ShouldBe(JsonValueKind.Null);
        await boards.Refused(boards.Member("Gus"), "discardRecommendation", $"{{ recommendationId: \"{draft}\" }}", "engage.not-found");
        await boards.Refused(boards.Member("Gus"), "draftRecommendation", $"{{ boardId: \"{board}\", {RecommendationFixture.Draft} }}", "advisory-boards.not-of-the-board");
        await BoardFixture.Done(boards.Member("Ida"), "discardRecommendation", $"{{ recommendationId: \"{draft}\" }}", "recommendation { title }");
        (await boards.Clerk.Recommendation(draft, "title")).ValueKind.ShouldBe(JsonValueKind.Null);
        await boards.Refused(boards.Clerk, "reviseRecommendation", $"{{ recommendationId: \"{draft}\", {RecommendationFixture.Draft} }}", "engage.not-found");
    }

    [Theory]
    [InlineData("title: \" \", text: \"T\", topic: \"t\", to: \"C\"", "engage.empty-text")]
    [InlineData("title: \"T\", text: \"T\", topic: \"t\", to: \"C\", language: \"plain english\"", "engage.language")]
    [InlineData("title: \"T\", text: \"T\", topic: \"t\", to: \"C\", evidence: [{ title: \"E\", url: \"http://example.org\" }]", "engage.web-address")]
    [InlineData("title: \"T\", text: \"T\", topic: \"t\", to: \"C\", supersedes: \"00000000-0000-0000-0000-000000000000\"", "engage.not-found")]
    public async Task A_draft_that_says_it_badly_is_refused_when_it_is_written_and_when_it_is_revised(string input, string code)
    {
        var (board, _) = await boards.Board(null, "Ann", "Ben", "Cem");
        await boards.Refused(boards.Clerk, "draftRecommendation", $"{{ boardId: \"{board}\", {input} }}", code);
        await boards.Refused(boards.Clerk, "reviseRecommendation", $"{{ recommendationId: \"{await boards.Drafted(board)}\", {input} }}", code);
    }

    [Theory]
    [InlineData(81, 1)]
    [InlineData(1, 201)]
    public async Task What_is_too_long_is_refused(int topic, int to)
    {
        var (board, _) = await boards.Board(null, "Ann", "Ben", "Cem");
        await boards.Refused(boards.Clerk, "draftRecommendation", $"{{ boardId: \"{board}\", title: \"T\", text: \"T\", topic: \"{new string('a', topic)}\", to: \"{new string('a', to)}\" }}", "engage.text-too-long");
    }

    [Fact]
    public async Task A_motion_that_did_not_carry_or_is_of_another_board_or_is_used_issues_nothing()
    {
        var ((board, members), (other, _)) = (await boards.Board(null, "Ann", "Ben", "Cem"), await boards.Board(null, "Elsa", "Finn"));
        var draft = await boards.Drafted(board);
        await Refused(Guid.CreateVersion7(), "engage.not-found");
        await Refused(await boards.Motion(board, MotionState.Failed), "advisory-boards.motion-not-carried");
        await Refused(await boards.Motion(other), "advisory-boards.motion-of-another-board");
        var (another, used) = (await boards.Drafted(board), await boards.Motion(board));
        await BoardFixture.Done(boards.Clerk, "issueRecommendation", $"{{ recommendationId: \"{another}\", motionId: \"{used}\" }}");
        await Refused(used, "advisory-boards.motion-used");
        await boards.Refused(boards.Clerk, "electOfficer", $"{{ membershipId: \"{members[1]}\", office: SECRETARY, motionId: \"{used}\" }}", "advisory-boards.motion-used");
        var elected = await boards.Motion(board);
        await BoardFixture.Done(boards.Clerk, "electOfficer", $"{{ membershipId: \"{members[1]}\", office: SECRETARY, motionId: \"{elected}\" }}");
        await boards.Refused(boards.Clerk, "electOfficer", $"{{ membershipId: \"{members[2]}\", office: VICE_CHAIR, motionId: \"{elected}\" }}", "advisory-boards.motion-used");
        await Refused(elected, "advisory-boards.motion-used");
        await Refused(await boards.Motion(board, closes: board), "advisory-boards.motion-used");

        Task Refused(Guid motion, string code) => boards.Refused(boards.Clerk, "issueRecommendation", $"{{ recommendationId: \"{draft}\", motionId: \"{motion}\" }}", code);
    }

    [Fact]
    public async Task Of_two_acts_that_name_one_motion_at_the_same_moment_one_is_done()
    {
        var (board, _) = await boards.Board(null, "Ann", "Ben", "Cem");
        var drafts = new[] { await boards.Drafted(board), await boards.Drafted(board), await boards.Drafted(board), await boards.Drafted(board) };
        var motion = await boards.Motion(board);
        var codes = await Task.WhenAll(drafts.Select(async draft =>
            BoardFixture.CodeOf(await BoardFixture.Mutation(boards.Clerk, "issueRecommendation", $"{{ recommendationId: \"{draft}\", motionId: \"{motion}\" }}", "__typename"))));
        codes.Count(code => code is null).ShouldBe(1, string.Join(", ", codes));
        codes.Where(code => code is not null).ShouldAllBe(code => code == "engage.conflict" || code == "advisory-boards.motion-used");
    }

    [Fact]
    public async Task A_motion_that_closed_a_session_or_stands_behind_something_else_closes_none()
    {
        var (board, meeting, _) = await boards.OpenMeeting(3, null, "Ann", "Ben", "Cem");
        var (motion, issuing) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var draft = await boards.Drafted(board);
        foreach (var id in new[] { motion, issuing })
            await boards.AppendTo(meeting, new MotionMoved(id, board, "So moved.", VotingMethod.Proposal, new(), Guid.NewGuid(), DateTimeOffset.UtcNow),
                new VoteCalled(id, DateTimeOffset.UtcNow), new MotionCarried(id, new VoteResult(3, 2, [], 3, 0, 0, []), DateTimeOffset.UtcNow));
        await BoardFixture.Done(boards.Clerk, "issueRecommendation", $"{{ recommendationId: \"{draft}\", motionId: \"{issuing}\" }}");
        await boards.Refused(boards.Clerk, "closeSession", Closes(issuing), "advisory-boards.motion-used");
        await BoardFixture.Done(boards.Clerk, "closeSession", Closes(motion));
        await BoardFixture.Done(boards.Clerk, "reopenSession", $"{{ meetingId: \"{meeting}\" }}");
        await boards.Refused(boards.Clerk, "closeSession", Closes(motion), "advisory-boards.motion-used");

        string Closes(Guid by) => $"{{ meetingId: \"{meeting}\", ground: \"{BoardFixture.Rules.ClosedSessionGrounds[0]}\", subject: \"Personnel\", motionId: \"{by}\" }}";
    }

    [Fact]
    public async Task Of_an_election_and_a_recommendation_that_name_one_motion_at_the_same_moment_one_is_done()
    {
        var (board, members) = await boards.Board(null, "Ann", "Ben", "Cem");
        var (draft, motion) = (await boards.Drafted(board), await boards.Motion(board));
        var codes = await Task.WhenAll(
            Code("issueRecommendation", $"{{ recommendationId: \"{draft}\", motionId: \"{motion}\" }}"),
            Code("electOfficer", $"{{ membershipId: \"{members[1]}\", office: SECRETARY, motionId: \"{motion}\" }}"));
        codes.Count(code => code is null).ShouldBe(1, string.Join(", ", codes));
        codes.Where(code => code is not null).ShouldAllBe(code => code == "engage.conflict" || code == "advisory-boards.motion-used");

        async Task<string?> Code(string mutation, string input) => BoardFixture.CodeOf(await BoardFixture.Mutation(boards.Clerk, mutation, input, "__typename"));
    }

    [Fact]
    public async Task A_draft_that_was_written_or_revised_after_the_vote_is_not_what_the_board_carried()
    {
        var (board, _) = await boards.Board(null, "Ann", "Ben", "Cem");
        var before = await boards.Motion(board);
        var draft = await boards.Drafted(board);
        await boards.Refused(boards.Clerk, "issueRecommendation", $"{{ recommendationId: \"{draft}\", motionId: \"{before}\" }}", "advisory-boards.motion-too-early");
        var between = await boards.Motion(board);
        await BoardFixture.Done(boards.Member("Ann"), "reviseRecommendation", $"{{ recommendationId: \"{draft}\", {RecommendationFixture.Draft.Replace("quarter", "decade")} }}");
        await boards.Refused(boards.Member("Ann"), "issueRecommendation", $"{{ recommendationId: \"{draft}\", motionId: \"{between}\" }}", "advisory-boards.revised-since");
        await BoardFixture.Done(boards.Member("Ann"), "issueRecommendation", $"{{ recommendationId: \"{draft}\", motionId: \"{await boards.Motion(board)}\" }}");
    }

    [Fact]
    public async Task Who_reported_does_not_verify_as_the_clerk()
    {
        var (board, _) = await boards.Board(null, "Ann", "Ben", "Cem");
        var id = await boards.Issued(board);
        await BoardFixture.Done(boards.Clerk, "respondToRecommendation", $"{{ recommendationId: \"{id}\", response: CONCUR, text: \"Yes.\", inRole: \"staff\", implementBy: \"{RecommendationFixture.NextYear}\" }}");
        await BoardFixture.Done(boards.Clerk, "reportImplementation", $"{{ recommendationId: \"{id}\", text: \"Done.\", inRole: \"staff\" }}");
        var motion = await boards.Motion(board);
        await boards.Refused(boards.Clerk, "verifyImplementation", $"{{ recommendationId: \"{id}\", motionId: \"{motion}\", extent: FULL }}", "advisory-boards.own-answer");
        await BoardFixture.Done(boards.Member("Ann"), "verifyImplementation", $"{{ recommendationId: \"{id}\", motionId: \"{motion}\", extent: FULL }}");
    }

    [Fact]
    public async Task Nothing_is_verified_by_a_motion_from_before_the_report()
    {
        var (board, _) = await boards.Board(null, "Ann", "Ben", "Cem");
        var (early, reported) = (await boards.Motion(board), await boards.Reported(board));
        foreach (var mutation in new[] { "verifyImplementation", "rejectImplementation" })
        {
            var more = mutation.StartsWith("verify") ? "extent: FULL" : "reason: \"R\"";
            await boards.Refused(boards.Clerk, mutation, $"{{ recommendationId: \"{reported}\", motionId: \"{early}\", {more} }}", "advisory-boards.motion-too-early");
        }
        await boards.Refused(boards.Clerk, "verifyImplementation", $"{{ recommendationId: \"{reported}\", motionId: \"{await boards.Motion(board)}\", extent: PARTIAL }}", "advisory-boards.verification-rationale");
    }

    [Theory]
    [InlineData("response: DECLINE, text: \"No.\", inRole: \"officer\"", "advisory-boards.rationale-needed")]
    [InlineData("response: CONCUR, text: \"Yes.\", inRole: \"officer\"", "advisory-boards.implement-by")]
    [InlineData("response: CONCUR, text: \"Yes.\", inRole: \"staff\", implementBy: \"2032-01-01\"", "engage.role-not-held")]
    [InlineData("response: CONCUR, text: \" \", inRole: \"officer\", implementBy: \"2032-01-01\"", "engage.empty-text")]
    public async Task A_response_that_cannot_be_given_so_is_refused(string input, string code)
    {
        var (board, _) = await boards.Board(null, "Ann", "Ben", "Cem");
        await boards.Refused(boards.Officer(), "respondToRecommendation", $"{{ recommendationId: \"{await boards.Issued(board)}\", {input} }}", code);
    }

    [Fact]
    public async Task What_stands_elsewhere_is_refused_with_what_is_possible_now()
    {
        var (board, _) = await boards.Board(null, "Ann", "Ben", "Cem");
        var issued = await boards.Issued(board);
        await boards.Refused(boards.Officer(), "startImplementation", $"{{ recommendationId: \"{issued}\", note: \"N\", inRole: \"officer\" }}", "advisory-boards.recommendation-state");
        await boards.Refused(boards.Officer(), "reportImplementation", $"{{ recommendationId: \"{issued}\", text: \"T\", inRole: \"officer\" }}", "advisory-boards.recommendation-state");
        await boards.Refused(boards.Clerk, "verifyImplementation", $"{{ recommendationId: \"{issued}\", motionId: \"{await boards.Motion(board)}\", extent: FULL }}", "advisory-boards.recommendation-state");
        await boards.Refused(boards.Clerk, "issueRecommendation", $"{{ recommendationId: \"{issued}\", motionId: \"{await boards.Motion(board)}\" }}", "advisory-boards.recommendation-state");
        await boards.Refused(boards.Clerk, "acknowledgeRecommendation", $"{{ recommendationId: \"{await boards.Drafted(board)}\", inRole: \"staff\" }}", "advisory-boards.recommendation-state");
        await boards.Refused(boards.Clerk, "translateResponse", $"{{ recommendationId: \"{issued}\", number: 1, language: \"es\", text: \"T\", status: HUMAN }}", "advisory-boards.no-response");
        await boards.Refused(boards.Clerk, "translateRecommendation", $"{{ recommendationId: \"{issued}\", language: \"es\", title: \"T\", text: \"T\", status: HUMAN, of: 7 }}", "engage.conflict");
    }

    /// <summary>Somebody who may translate what boards publish, and sits on none and keeps no record.</summary>
    private async Task<EngageClient> Translator()
    {
        // Another test may have defined it already.
        await BoardFixture.Mutation(boards.Admin, "definePermissionsOfRole", "{ role: \"translator\", permissions: [\"advisory-boards.translate\"] }", "__typename");
        return boards.Engage.As("Tara", "translator");
    }
}
