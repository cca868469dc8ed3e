using CsCheck;

namespace Engage.Plugins.Forums;

public sealed class GroupingOpinions
{
    private static readonly Guid[] Statements = [.. Enumerable.Range(1, 12).Select(PolisReference.Id)];

    /// <summary>Votes of any people on any statements, in any order, some of them changed.</summary>
    private static readonly Gen<VoteOn[]> AnyVotes = Gen.Select(Gen.Int[0, 40], Gen.Int[0, 11], Gen.Int[0, 2], (voter, statement, value) =>
        new VoteOn(PolisReference.Id(1_000 + voter), Statements[statement], (VoteValue)value)).Array[0, 300];

    [Fact]
    public void Camps_that_vote_alike_become_groups()
    {
        var groups = OpinionGroups.Of(Statements, [.. Camps(30, 20, 10)]);
        groups.Members.Select(members => members.Count).ShouldBe([30, 20, 10]);
        groups.Members.ShouldAllBe(members => members.Select(voter => PolisReference.Number(voter) / 1_000).Distinct().Count() == 1);
    }

    [Fact]
    public void Of_more_than_a_hundred_people_groups_are_found_too()
    {
        // Each person has a statement or two that they are of another mind about than their camp.
        VoteOn[] votes = [.. Camps(300, 200).Select(vote => PolisReference.Number(vote.Voter) % 1_000 is var person
            && (vote.StatementId == Statements[person % 12] || vote.StatementId == Statements[person / 12 % 12]) ? vote with { Value = VoteValue.Pass } : vote)];
        votes.GroupBy(vote => vote.Voter).Select(each => string.Join(' ', each.Select(vote => vote.Value))).Distinct().Count().ShouldBeGreaterThan(100);

        var groups = OpinionGroups.Of(Statements, votes);
        groups.Members.Select(members => members.Count).ShouldBe([300, 200]);
    }

    [Fact]
    public void Who_they_are_makes_no_difference() => AnyVotes.Sample(votes =>
    {
        var others = votes.Select(vote => vote.Voter).Distinct().ToDictionary(voter => voter, voter => StreamId.Of("another", voter.ToString()));
        var renamed = OpinionGroups.Of(Statements, [.. votes.Select(vote => vote with { Voter = others[vote.Voter] })]);
        var groups = OpinionGroups.Of(Statements, votes);
        Shape(renamed, votes.Select(vote => vote with { Voter = others[vote.Voter] })).ShouldBe(Shape(groups, votes));
        renamed.Extremities.ShouldBe(groups.Extremities);
    }, iter: 200);

    [Fact]
    public void The_order_in_which_people_stand_makes_no_difference_to_the_map() => AnyVotes.Sample(votes =>
    {
        var voted = new VoteSequence(Statements, votes).Until(votes.Length);
        OpinionMap.Of([.. voted.Everybody.Reverse().Order()], Statements.Length).Extremities().ShouldBe(OpinionMap.Of(voted.Everybody, Statements.Length).Extremities());
    }, iter: 100);

    [Fact]
    public void Nobody_is_in_two_groups_and_there_are_at_most_five_of_them() => AnyVotes.Sample(votes =>
    {
        var groups = OpinionGroups.Of(Statements, votes).Members;
        groups.Count.ShouldBeLessThanOrEqualTo(5);
        groups.SelectMany(members => members).ShouldBeUnique();
        groups.Select(members => members.Count).ShouldBe(groups.Select(members => members.Count).OrderDescending());
        groups.ShouldAllBe(members => members.Count > 0);
    }, iter: 200);

    [Fact]
    public void Who_voted_on_seven_statements_takes_part_and_stays()
    {
        // Twenty who vote on all twelve, and one who votes on seven, or on six.
        var many = Camps(10, 10).ToList();
        var newcomer = PolisReference.Id(9_000);
        Count([.. many, .. Statements.Take(7).Select(statement => new VoteOn(newcomer, statement, VoteValue.Agree))]).ShouldBe(21);
        Count([.. many, .. Statements.Take(6).Select(statement => new VoteOn(newcomer, statement, VoteValue.Agree))]).ShouldBe(20);
        // Who voted on all that there was stays, however many statements come later.
        Count([.. Statements.Take(3).Select(statement => new VoteOn(newcomer, statement, VoteValue.Agree)), .. many]).ShouldBe(21);

        static int Count(VoteOn[] votes) => OpinionGroups.Of(Statements, votes).Members.Sum(members => members.Count);
    }

