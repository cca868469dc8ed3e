namespace Engage.Plugins.AdvisoryBoards;

public sealed class CastingVotes
{
    private readonly Sitting _meeting = new(5, 4, advisors: 1);

    [Fact]
    public void A_vote_can_be_changed_until_the_vote_is_closed_and_counts_once()
    {
        var motion = _meeting.Called();
        _meeting.Votes(motion, VoteChoice.Aye, 0, 1);
        _meeting.Votes(motion, VoteChoice.Nay, 1, 1);
        var result = _meeting.Closed(motion).Result!;
        (result.Ayes, result.Nays).ShouldBe((1, 1));
        _meeting.Refuses("advisory-boards.no-vote-open", _meeting.Members[1], floor => CastVote.Decide(floor, new(motion, VoteChoice.Aye)));
    }

    [Fact]
    public void What_a_member_voted_by_their_own_account_the_clerk_does_not_change()
    {
        var motion = _meeting.Called();
        _meeting.Votes(motion, VoteChoice.Aye, 1);
        _meeting.Refuses("advisory-boards.voted-themselves", null, floor => CastVote.Decide(floor, new(motion, VoteChoice.Nay, MembershipId: _meeting.Members[1])), clerk: true);
        _meeting.Refuses("advisory-boards.voted-themselves", _meeting.Members[0], floor => CastVote.Decide(floor, new(motion, VoteChoice.Nay, MembershipId: _meeting.Members[1])), clerk: true);
        _meeting.Votes(motion, VoteChoice.Nay, 1);
        _meeting.Closed(motion).Result!.RollCall[1].ShouldBe(new(_meeting.Members[1], RollCallMark.Nay));
    }

    [Fact]
    public void What_the_clerk_puts_on_record_for_a_member_is_told_and_the_member_can_vote_otherwise()
    {
        var motion = _meeting.Called();
        foreach (var member in new[] { 1, 2, 2 }) _meeting.Notes(floor => CastVote.Decide(floor, new(motion, VoteChoice.Aye, MembershipId: _meeting.Members[member])));
        _meeting.Votes(motion, VoteChoice.Nay, 1);
        // A clerk who sits on the board votes for themselves.
        _meeting.Does(_meeting.Members[0], floor => CastVote.Decide(floor, new(motion, VoteChoice.Aye, MembershipId: _meeting.Members[0])), clerk: true);
        _meeting.Closed(motion).Result!.RollCall.Select(entry => (entry.Mark, entry.ByClerk)).ShouldBe([
            (RollCallMark.Aye, false), (RollCallMark.Nay, false), (RollCallMark.Aye, true), (RollCallMark.NotVoting, false), (RollCallMark.Absent, false)]);
    }

    [Fact]
    public void Who_voted_and_left_before_the_close_keeps_the_vote_on_record()
    {
        var motion = _meeting.Called();
        _meeting.Votes(motion, VoteChoice.Aye, 0, 3);
        _meeting.Leaves(_meeting.Members[3]);
        var result = _meeting.Closed(motion).Result!;
        (result.Ayes, result.Present, result.RollCall[3].Mark).ShouldBe((2, 3, RollCallMark.Aye));
    }

    [Fact]
    public void Who_is_not_there_has_no_seat_or_a_seat_without_a_vote_does_not_vote()
    {
        var motion = _meeting.Called();
        Refused("advisory-boards.not-present", motion, _meeting.Members[4]);
        Refused("advisory-boards.not-voting", motion, _meeting.Advisors[0]);
        Refused("advisory-boards.not-a-member", motion, Guid.NewGuid());
        Refused("advisory-boards.not-a-member", motion, null);
        Refused("advisory-boards.no-vote-open", _meeting.Seconded(), _meeting.Members[0]);
        _meeting.Closed(motion).Result!.RollCall.ShouldNotContain(entry => entry.MembershipId == _meeting.Advisors[0]);
    }

    [Fact]
    public void Whoever_presides_votes_with_the_others_only_where_the_rules_say_so()
    {
        foreach (var rule in new[] { ChairVote.OnTie, ChairVote.Never })
        {
            var meeting = new Sitting(5, 4, rule);
            var motion = meeting.Called();
            meeting.Refuses("advisory-boards.presiding-keeps-vote", meeting.Members[0], floor => CastVote.Decide(floor, new(motion, VoteChoice.Aye)));
            meeting.Refuses("advisory-boards.presiding-keeps-vote", null, floor => CastVote.Decide(floor, new(motion, VoteChoice.Aye, MembershipId: meeting.Members[0])), clerk: true);
            // They count towards the quorum all the same.
            meeting.Closed(motion).Result!.ShouldSatisfyAllConditions(result => result.Present.ShouldBe(4), result => result.RollCall[0].Mark.ShouldBe(RollCallMark.NotVoting));
        }
    }

    [Fact]
    public void A_proposal_takes_a_choice_and_nothing_else()
    {
        var motion = _meeting.Called();
        foreach (var input in new CastVoteInput[] { new(motion), new(motion, VoteChoice.Aye, Scores: []), new(motion, VoteChoice.Aye, Ranking: []), new(motion, Ranking: [Guid.NewGuid()]) })
            _meeting.Refuses("advisory-boards.ballot", _meeting.Members[0], floor => CastVote.Decide(floor, input));
    }

    private void Refused(string code, Guid motion, Guid? member) => _meeting.Refuses(code, member, floor => CastVote.Decide(floor, new(motion, VoteChoice.Aye)));
}
