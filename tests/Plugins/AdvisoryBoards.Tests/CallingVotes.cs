namespace Engage.Plugins.AdvisoryBoards;

public sealed class CallingVotes
{
    private readonly Sitting _meeting = new(5, 4);

    [Fact]
    public void A_vote_takes_a_second()
    {
        var motion = _meeting.Moved();
        Refused("advisory-boards.second-needed", motion);
        _meeting.Does(_meeting.Members[2], floor => SecondMotion.Decide(floor, new(motion)));
        _meeting.Does(_meeting.Members[0], floor => CallVote.Decide(floor, new(motion)));
        _meeting.Motion(motion).State.ShouldBe(MotionState.Voting);
    }

    [Fact]
    public void Only_the_clerk_and_whoever_presides_call_and_close_a_vote()
    {
        var motion = _meeting.Seconded();
        _meeting.Refuses("advisory-boards.not-presiding", _meeting.Members[2], floor => CallVote.Decide(floor, new(motion)));
        _meeting.Refuses("advisory-boards.not-presiding", null, floor => CallVote.Decide(floor, new(motion)));
        _meeting.Notes(floor => CallVote.Decide(floor, new(motion)));
        _meeting.Refuses("advisory-boards.not-presiding", _meeting.Members[2], floor => CloseVote.Decide(floor, new(motion)));
        _meeting.Does(_meeting.Members[0], floor => CloseVote.Decide(floor, new(motion)));
    }

    [Fact]
    public void There_is_one_vote_at_a_time()
    {
        var (open, other) = (_meeting.Called(), _meeting.Seconded());
        Refused("advisory-boards.vote-open", other);
        Refused("advisory-boards.vote-open", open);
        _meeting.Closed(open);
        _meeting.Does(_meeting.Members[0], floor => CallVote.Decide(floor, new(other)));
    }

    [Fact]
    public void What_was_decided_is_not_put_to_the_vote_again()
    {
        var motion = _meeting.Called();
        _meeting.Closed(motion);
        Refused("advisory-boards.motion-not-open", motion);
        _meeting.Refuses("advisory-boards.no-vote-open", _meeting.Members[0], floor => CloseVote.Decide(floor, new(motion)));
    }

    [Fact]
    public void Whoever_takes_office_raises_the_quorum_of_an_open_vote()
    {
        var meeting = new Sitting(4, 3);
        var motion = meeting.Called();
        meeting.Votes(motion, VoteChoice.Aye, 0, 1, 2);
        meeting.Join(votes: true);
        meeting.Join(votes: true);
        // Four of six by now: the vote is void before anything else can be done, and so nothing of it can be closed.
        meeting.Refuses("advisory-boards.no-quorum", meeting.Members[0], floor => CloseVote.Decide(floor, new(motion)));
        meeting.Does(meeting.Members[2], floor => [new MemberLeft(meeting.Members[2], floor.At)]).Select(each => each.GetType())
            .ShouldBe([typeof(RosterChanged), typeof(MotionVoided), typeof(MemberLeft)]);
        meeting.Motion(motion).State.ShouldBe(MotionState.Void);
    }

    private void Refused(string code, Guid motion) => _meeting.Refuses(code, _meeting.Members[0], floor => CallVote.Decide(floor, new(motion)));
}