    [Fact]
    public void Where_fewer_than_fifteen_take_part_those_who_voted_most_do()
    {
        VoteOn[] votes = [.. Enumerable.Range(0, 20).SelectMany(voter => Statements.Take(1 + voter % 6).Select((statement, at) => new VoteOn(PolisReference.Id(voter), statement, (VoteValue)((voter + at) % 3))))];
        var groups = OpinionGroups.Of([.. Statements], [.. Statements.Select(statement => new VoteOn(PolisReference.Id(99), statement, VoteValue.Agree)), .. votes]);
        groups.Members.Sum(members => members.Count).ShouldBe(15);
        groups.Members.SelectMany(members => members).ShouldNotContain(PolisReference.Id(0));
    }

    [Fact]
    public void Votes_on_what_was_rejected_tell_no_groups_apart()
    {
        var accepted = Statements.Take(6).ToArray();
        var groups = OpinionGroups.Of(accepted, [.. Camps(20, 20).Select(vote => accepted.Contains(vote.StatementId) ? vote with { Value = VoteValue.Agree } : vote)]);
        groups.Members.ShouldHaveSingleItem().Count.ShouldBe(40);
    }

    [Fact]
    public void The_number_of_groups_changes_after_four_wins_in_a_row()
    {
        Settled(3, 2, 2, 2).ShouldBe(3);
        Settled(3, 2, 2, 2, 2).ShouldBe(2);
        Settled(3, 2, 2, 2, 2, 4, 4, 4).ShouldBe(2);
        Settled(3, 2, 2, 3, 2, 2, 2).ShouldBe(3);
        Settled().ShouldBe(0);

        static int Settled(params int[] winners) => OpinionGroups.Settled([.. Enumerable.Range(0, winners.Length)], at => winners[at]);
    }

    [Fact]
    public void The_number_of_groups_is_asked_for_each_time_that_the_votes_have_grown_by_a_tenth()
    {
        var checkpoints = OpinionGroups.Checkpoints(1_000).ToList();
        checkpoints[0].ShouldBe(1);
        checkpoints.Zip(checkpoints.Skip(1)).ShouldAllBe(each => each.Second - each.First == Math.Max(1, each.First / 10));
        OpinionGroups.Checkpoints(500).ShouldBe(checkpoints.TakeWhile(at => at <= 500));
    }

    [Fact]
    public void Nothing_is_made_of_no_votes() => OpinionGroups.Of(Statements, []).Members.ShouldBeEmpty();

    /// <summary>The votes of each group's members, since who they are makes no difference.</summary>
    private static List<string> Shape(OpinionGroups groups, IEnumerable<VoteOn> votes)
    {
        var opinions = votes.GroupBy(vote => vote.Voter).ToDictionary(each => each.Key, each => string.Join(' ', each
            .GroupBy(vote => vote.StatementId).OrderBy(vote => vote.Key).Select(vote => $"{PolisReference.Number(vote.Key)}{vote.Last().Value}")));
        return [.. groups.Members.Select(members => string.Join('|', members.Select(voter => opinions[voter]).Order(StringComparer.Ordinal)))];
    }

    /// <summary>Camps of so many people, each with its mind about every statement; now and then somebody is of another mind.</summary>
    private static IEnumerable<VoteOn> Camps(params int[] sizes) =>
        from person in Enumerable.Range(0, sizes.Max())
        from camp in Enumerable.Range(0, sizes.Length)
        where person < sizes[camp]
        from statement in Enumerable.Range(0, Statements.Length)
        let of = (statement + camp) % sizes.Length == 0 ? VoteValue.Agree : VoteValue.Disagree
        select new VoteOn(PolisReference.Id((camp + 1) * 1_000 + person), Statements[statement], person % 5 == statement % 12 ? VoteValue.Pass : of);
}
