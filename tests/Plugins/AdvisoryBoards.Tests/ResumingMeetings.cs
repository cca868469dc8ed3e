using static Engage.Plugins.AdvisoryBoards.MeetingRoom;

namespace Engage.Plugins.AdvisoryBoards;

public sealed class ResumingMeetings
{
    private static readonly DateTimeOffset Tomorrow = Start.AddDays(1);

    private readonly MeetingRoom _room = Open(5, 4);

    [Fact]
    public void On_another_day_the_roll_is_called_anew_and_who_was_there_before_no_longer_is()
    {
        var members = _room.Members;
        var recessed = _room.Do(10, Recesses);
        recessed.Refused(Tomorrow, Resumes).ShouldBe("advisory-boards.roll-call");
        recessed.Refused(Tomorrow, floor => Resume(floor, null, 0, 0)).ShouldBe("advisory-boards.roll-call");
        var resumed = recessed.Do(Tomorrow, floor => Resume(floor, null, 0, 4));
        (resumed.Meeting.State, resumed.Meeting.HasQuorum()).ShouldBe((MeetingState.Open, false));
        resumed.Meeting.PresentVoters().ShouldBe([members[0], members[4]]);
        resumed.Meeting.Attendance.Where(each => each.Until == Start.AddMinutes(10)).Select(each => each.MembershipId).ShouldBe(members.Take(4));
        resumed.Refused(Tomorrow.AddMinutes(1), Takes(Item)).ShouldBe("advisory-boards.no-quorum");
        QuorumExtensions.History(resumed.Meeting)[^1].ShouldBe(new(Tomorrow, 2, 3));
    }

    [Fact]
    public void Who_came_in_the_recess_and_is_not_on_the_roll_was_there_for_no_time()
    {
        var resumed = _room.Do(10, Recesses).Do(20, Arrives(_room.Members[4])).Do(Tomorrow, floor => Resume(floor, null, 0, 1, 2));
        resumed.Meeting.Attendance.Last(each => each.MembershipId == _room.Members[4]).Until.ShouldBe(Start.AddMinutes(20));
        resumed.Meeting.PresentVoters().ShouldBe(_room.Members.Take(3));
    }

    [Fact]
    public void Whoever_presides_by_the_new_roll_calls_it_back_to_order()
    {
        var (chair, vice) = (_room.Members[0], _room.Members[1]);
        var recessed = _room.Do(10, Recesses);
        recessed.Refused(Tomorrow, floor => Resume(floor, null, 1, 2, 3), self: chair).ShouldBe("advisory-boards.not-presiding");
        recessed.Do(Tomorrow, floor => Resume(floor, null, 1, 2, 3), self: vice).Meeting.Presiding.ShouldBe(vice);
        recessed.Do(Tomorrow, floor => Resume(floor, _room.Members[3], 2, 3, 4)).Meeting.Presiding.ShouldBe(_room.Members[3]);
        recessed.Decided(Tomorrow, floor => Resume(floor, null, 0, 1, 2)).OfType<PresidingChanged>().ShouldBeEmpty();
    }

    [Fact]
    public void On_the_same_day_no_roll_is_called()
    {
        var recessed = _room.Do(10, Recesses);
        recessed.Decided(20, Resumes).ShouldBe([new MeetingResumed(Start.AddMinutes(20))]);
        recessed.Refused(20, floor => Resume(floor, null, 0, 1, 2)).ShouldBe("advisory-boards.roll-call");
        recessed.Refused(20, Resumes, self: _room.Members[1]).ShouldBe("advisory-boards.not-presiding");
    }

    [Fact]
    public void After_more_than_30_days_it_is_another_meeting()
    {
        var recessed = _room.Do(10, Recesses);
        recessed.Do(Start.AddMinutes(10).AddDays(30), floor => Resume(floor, null, 0, 1, 2)).Meeting.State.ShouldBe(MeetingState.Open);
        recessed.Refused(Start.AddMinutes(11).AddDays(30), floor => Resume(floor, null, 0, 1, 2)).ShouldBe("advisory-boards.recess-until");
        recessed.Decided(Start.AddDays(40), floor => [Adjourns(floor)]).ShouldHaveSingleItem().ShouldBeOfType<MeetingAdjourned>();
    }

    [Fact]
    public void A_meeting_decides_nothing_more_than_a_day_after_it_was_opened_or_resumed()
    {
        _room.Do(Tomorrow, floor => [Takes(Item)(floor)]).Meeting.Items[0].TakenAt.ShouldBe(Tomorrow);
        var late = Tomorrow.AddTicks(10);
        var move = new MoveMotionInput(Guid.Empty, "Buy cameras", MembershipId: _room.Members[1]);
        foreach (var decide in new[] { Takes(Item), Notes("N"), Closes(), Recesses, floor => MoveMotion.Decide(floor, move, Guid.CreateVersion7(), null).ToList() })
            _room.Refused(late, decide).ShouldBe("advisory-boards.stale-session");
        foreach (var decide in new[] { Leaves(_room.Members[1]), Arrives(_room.Members[4]), HandsOverTo(_room.Members[1]), Adjourns })
            _room.Decided(late, floor => [decide(floor)]).Count.ShouldBe(1);
        var resumed = _room.Do(10, Recesses).Do(Tomorrow, floor => Resume(floor, null, 0, 1, 2));
        resumed.Do(Tomorrow.AddDays(1), floor => [Takes(Item)(floor)]).Meeting.Items[0].TakenAt.ShouldBe(Tomorrow.AddDays(1));
        resumed.Refused(Tomorrow.AddDays(1).AddTicks(10), Takes(Item)).ShouldBe("advisory-boards.stale-session");
    }

    [Fact]
    public void A_vote_that_was_on_is_counted_later_too_and_takes_no_more_votes()
    {
        var (motion, late) = (Guid.CreateVersion7(), Tomorrow.AddHours(1));
        var voting = _room.And(
            new MotionMoved(motion, _room.Board.Id, "Buy cameras", VotingMethod.Proposal, new(), _room.Members[0], Start.AddMinutes(9)),
            new MotionSeconded(motion, _room.Members[1], Start.AddMinutes(10)),
            new VoteCalled(motion, Start.AddMinutes(11)), new VoteCast(motion, _room.Members[1], Start.AddMinutes(12), VoteChoice.Aye));
        var ballot = new CastVoteInput(motion, VoteChoice.Nay, MembershipId: _room.Members[2]);
        voting.Refused(late, floor => CastVote.Decide(floor, ballot).ToList()).ShouldBe("advisory-boards.stale-session");
        voting.Do(late, floor => CloseVote.Decide(floor, new(motion))).Do(late, floor => [Adjourns(floor)]).Meeting.Motions[0].State.ShouldBe(MotionState.Carried);
    }

    private IReadOnlyList<object> Resume(Floor floor, Guid? presiding, params int[] present) =>
        ResumeMeeting.Decide(floor, new(Guid.Empty, [.. present.Select(i => new MemberPresenceInput(_room.Members[i], AttendanceMode.InPerson))], presiding));
}
