using System.Text.Json;
using Snapshooter.Xunit;

namespace Engage.Plugins.AdvisoryBoards;

public sealed class FollowingARecommendation(BoardsAtNoon boards) : IClassFixture<BoardsAtNoon>
{
    [Fact]
    public async Task From_a_draft_over_a_claim_that_the_board_rejects_to_what_it_verifies()
    {
        var (board, _) = await boards.Board(null, "Ann", "Ben", "Cem");
        var (ann, clerk, olu, public_) = (boards.Member("Ann"), boards.Clerk, boards.Officer(), boards.Engage.Anonymous);
        var said = await Transcript.Begin(boards.Engage);

        var id = (await said.Ask("Ann, of the board,", ann,
            "mutation ($input: DraftRecommendationInput!) { draftRecommendation(input: $input) { recommendation { id state evidence { title url } board { name } } errors { code } } }",
            new { input = new { boardId = board, title = "Publish the audits", text = "Every *quarter*.", topic = "body cameras", to = "Chief of Police", evidence = new[] { new { title = "Audit of 2025", url = "https://example.org/audit" } } } }))
            .GetProperty("data").GetProperty("draftRecommendation").GetProperty("recommendation").GetProperty("id").GetString()!;
        var carried = await boards.Motion(board);
        await said.Ask("Somebody without a token, of the draft,", public_, "query ($id: ID!) { recommendation(id: $id) { id } recommendations { nodes { id } } }", new { id });
        await said.Ask("Olu, an officer, of the draft,", olu, "mutation ($id: ID!) { acknowledgeRecommendation(input: { recommendationId: $id, inRole: \"officer\" }) { errors { code message path } } }", new { id });
        var issued = await said.Ask("Cleo, the clerk,", clerk,
            "mutation ($id: ID!, $motion: ID!) { issueRecommendation(input: { recommendationId: $id, motionId: $motion }) { recommendation { state issuedOn acknowledgeBy respondBy motion { id state } overdue { duty } } errors { code } } }", new { id, motion = carried });
        await said.Ask("Olu", olu, "mutation ($id: ID!) { acknowledgeRecommendation(input: { recommendationId: $id, inRole: \"officer\" }) { recommendation { state acknowledgedOn } errors { code } } }", new { id });
        const string respond = "mutation ($input: RespondToRecommendationInput!) { respondToRecommendation(input: $input) { recommendation { state concurrence implementBy response { number kind text rationaleHtml by role } } errors { code message path } } }";
        await said.Ask("Olu, without a reason,", olu, respond, new { input = new { recommendationId = id, response = "DECLINE", text = "No.", inRole = "officer" } });
        await said.Ask("Olu", olu, respond, new { input = new { recommendationId = id, response = "PARTLY", text = "Twice a year.", rationale = "There are *two* auditors.", inRole = "officer", implementBy = RecommendationFixture.NextYear, language = "en" } });
        await said.Ask("Cleo", clerk,
            "mutation ($id: ID!) { translateResponse(input: { recommendationId: $id, number: 1, language: \"es\", text: \"Dos veces al año.\", rationale: \"Hay dos auditores.\", status: HUMAN }) { recommendation { response { text(language: \"es-MX\") rationale(language: \"es\") translations { language status } } } errors { code } } }", new { id });
        await said.Ask("Olu", olu, "mutation ($id: ID!) { startImplementation(input: { recommendationId: $id, note: \"The first audit is being edited.\", inRole: \"officer\" }) { recommendation { state } errors { code } } }", new { id });
        await said.Ask("Olu, who only responds,", olu, "mutation ($id: ID!, $motion: ID!) { verifyImplementation(input: { recommendationId: $id, motionId: $motion, extent: FULL }) { errors { code } } }", new { id, motion = carried });
        const string report = "mutation ($id: ID!, $text: String!) { reportImplementation(input: { recommendationId: $id, text: $text, inRole: \"officer\", evidence: [{ title: \"Page\", url: \"https://example.org/audits\" }] }) { recommendation { state } errors { code } } }";
        await said.Ask("Olu", olu, report, new { id, text = "The audits are public." });
        await said.Ask("Cleo, by the motion that issued it,", clerk, "mutation ($id: ID!, $motion: ID!) { verifyImplementation(input: { recommendationId: $id, motionId: $motion, extent: FULL }) { errors { code message path } } }", new { id, motion = carried });
        await said.Ask("Ann", ann, "mutation ($id: ID!, $motion: ID!) { rejectImplementation(input: { recommendationId: $id, motionId: $motion, reason: \"The page is empty.\" }) { recommendation { state } errors { code } } }", new { id, motion = await boards.Motion(board) });
        await said.Ask("Olu, again,", olu, report, new { id, text = "Now they are." });
        await said.Ask("Cleo", clerk, "mutation ($id: ID!, $motion: ID!) { verifyImplementation(input: { recommendationId: $id, motionId: $motion, extent: PARTIAL, rationale: \"The annex is missing.\" }) { recommendation { state verifiedOn rationale } errors { code } } }", new { id, motion = await boards.Motion(board) });
        await said.Ask("Somebody without a token, in the end,", public_,
            """
            query ($id: ID!) { recommendation(id: $id) {
              title textHtml state concurrence rationale motion { recommendation { title } } endingMotion { state }
              timeline { nodes { number kind on state role by response note motion { state } } }
              reports { nodes { number text rejectedFor evidence { url } by role } } responses { nodes { kind text } } overdue { duty } } }
            """, new { id });
        await said.Ask("Somebody without a token, of the rates,", public_,
            "query ($board: ID!) { recommendationRates(boardId: $board) { issued concurred { count of share } partly { count of } reported { count of } verifiedFull { count of } verifiedPartial { count of share interval { low high } } rejectedClaims { count of } medianCalendarDaysToResponse } }", new { board });

        var days = issued.GetProperty("data").GetProperty("issueRecommendation").GetProperty("recommendation");
        Snapshot.Match(said.ToString().Replace(RecommendationFixture.NextYear, "in a year").Replace(Day(days, "acknowledgeBy"), "in 10 business days").Replace(Day(days, "respondBy"), "in 60 business days"));
    }

    private static string Day(JsonElement of, string field) => of.GetProperty(field).GetString()!;
}
