using System.Text.Json;

namespace Engage.Plugins.Forums;

public sealed class FindingConsensus
{
    private static readonly Guid[] S = [.. Enumerable.Range(1, 3).Select(PolisReference.Id)];
    private static readonly Guid[] A = [.. Enumerable.Range(100, 4).Select(PolisReference.Id)];
    private static readonly Guid[] B = [.. Enumerable.Range(200, 4).Select(PolisReference.Id)];

    /// <summary>
    /// Both groups agree with the first statement, all eight. On the second A agrees (4 of 4) and B disagrees (3, and one passes). The third only two of B have seen.
    /// </summary>
    private static readonly VoteOn[] Votes =
    [
        .. A.Concat(B).Select(voter => new VoteOn(voter, S[0], VoteValue.Agree)),
        .. A.Select(voter => new VoteOn(voter, S[1], VoteValue.Agree)),
        .. B.Select((voter, at) => new VoteOn(voter, S[1], at < 3 ? VoteValue.Disagree : VoteValue.Pass)),
        new(B[0], S[2], VoteValue.Agree), new(B[1], S[2], VoteValue.Disagree)
    ];

    private static Findings Found => Findings.Of(S, Votes, [A, B]);

    [Fact]
    public void Votes_are_counted_for_all_and_for_each_group() => Found.Tallies.Select(each => (each.Everybody, each.Groups[0], each.Groups[1])).ShouldBe(
        [(new(8, 0, 8), new(4, 0, 4), new(4, 0, 4)), (new(4, 3, 8), new(4, 0, 4), new(0, 3, 4)), (new(1, 1, 2), new(0, 0, 0), new(1, 1, 2))]);

    [Fact]
    public void Of_several_votes_of_one_person_the_last_counts() =>
        StatementTally.Count(S, [.. Votes, new(A[0], S[0], VoteValue.Disagree), new(A[0], S[0], VoteValue.Pass)], [A, B])[0].Groups[0].ShouldBe(new(3, 0, 4));

    [Fact]
    public void Group_informed_consensus_multiplies_each_groups_share_of_agreement() =>
        // (5/6)(5/6), (5/6)(1/6), (1/2)(2/4)
        Found.GroupInformedConsensus.Select(each => (each.StatementId, Math.Round(each.Value, 12))).ShouldBe(
            [(S[0], Math.Round(25 / 36.0, 12)), (S[1], Math.Round(5 / 36.0, 12)), (S[2], 0.25)]);

    [Fact]
    public void Consensus_is_what_more_than_half_surely_agree_with()
    {
        // p = 9/10 and z = 2·√9·(9/9 − ½) = 3; the second has p = 5/10, which is not more than half.
        var consensus = Found.Consensus.ShouldHaveSingleItem();
        (consensus.StatementId, consensus.Value, consensus.Count, consensus.Of).ShouldBe((S[0], VoteValue.Agree, 8, 8));
        (consensus.Probability, consensus.Z).ShouldBe((0.9, 3));
    }

    [Fact]
    public void What_most_disagree_with_stands_behind_what_most_agree_with()
    {
        var turned = Votes.Select(vote => vote.StatementId == S[1] ? vote with { Value = VoteValue.Disagree } : vote);
        Findings.Of(S, turned, [A, B]).Consensus.Select(each => (each.StatementId, each.Value)).ShouldBe([(S[0], VoteValue.Agree), (S[1], VoteValue.Disagree)]);
    }

    [Fact]
    public void A_group_is_represented_by_what_it_votes_unlike_the_others()
    {
        // For A on the second: p = 5/6, r = (5/6)/(1/6) = 5, z = √5; z_r of 5/5 to 1/5, together 6/10: 0.8/√(0.6·0.4·0.4).
        var a = Found.Representative[0].Single(each => each.StatementId == S[1]);
        (a.Value, a.Count, a.Of).ShouldBe((VoteValue.Agree, 4, 4));
        a.Probability.ShouldBe(5 / 6.0, 1e-12);
        a.Z.ShouldBe(Math.Sqrt(5), 1e-12);
        a.Representativeness.ShouldBe(5, 1e-12);
        a.RepresentativenessZ.ShouldBe(0.8 / Math.Sqrt(0.096), 1e-12);

        // What a group agrees with best is listed too. It tells these groups apart neither way, and of two equals the reference takes the disagreement.
        Found.Representative[0].Select(each => (each.StatementId, each.Value, each.BestAgree)).ShouldBe([(S[1], VoteValue.Agree, false), (S[0], VoteValue.Disagree, true)]);
        Found.Representative[1].Select(each => (each.StatementId, each.Value, each.BestAgree)).ShouldBe([(S[0], VoteValue.Disagree, true), (S[1], VoteValue.Disagree, false)]);
    }

    [Fact]
    public void What_asks_who_somebody_is_represents_nobody_and_is_no_consensus()
    {
        var found = Findings.Of(S, Votes, [A, B], new HashSet<Guid> { S[0] });
        found.Consensus.ShouldBeEmpty();
        found.Representative.SelectMany(each => each).ShouldAllBe(each => each.StatementId != S[0]);
        found.GroupInformedConsensus.Count.ShouldBe(3);
    }

    [Fact]
    public void A_group_that_is_sure_of_nothing_is_represented_by_what_comes_nearest()
    {
        VoteOn[] votes = [new(A[0], S[0], VoteValue.Disagree), new(B[0], S[0], VoteValue.Agree)];
        Findings.Of(S, votes, [A, B]).Representative.Select(each => each.Select(one => (one.StatementId, one.Value, one.BestAgree)).Single())
            .ShouldBe([(S[0], VoteValue.Disagree, false), (S[0], VoteValue.Agree, true)]);
    }

