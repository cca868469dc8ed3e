namespace Engage.Plugins.AdvisoryBoards;

public sealed class BreakingTies
{
    private readonly Sitting _meeting = new(7, 6, ChairVote.OnTie);

    private Guid Chair => _meeting.Members[0];

    [Theory]
    [InlineData(VoteChoice.Aye, MotionState.Carried, 3, 2)]
    [InlineData(VoteChoice.Nay, MotionState.Failed, 2, 3)]
    public void Where_whoever_presides_votes_on_ties_only_their_vote_decides(VoteChoice choice, MotionState outcome, int ayes, int nays)
    {
        var motion = Tied();
        _meeting.Does(Chair, floor => BreakTie.Decide(floor, new(motion, choice)));
        var broken = _meeting.Motion(motion);
        (broken.State, broken.TieBrokenBy, broken.TieBreaker, broken.Result!.Ayes, broken.Result.Nays).ShouldBe((outcome, choice, Chair, ayes, nays));
        broken.Result.RollCall.Count(entry => entry.MembershipId == Chair).ShouldBe(1);
        Refused("advisory-boards.not-tied", motion);
    }

    [Theory]
    [InlineData(ChairVote.Always)]
    [InlineData(ChairVote.Never)]
    public void Where_they_always_vote_or_never_a_tie_is_lost(ChairVote rule)
    {
        var meeting = new Sitting(5, 5, rule);
        var motion = meeting.Called();
        meeting.Votes(motion, VoteChoice.Aye, 1, 2);
        meeting.Votes(motion, VoteChoice.Nay, 3, 4);
        meeting.Closed(motion).State.ShouldBe(MotionState.Tied);
        meeting.Refuses("advisory-boards.no-casting-vote", meeting.Members[0], floor => BreakTie.Decide(floor, new(motion, VoteChoice.Aye)));
        // A tie that is lost keeps nobody from going on.
        meeting.Called();
    }

    [Fact]
    public void Nobody_else_breaks_a_tie_and_the_clerk_only_notes_how_they_did()
    {
        var motion = Tied();
        Refused("advisory-boards.no-casting-vote", motion, _meeting.Members[1]);
        _meeting.Refuses("advisory-boards.no-casting-vote", null, floor => BreakTie.Decide(floor, new(motion, VoteChoice.Aye, MembershipId: _meeting.Members[1])), clerk: true);
        _meeting.Notes(floor => BreakTie.Decide(floor, new(motion, VoteChoice.Aye, MembershipId: Chair)));
        _meeting.Motion(motion).State.ShouldBe(MotionState.Carried);
    }

    [Fact]
    public void An_abstention_breaks_no_tie()
    {
        var motion = Tied();
        _meeting.Refuses("advisory-boards.still-tied", Chair, floor => BreakTie.Decide(floor, new(motion, VoteChoice.Abstain)));
    }

    [Fact]
    public void Who_takes_the_chair_after_a_tie_does_not_break_it_and_who_had_it_does_once_they_have_it_back()
    {
        var motion = Tied();
        // One of them voted, one was there and did not, and one was not there.
        _meeting.Arrives(_meeting.Members[6]);
        foreach (var other in new[] { _meeting.Members[1], _meeting.Members[5], _meeting.Members[6] })
        {
            _meeting.Notes(floor => [HandOverChair.Decide(floor, new(_meeting.Meeting.Id, other))]);
            Refused("advisory-boards.no-casting-vote", motion, other);
            Refused("advisory-boards.no-casting-vote", motion);
        }
        _meeting.Notes(floor => [HandOverChair.Decide(floor, new(_meeting.Meeting.Id, Chair))]);
        _meeting.Does(Chair, floor => BreakTie.Decide(floor, new(motion, VoteChoice.Aye)));
        _meeting.Motion(motion).State.ShouldBe(MotionState.Carried);
    }

    [Fact]
    public void A_tie_stands_once_the_board_voted_on_something_else()
    {
        var motion = Tied();
        var again = _meeting.Seconded();
        _meeting.Does(Chair, floor => CallVote.Decide(floor, new(again)));
        Refused("advisory-boards.tie-stands", motion);
        _meeting.Votes(again, VoteChoice.Nay, 1, 2);
        _meeting.Closed(again).State.ShouldBe(MotionState.Failed);
        Refused("advisory-boards.tie-stands", motion);
    }

