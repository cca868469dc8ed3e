using Snapshooter.Xunit;

namespace Engage.Plugins.Forums;

public sealed class FollowingADecision(ForumFixture forum) : IClassFixture<ForumFixture>
{
    private const string Decision = "decision: moderationDecision { id kind contribution concern provisional automated endedAt reasons rule { version title text } appeal { outcome } appealReasons }";

    [Fact]
    public async Task A_post_is_flagged_hidden_under_a_rule_appealed_and_restored()
    {
        var (topic, ada) = (await forum.OpenTopic(), forum.Ada);
        var post = await forum.Reply(topic, "Officer Doe lives at 5 Elm Street.");
        var said = await Transcript.Begin(forum.Engage);

        var rule = (await said.Ask("An administrator", forum.Engage.As("Admin", Roles.Administrator),
            """mutation { adoptRule(input: { title: "No addresses", text: "Do not write where somebody lives.", language: "en" }) { rule { id version title text repealedAt } errors { code } } }"""))
            .GetProperty("data").GetProperty("adoptRule").GetProperty("rule").GetProperty("id").GetString();
        const string flag = "mutation ($post: ID!) { flagContribution(input: { postId: $post, reason: PERSONAL_DATA, note: \"My neighbour.\" }) { flag { reason note state } errors { code } } }";
        await said.Ask("Bo, a resident,", forum.Bo, flag, new { post });
        await said.Ask("Cy, another one,", forum.Engage.As("Cy", Roles.Resident), flag, new { post });
        await said.Ask("Somebody without a token", forum.Engage.Anonymous,
            """
            query ($topic: ID!) {
              topic(id: $topic) { posts { nodes { body hidden { kind concern provisional automated rule { title } reasons } notice { redress } } } }
              moderationLog(first: 1) { nodes { kind contribution contributionId concern provisional automated } }
            }
            """, new { topic });
        await said.Ask("Mo, a moderator,", forum.Mo,
            """
            {
              moderationQueue(where: { concern: PERSONAL_DATA }) {
                nodes { id state held priority flags { reason note state } claimedUntil mine post { body author { name } } topic { title } decision { kind } }
              }
            }
            """);
        var decision = (await said.Ask("Mo", forum.Mo,
            $$"""
            mutation ($post: ID!, $rule: ID!) {
              decideReview(input: { postId: $post, outcome: HIDE, ruleId: $rule, reasons: "It names a street and a house number." }) {
                {{Decision}} errors { code message path }
              }
            }
            """, new { post, rule })).GetProperty("data").GetProperty("decideReview").GetProperty("decision").GetProperty("id").GetString();
        await said.Ask("Ada, who wrote it,", ada,
            """
            {
              notices { nodes { decision { kind at rule { version title text } automated } reasons postId body appealUntil redress } pageInfo { hasNextPage } }
            }
            """);
        await said.Ask("Ada", ada,
            $$"""
            mutation ($decision: ID!) {
              appealDecision(input: { decisionId: $decision, statement: "It is the address of the station." }) { {{Decision}} errors { code message path } }
            }
            """, new { decision });
        const string answer = "mutation ($decision: ID!) { decideAppeal(input: { decisionId: $decision, outcome: OVERTURNED, reasons: \"It is a public building.\" }) { decision: moderationDecision { kind endedAt appeal { outcome } appealReasons } errors { code message path } } }";
        await said.Ask("Mo, who decided first,", forum.Mo, answer, new { decision });
        await said.Ask("Moa, another moderator,", forum.Engage.As("Moa", Roles.Moderator), answer, new { decision });
        await said.Ask("Somebody without a token", forum.Engage.Anonymous,
            """
            query ($topic: ID!) {
              topic(id: $topic) { posts { nodes { body hidden { kind } } } }
              moderationLog(first: 2) { nodes { kind concern provisional endedAt rule { title version } reasons appeal { madeAt outcome decidedAt } appealReasons } }
            }
            """, new { topic });

        Snapshot.Match(said.ToString());
    }
}
