namespace Engage.Plugins.AdvisoryBoards;

public sealed class CountingShares
{
    [Theory]
    // More than half of the votes cast; abstentions are none.
    [InlineData(2, 1, 6, 0, ShareOf.VotesCast, 1, 2, MotionState.Carried)]
    [InlineData(1, 2, 0, 0, ShareOf.VotesCast, 1, 2, MotionState.Failed)]
    [InlineData(3, 3, 1, 0, ShareOf.VotesCast, 1, 2, MotionState.Tied)]
    [InlineData(1, 0, 8, 0, ShareOf.VotesCast, 1, 2, MotionState.Carried)]
    // No votes at all are no tie.
    [InlineData(0, 0, 9, 0, ShareOf.VotesCast, 1, 2, MotionState.Failed)]
    [InlineData(0, 0, 0, 0, ShareOf.VotesCast, 2, 3, MotionState.Failed)]
    // One half, however it is written, is more than one half.
    [InlineData(3, 3, 0, 0, ShareOf.VotesCast, 2, 4, MotionState.Tied)]
    [InlineData(3, 3, 0, 0, ShareOf.VotesCast, 5, 10, MotionState.Tied)]
    // At least the share, to the last vote: 2 of 3 of 3, 6, 9; a vote less is not enough.
    [InlineData(2, 1, 0, 0, ShareOf.VotesCast, 2, 3, MotionState.Carried)]
    [InlineData(4, 2, 0, 0, ShareOf.VotesCast, 2, 3, MotionState.Carried)]
    [InlineData(5, 3, 0, 0, ShareOf.VotesCast, 2, 3, MotionState.Failed)]
    [InlineData(3, 3, 0, 0, ShareOf.VotesCast, 2, 3, MotionState.Failed)]
    // Of those present abstentions and silence count as if against it.
    [InlineData(4, 0, 3, 0, ShareOf.Present, 1, 2, MotionState.Carried)]
    [InlineData(3, 0, 3, 0, ShareOf.Present, 1, 2, MotionState.Failed)]
    [InlineData(3, 3, 0, 0, ShareOf.Present, 1, 2, MotionState.Failed)]
    [InlineData(6, 0, 3, 4, ShareOf.Present, 2, 3, MotionState.Carried)]
    // Of all members the absent count too.
    [InlineData(6, 0, 0, 5, ShareOf.Members, 1, 2, MotionState.Carried)]
    [InlineData(5, 0, 0, 5, ShareOf.Members, 1, 2, MotionState.Failed)]
    [InlineData(6, 0, 0, 3, ShareOf.Members, 2, 3, MotionState.Carried)]
    [InlineData(5, 0, 0, 4, ShareOf.Members, 2, 3, MotionState.Failed)]
    public void A_proposal_carries_with_the_share_it_takes(int ayes, int nays, int abstentions, int absent, ShareOf of, int numerator, int denominator, MotionState outcome)
    {
        RollCallMark[] marks =
        [
            .. Enumerable.Repeat(RollCallMark.Aye, ayes), .. Enumerable.Repeat(RollCallMark.Nay, nays), .. Enumerable.Repeat(RollCallMark.Abstain, abstentions),
            .. Enumerable.Repeat(RollCallMark.Absent, absent)
        ];
        var motion = new Motion(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), "T", VotingMethod.Proposal, new(of, numerator, denominator), Guid.NewGuid(), DateTimeOffset.UnixEpoch);
        Counting.Of(motion, new(ayes + nays + abstentions, 1, [.. marks.Select(mark => new RollCallEntry(Guid.NewGuid(), mark))], ayes, nays, abstentions, [])).Outcome.ShouldBe(outcome);
    }

    [Theory]
    [InlineData(ShareOf.Present, 1, 2)]
    [InlineData(ShareOf.Present, 2, 3)]
    public void Who_voted_and_left_is_counted_among_those_present_so_that_nothing_carries_with_more_against_it(ShareOf of, int numerator, int denominator)
    {
        var meeting = new Sitting(5, 5);
        var motion = meeting.Called(new(meeting.Meeting.Id, "T", Share: new(of, numerator, denominator)));
        meeting.Votes(motion, VoteChoice.Aye, 3, 4);
        meeting.Leaves(meeting.Members[3]);
        meeting.Leaves(meeting.Members[4]);
        meeting.Votes(motion, VoteChoice.Nay, 0, 1, 2);
        meeting.Closed(motion).State.ShouldBe(MotionState.Failed);
        meeting.Motion(motion).Result!.ShouldSatisfyAllConditions(result => result.Present.ShouldBe(3), result => result.Ayes.ShouldBe(2), result => result.Nays.ShouldBe(3));
    }

    [Fact]
    public void A_vote_that_took_place_ends_in_what_was_counted()
    {
        var meeting = new Sitting(5, 4);
        var motion = meeting.Called(new(meeting.Meeting.Id, "T", Share: new(ShareOf.VotesCast, 2, 3)));
        meeting.Votes(motion, VoteChoice.Aye, 0, 1);
        meeting.Votes(motion, VoteChoice.Nay, 2);
        meeting.Votes(motion, VoteChoice.Abstain, 3);
        var result = meeting.Closed(motion).Result!;
        meeting.Motion(motion).State.ShouldBe(MotionState.Carried);
        (result.Present, result.Required, result.Ayes, result.Nays, result.Abstentions).ShouldBe((4, 3, 2, 1, 1));
        result.RollCall.Select(entry => (entry.MembershipId, entry.Mark)).ShouldBe([
            (meeting.Members[0], RollCallMark.Aye), (meeting.Members[1], RollCallMark.Aye), (meeting.Members[2], RollCallMark.Nay),
            (meeting.Members[3], RollCallMark.Abstain), (meeting.Members[4], RollCallMark.Absent)]);
    }
}