    [Fact]
    public void A_statement_that_few_have_seen_comes_sooner_and_one_that_many_pass_later()
    {
        Routing.Priority(new(2, 0, 2), 0).ShouldBeGreaterThan(Routing.Priority(new(20, 0, 20), 0));
        Routing.Priority(new(10, 0, 20), 0).ShouldBeLessThan(Routing.Priority(new(10, 10, 20), 0));
        // ((1 − 1/2)·(1 + 0)·1/2·(1 + 8))²
        Routing.Priority(new(0, 0, 0), 0).ShouldBe(2.25 * 2.25, 1e-12);
    }

    [Theory]
    [InlineData(0.0, 1)]
    [InlineData(0.49, 1)]
    [InlineData(0.51, 2)]
    [InlineData(0.99, 3)]
    public void The_next_statement_is_drawn_by_its_weight(double die, int statement) =>
        Routing.Next([(S[0], 50), (S[1], 40), (S[2], 10)], die).ShouldBe(PolisReference.Id(statement));

    [Fact]
    public void Where_no_statement_is_left_none_is_drawn() => Routing.Next([], 0.5).ShouldBeNull();

    [PolisReferenceFact]
    public void With_the_references_groups_everything_comes_to_what_the_reference_says()
    {
        foreach (var reference in PolisReference.All)
        {
            var found = Findings.Of(reference.Statements, reference.Votes, reference.Groups, reference.Apart);

            foreach (var each in found.GroupInformedConsensus)
                each.Value.ShouldBe(reference.Answers.GetProperty("group-aware-consensus").GetProperty($"{PolisReference.Number(each.StatementId)}").GetDouble(), 1e-9, reference.Name);

            var consensus = reference.Answers.GetProperty("consensus");
            found.Consensus.Select(each => Row(each.StatementId, each.Value, each.Count, each.Of, each.Probability, each.Z))
                .ShouldBe([.. Rows(consensus.GetProperty("agree"), VoteValue.Agree), .. Rows(consensus.GetProperty("disagree"), VoteValue.Disagree)], reference.Name);

            for (var group = 0; group < reference.Groups.Count; group++)
            {
                var said = reference.Answers.GetProperty("repness").GetProperty($"{group}").EnumerateArray().ToList();
                found.Representative[group].Select(each => Row(each.StatementId, each.Value, each.Count, each.Of, each.Probability, each.Z))
                    .ShouldBe(said.Select(row => Row(row, row.GetProperty("repful-for").GetString() == "agree" ? VoteValue.Agree : VoteValue.Disagree)), $"{reference.Name}, group {group}");
                foreach (var (ours, theirs) in found.Representative[group].Zip(said))
                {
                    ours.Representativeness.ShouldBe(theirs.GetProperty("repness").GetDouble(), 1e-9);
                    // The reference keeps this one as a number of single precision.
                    ((float)ours.RepresentativenessZ).ShouldBe(theirs.GetProperty("repness-test").GetSingle());
                    ours.BestAgree.ShouldBe(theirs.TryGetProperty("best-agree", out _));
                }
            }
        }
    }

    [PolisReferenceFact]
    public void Priorities_come_to_what_the_reference_says()
    {
        foreach (var reference in PolisReference.All)
        {
            var said = reference.Answers.GetProperty("comment-priorities");
            // One of them was held when the engine took every statement for one that asks who somebody is.
            if (said.EnumerateObject().All(each => each.Value.GetDouble() == Routing.Meta)) continue;
            var pca = reference.Answers.GetProperty("pca");
            var meta = reference.Answers.GetProperty("meta-tids").EnumerateArray().Select(each => each.GetInt32()).ToHashSet();
            var tallies = StatementTally.Count(reference.Statements, reference.Votes, reference.Groups);
            for (var at = 0; at < tallies.Count; at++)
            {
                // Its means have agree as -1.
                var extremity = OpinionMap.Extremity(tallies.Count, -pca.GetProperty("center")[at].GetDouble(), pca.GetProperty("comps")[0][at].GetDouble(), pca.GetProperty("comps")[1][at].GetDouble());
                extremity.ShouldBe(pca.GetProperty("comment-extremity")[at].GetDouble(), 1e-9);
                var priority = meta.Contains(at) ? Routing.Meta : Routing.Priority(tallies[at].Groups.Aggregate((one, two) => one + two), extremity);
                priority.ShouldBe(said.GetProperty($"{at}").GetDouble(), 1e-9, $"{reference.Name}, statement {at}");
            }
        }
    }

    private static IEnumerable<string> Rows(JsonElement rows, VoteValue value) => rows.EnumerateArray().Select(row => Row(row, value));

    private static string Row(JsonElement row, VoteValue value) => Row(
        PolisReference.Id(row.GetProperty("tid").GetInt32()), value, row.GetProperty("n-success").GetInt32(), row.GetProperty("n-trials").GetInt32(),
        row.GetProperty("p-success").GetDouble(), row.GetProperty("p-test").GetDouble());

    private static string Row(Guid statement, VoteValue value, int count, int of, double probability, double z) =>
        FormattableString.Invariant($"{PolisReference.Number(statement)} {value} {count}/{of} p={probability:F10} z={z:F10}");
}
