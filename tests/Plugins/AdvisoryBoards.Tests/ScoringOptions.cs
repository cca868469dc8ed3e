namespace Engage.Plugins.AdvisoryBoards;

public sealed class ScoringOptions
{
    private readonly Sitting _meeting = new(5, 5);

    [Fact]
    public void The_highest_sum_wins_and_what_nobody_scored_gets_nothing()
    {
        var (motion, a, b, c) = Called();
        Scores(motion, 0, (a, 5), (b, 4));
        Scores(motion, 1, (b, 4));
        Scores(motion, 2, (a, 2), (b, 0));
        var result = _meeting.Closed(motion).Result!;
        _meeting.Motion(motion).State.ShouldBe(MotionState.Carried);
        result.Winner.ShouldBe(b);
        result.Rounds.ShouldHaveSingleItem().Counts.ShouldBe([new(a, 7), new(b, 8), new(c, 0)]);
        result.RollCall.Select(entry => entry.Mark).ShouldBe([RollCallMark.Voted, RollCallMark.Voted, RollCallMark.Voted, RollCallMark.NotVoting, RollCallMark.NotVoting]);
        result.RollCall[0].Scores.ShouldBe([new(a, 5), new(b, 4)]);
    }

    [Fact]
    public void Equal_highest_sums_are_a_tie()
    {
        var (motion, a, b, _) = Called();
        Scores(motion, 0, (a, 3), (b, 3));
        _meeting.Closed(motion).State.ShouldBe(MotionState.Tied);
        _meeting.Motion(motion).Result!.Winner.ShouldBeNull();
    }

    [Fact]
    public void Without_a_vote_nothing_wins()
    {
        var motion = Called().Motion;
        _meeting.Closed(motion).State.ShouldBe(MotionState.Failed);
        _meeting.Motion(motion).Result!.Rounds.ShouldBeEmpty();
    }

    [Fact]
    public void A_ballot_has_scores_of_0_to_5_for_options_of_the_motion_each_once()
    {
        var (motion, a, _, _) = Called();
        foreach (IReadOnlyList<OptionScoreInput>? scores in new List<OptionScoreInput>?[] { null, [], [new(a, 6)], [new(a, -1)], [new(a, 1), new(a, 2)], [new(Guid.NewGuid(), 1)] })
            _meeting.Refuses("advisory-boards.ballot", _meeting.Members[0], floor => CastVote.Decide(floor, new(motion, Scores: scores)));
        _meeting.Refuses("advisory-boards.ballot", _meeting.Members[0], floor => CastVote.Decide(floor, new(motion, VoteChoice.Aye)));
        _meeting.Refuses("advisory-boards.ballot", _meeting.Members[0], floor => CastVote.Decide(floor, new(motion, VoteChoice.Aye, [new(a, 1)])));
    }

    private (Guid Motion, Guid A, Guid B, Guid C) Called()
    {
        var motion = _meeting.Called(new(_meeting.Meeting.Id, "Which vendor?", VotingMethod.Score, Options: ["A", "B", "C"]));
        var options = _meeting.Motion(motion).Options;
        return (motion, options[0].Id, options[1].Id, options[2].Id);
    }

    private void Scores(Guid motion, int member, params (Guid Option, int Score)[] scores) => _meeting.Does(_meeting.Members[member], floor =>
        CastVote.Decide(floor, new(motion, Scores: [.. scores.Select(score => new OptionScoreInput(score.Option, score.Score))])));
}