    [Fact]
    public void A_tie_that_the_clerk_notes_as_broken_is_told_so()
    {
        var noted = Tied();
        _meeting.Notes(floor => BreakTie.Decide(floor, new(noted, VoteChoice.Aye, MembershipId: Chair)));
        var own = Tied();
        _meeting.Does(Chair, floor => BreakTie.Decide(floor, new(own, VoteChoice.Aye)));
        foreach (var motion in new[] { noted, own }) _meeting.Motion(motion).Result!.RollCall[0].ShouldBe(new(Chair, RollCallMark.Aye, ByClerk: motion == noted));
    }

    [Fact]
    public void Who_presides_and_is_recused_or_gone_breaks_no_tie()
    {
        var motion = _meeting.Seconded();
        _meeting.Does(Chair, floor => Recuse.Decide(floor, new(motion, "My firm.")));
        _meeting.Does(Chair, floor => CallVote.Decide(floor, new(motion)));
        Tie(motion);
        Refused("advisory-boards.recused", motion);
        var other = Tied();
        _meeting.Leaves(Chair);
        Refused("advisory-boards.not-present", other);
    }

    [Fact]
    public void A_tie_is_broken_only_while_there_is_a_quorum_for_the_motion_and_the_meeting_lasts()
    {
        var motion = _meeting.Seconded();
        _meeting.Does(_meeting.Members[5], floor => Recuse.Decide(floor, new(motion, "My firm.")));
        _meeting.Does(Chair, floor => CallVote.Decide(floor, new(motion)));
        Tie(motion);
        _meeting.Leaves(_meeting.Members[1]);
        _meeting.Leaves(_meeting.Members[2]);
        _meeting.Meeting.HasQuorum().ShouldBeTrue();
        Refused("advisory-boards.no-quorum", motion);
        _meeting.Arrives(_meeting.Members[1]);
        _meeting.Notes(floor => [new MeetingAdjourned(floor.At)]);
        Refused("advisory-boards.meeting-not-open", motion);
    }

    [Fact]
    public void A_tie_of_options_is_broken_by_a_ballot_that_leaves_one_ahead()
    {
        var motion = _meeting.Called(new(_meeting.Meeting.Id, "Which month?", VotingMethod.RankedChoice, Options: ["May", "June"]));
        var (may, june) = (_meeting.Motion(motion).Options[0].Id, _meeting.Motion(motion).Options[1].Id);
        _meeting.Does(_meeting.Members[1], floor => CastVote.Decide(floor, new(motion, Ranking: [may])));
        _meeting.Does(_meeting.Members[2], floor => CastVote.Decide(floor, new(motion, Ranking: [june, may])));
        _meeting.Closed(motion).State.ShouldBe(MotionState.Tied);
        Refused("advisory-boards.ballot", motion);
        _meeting.Does(Chair, floor => BreakTie.Decide(floor, new(motion, Ranking: [june])));
        var broken = _meeting.Motion(motion);
        (broken.State, broken.Result!.Winner, broken.TieBrokenBy, broken.Result.RollCall[0].Mark).ShouldBe((MotionState.Carried, june, null, RollCallMark.Voted));

        var scored = _meeting.Called(new(_meeting.Meeting.Id, "Which vendor?", VotingMethod.Score, Options: ["A", "B"]));
        var (a, b) = (_meeting.Motion(scored).Options[0].Id, _meeting.Motion(scored).Options[1].Id);
        _meeting.Does(_meeting.Members[1], floor => CastVote.Decide(floor, new(scored, Scores: [new(a, 3), new(b, 3)])));
        _meeting.Closed(scored);
        _meeting.Refuses("advisory-boards.still-tied", Chair, floor => BreakTie.Decide(floor, new(scored, Scores: [new(a, 2), new(b, 2)])));
        _meeting.Does(Chair, floor => BreakTie.Decide(floor, new(scored, Scores: [new(a, 2), new(b, 1)])));
        _meeting.Motion(scored).Result!.Winner.ShouldBe(a);
    }

    private Guid Tied()
    {
        var motion = _meeting.Called();
        Tie(motion);
        return motion;
    }

    private void Tie(Guid motion)
    {
        _meeting.Votes(motion, VoteChoice.Aye, 1, 2);
        _meeting.Votes(motion, VoteChoice.Nay, 3, 4);
        _meeting.Closed(motion).State.ShouldBe(MotionState.Tied);
    }

    private void Refused(string code, Guid motion, Guid? by = null) => _meeting.Refuses(code, by ?? Chair, floor => BreakTie.Decide(floor, new(motion, VoteChoice.Aye)));
}
