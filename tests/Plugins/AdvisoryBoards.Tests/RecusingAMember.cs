namespace Engage.Plugins.AdvisoryBoards;

public sealed class RecusingAMember
{
    [Fact]
    public void A_recusal_that_breaks_the_quorum_voids_the_vote()
    {
        var meeting = new Sitting(5, 3);
        var motion = meeting.Called();
        meeting.Votes(motion, VoteChoice.Aye, 0, 1);
        var happened = meeting.Does(meeting.Members[2], floor => Recuse.Decide(floor, new(motion, "My brother's company.")));
        happened.Select(each => each.GetType()).ShouldBe([typeof(MemberRecused), typeof(MotionVoided)]);
        // The meeting has its quorum still: only this motion has none.
        meeting.Meeting.HasQuorum().ShouldBeTrue();
        var result = meeting.Motion(motion).Result!;
        (meeting.Motion(motion).State, result.Present, result.Required).ShouldBe((MotionState.Void, 2, 3));
        result.RollCall.Select(entry => entry.Mark).ShouldBe([RollCallMark.Aye, RollCallMark.Aye, RollCallMark.Recused, RollCallMark.Absent, RollCallMark.Absent]);
        meeting.Motion(motion).Recusals.ShouldHaveSingleItem().Reason.ShouldBe(Personal.Of<string>(new(meeting.Members[2].ToString()), "My brother's company."));
        meeting.Refuses("advisory-boards.no-vote-open", meeting.Members[0], floor => CloseVote.Decide(floor, new(motion)));
        // It may be moved again, and others may go on.
        meeting.Called();
    }

    [Fact]
    public void A_recusal_before_the_vote_keeps_it_from_being_called_where_too_few_are_left()
    {
        var meeting = new Sitting(5, 3);
        var motion = meeting.Seconded();
        meeting.Does(meeting.Members[2], floor => Recuse.Decide(floor, new(motion, "My firm.")));
        meeting.Refuses("advisory-boards.no-quorum", meeting.Members[0], floor => CallVote.Decide(floor, new(motion)));
        meeting.Arrives(meeting.Members[3]);
        meeting.Does(meeting.Members[0], floor => CallVote.Decide(floor, new(motion)));
    }

    [Fact]
    public void A_vote_that_was_cast_goes_with_the_recusal_and_none_is_cast_after_it()
    {
        var meeting = new Sitting(5, 5);
        var motion = meeting.Called();
        meeting.Votes(motion, VoteChoice.Aye, 0, 1, 2);
        meeting.Does(meeting.Members[2], floor => Recuse.Decide(floor, new(motion, "My firm.")));
        meeting.Refuses("advisory-boards.recused", meeting.Members[2], floor => CastVote.Decide(floor, new(motion, VoteChoice.Aye)));
        meeting.Refuses("advisory-boards.recused-already", meeting.Members[2], floor => Recuse.Decide(floor, new(motion, "My firm.")));
        var result = meeting.Closed(motion).Result!;
        (result.Ayes, result.Present, result.RollCall[2].Mark).ShouldBe((2, 4, RollCallMark.Recused));
    }

    [Fact]
    public void The_clerk_recuses_nobody_who_voted_by_their_own_account_on_the_motion_or_an_amendment_to_it()
    {
        var meeting = new Sitting(5, 5);
        var main = meeting.Seconded();
        var amendment = meeting.Called(new(meeting.Meeting.Id, "X", Amends: main));
        meeting.Votes(amendment, VoteChoice.Nay, 2);
        foreach (var motion in new[] { main, amendment })
            meeting.Refuses("advisory-boards.voted-themselves", null, floor => Recuse.Decide(floor, new(motion, "An interest.", MembershipId: meeting.Members[2])), clerk: true);
        // Of whom the clerk put the vote on record they put this on record too.
        meeting.Notes(floor => CastVote.Decide(floor, new(amendment, VoteChoice.Aye, MembershipId: meeting.Members[3])));
        meeting.Notes(floor => Recuse.Decide(floor, new(main, "An interest.", MembershipId: meeting.Members[3])));
        meeting.Does(meeting.Members[2], floor => Recuse.Decide(floor, new(main, "My firm.")));
        foreach (var motion in new[] { main, amendment })
            meeting.Motion(motion).Recusals.Select(each => (each.MembershipId, each.ByClerk)).ShouldBe([(meeting.Members[3], true), (meeting.Members[2], false)]);
        meeting.Closed(amendment).Result!.RollCall.Select(entry => (entry.Mark, entry.ByClerk)).ShouldBe([
            (RollCallMark.NotVoting, false), (RollCallMark.NotVoting, false), (RollCallMark.Recused, false), (RollCallMark.Recused, true), (RollCallMark.NotVoting, false)]);
    }

    [Fact]
    public void Who_is_recused_neither_seconds_nor_withdraws()
    {
        var meeting = new Sitting(5, 5);
        var motion = meeting.Moved();
        meeting.Does(meeting.Members[1], floor => Recuse.Decide(floor, new(motion, "My firm.")));
        meeting.Does(meeting.Members[2], floor => Recuse.Decide(floor, new(motion, "My firm.")));
        meeting.Refuses("advisory-boards.recused", meeting.Members[1], floor => WithdrawMotion.Decide(floor, new(motion)));
        meeting.Refuses("advisory-boards.recused", meeting.Members[2], floor => SecondMotion.Decide(floor, new(motion)));
    }

    [Fact]
    public void An_interest_that_is_named_has_to_be_one_that_the_member_declared()
    {
        var meeting = new Sitting(5, 5);
        var (motion, conflict) = (meeting.Moved(), Guid.CreateVersion7());
        meeting.BoardHappens(new ConflictDeclared(conflict, meeting.Members[2], InterestKind.Employment, Personal.Of<string>(new("ann"), "Works for the vendor."), new(2026, 1, 1)));
        meeting.Refuses("engage.not-found", meeting.Members[3], floor => Recuse.Decide(floor, new(motion, "My firm.", conflict)));
        meeting.Refuses("engage.not-found", meeting.Members[2], floor => Recuse.Decide(floor, new(motion, "My firm.", Guid.NewGuid())));
        meeting.Refuses("engage.empty-text", meeting.Members[2], floor => Recuse.Decide(floor, new(motion, " ", conflict)));
        meeting.Does(meeting.Members[2], floor => Recuse.Decide(floor, new(motion, "My firm.", conflict)));
        meeting.Motion(motion).Recusals.ShouldHaveSingleItem().ConflictId.ShouldBe(conflict);
    }

    [Fact]
    public void What_was_decided_or_laid_aside_takes_no_recusal()
    {
        var meeting = new Sitting(5, 5);
        var motion = meeting.Called();
        meeting.Closed(motion);
        meeting.Refuses("advisory-boards.motion-not-open", meeting.Members[2], floor => Recuse.Decide(floor, new(motion, "My firm.")));
        meeting.Refuses("advisory-boards.not-yourself", meeting.Members[1], floor => Recuse.Decide(floor, new(motion, "My firm.", MembershipId: meeting.Members[2])));
    }
}
