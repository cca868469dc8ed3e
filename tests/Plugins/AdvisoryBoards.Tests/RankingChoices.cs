using CsCheck;

namespace Engage.Plugins.AdvisoryBoards;

public sealed class RankingChoices
{
    private static readonly Guid[] Options = [.. Enumerable.Range(1, 6).Select(i => new Guid(i, 0, 0, new byte[8]))];

    /// <summary>Ballots of up to 12 members over up to 6 options, each a few options in some order.</summary>
    private static readonly Gen<(int Options, string[] Ballots)> AnyBallots =
        from options in Gen.Int[2, 6]
        from ballots in Gen.Shuffle(Enumerable.Range(0, options).Select(i => (char)('a' + i)).ToArray()).Select(Gen.Int[1, options], (order, length) => new string(order[..length])).Array[1, 12]
        select (options, ballots);

    [Fact]
    public void Who_has_more_than_half_of_the_first_preferences_wins_at_once()
    {
        var (rounds, winner, tied) = Count(3, "ab", "ac", "ba");
        (winner, tied).ShouldBe((Options[0], false));
        rounds.ShouldHaveSingleItem().Eliminated.ShouldBeEmpty();
    }

    [Fact]
    public void The_votes_of_who_is_struck_out_go_to_the_next_of_their_ballot()
    {
        var (rounds, winner, _) = Count(3, "a", "a", "a", "a", "b", "b", "b", "cb", "cb");
        winner.ShouldBe(Options[1]);
        rounds.Select(round => round.Counts.Select(each => each.Count)).ShouldBe([[4, 3, 2], [4, 5]]);
        rounds[0].Eliminated.ShouldBe([Options[2]]);
    }

    [Fact]
    public void A_ballot_without_an_option_that_is_left_is_exhausted_and_counts_no_more()
    {
        var (rounds, winner, _) = Count(3, "a", "a", "a", "b", "b", "c");
        rounds.Select(round => round.Exhausted).ShouldBe([0, 1]);
        winner.ShouldBe(Options[0]);
    }

    [Fact]
    public void Equal_last_ones_that_could_not_catch_up_together_go_together()
    {
        var (rounds, winner, _) = Count(4, "a", "a", "a", "b", "b", "b", "b", "ca", "da");
        rounds[0].Eliminated.ShouldBe([Options[2], Options[3]]);
        winner.ShouldBe(Options[0]);
    }

    [Fact]
    public void Of_equal_last_ones_that_could_still_win_the_one_goes_that_had_fewer_before()
    {
        // a 4, b 3, c 2, d 1: d goes first, and c draws level with b.
        var (rounds, winner, _) = Count(4, "a", "a", "a", "a", "b", "b", "b", "cb", "cb", "dc");
        rounds.Select(round => round.Eliminated).ShouldBe([[Options[3]], [Options[2]], []]);
        rounds[1].Counts.Select(each => each.Count).ShouldBe([4, 3, 3]);
        winner.ShouldBe(Options[1]);
    }

    [Theory]
    // The last two equal; all equal from the start; equal last ones that never differed.
    [InlineData(2, "a", "b")]
    [InlineData(3, "ab", "bc", "ca")]
    [InlineData(3, "a", "a", "a", "b", "b", "c", "c")]
    public void Where_nothing_tells_who_is_last_it_is_a_tie(int options, params string[] ballots)
    {
        var (rounds, winner, tied) = Count(options, ballots);
        (winner, tied).ShouldBe((null, true));
        rounds[^1].Eliminated.ShouldBeEmpty();
    }

    [Fact]
    public void Without_a_vote_nothing_wins() => Count(3).ShouldSatisfyAllConditions(count => count.Winner.ShouldBeNull(), count => count.Tied.ShouldBeFalse(), count => count.Rounds.ShouldBeEmpty());

    [Fact]
    public void Neither_the_order_of_the_options_nor_of_the_voters_matters() => AnyBallots.Sample(each =>
    {
        var one = Count(each.Options, each.Ballots);
        var rollCall = each.Ballots.Reverse().Select(Entry).ToList();
        var other = RankedChoice.Of([.. Options.Take(each.Options).Reverse().Select(id => new MotionOption(id, "T"))], rollCall);
        (other.Winner, other.Tied).ShouldBe((one.Winner, one.Tied));
        other.Rounds.Count.ShouldBe(one.Rounds.Count);
        foreach (var (round, same) in one.Rounds.Zip(other.Rounds)) (round.Counts.ToHashSet().SetEquals(same.Counts) && round.Eliminated.ToHashSet().SetEquals(same.Eliminated)).ShouldBeTrue();
    }, iter: 2_000);

    [Fact]
    public void A_winner_has_more_than_half_of_what_is_left_and_each_ballot_counts_once_in_each_round() => AnyBallots.Sample(each =>
    {
        var (rounds, winner, tied) = Count(each.Options, each.Ballots);
        rounds.ShouldAllBe(round => round.Counts.Sum(count => count.Count) + round.Exhausted == each.Ballots.Length);
        rounds.Count.ShouldBeLessThanOrEqualTo(each.Options);
        if (winner is null) tied.ShouldBeTrue();
        else (rounds[^1].Counts.Single(count => count.OptionId == winner).Count * 2).ShouldBeGreaterThan(each.Ballots.Length - rounds[^1].Exhausted);
    }, iter: 2_000);

    [Fact]
    public void A_ballot_ranks_options_of_the_motion_each_once()
    {
        var meeting = new Sitting(3, 3);
        var motion = meeting.Called(new(meeting.Meeting.Id, "Which month?", VotingMethod.RankedChoice, Options: ["May", "June"]));
        var may = meeting.Motion(motion).Options[0].Id;
        foreach (IReadOnlyList<Guid>? ranking in new List<Guid>?[] { null, [], [may, may], [Guid.NewGuid()] })
            meeting.Refuses("advisory-boards.ballot", meeting.Members[0], floor => CastVote.Decide(floor, new(motion, Ranking: ranking)));
        meeting.Does(meeting.Members[0], floor => CastVote.Decide(floor, new(motion, Ranking: [may])));
        var result = meeting.Closed(motion).Result!;
        (meeting.Motion(motion).State, result.Winner).ShouldBe((MotionState.Carried, may));
        result.RollCall[0].Ranking.ShouldBe([may]);
    }

    private static (IReadOnlyList<VoteRound> Rounds, Guid? Winner, bool Tied) Count(int options, params string[] ballots) =>
        RankedChoice.Of([.. Options.Take(options).Select(id => new MotionOption(id, "T"))], [.. ballots.Select(Entry)]);

    private static RollCallEntry Entry(string ballot) => new(Guid.NewGuid(), RollCallMark.Voted, Ranking: [.. ballot.Select(letter => Options[letter - 'a'])]);
}
