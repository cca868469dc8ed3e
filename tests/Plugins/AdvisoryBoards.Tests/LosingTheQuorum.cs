using static Engage.Plugins.AdvisoryBoards.MeetingRoom;

namespace Engage.Plugins.AdvisoryBoards;

public sealed class LosingTheQuorum
{
    private static readonly Guid Motion = Guid.Parse("0192f0a0-0000-7000-8000-0000000000b1");

    private readonly MeetingRoom _room = Open(5, 3);

    [Fact]
    public void A_vote_is_void_when_the_quorum_is_lost_in_the_middle_of_it()
    {
        var voting = Voting(_room).And(new VoteCast(Motion, _room.Members[0], Start.AddMinutes(12), VoteChoice.Aye), new VoteCast(Motion, _room.Members[2], Start.AddMinutes(12), VoteChoice.Nay));
        var happened = voting.Decided(13, Leaves(_room.Members[2]));
        happened.Select(each => each.GetType()).ShouldBe([typeof(MemberLeft), typeof(MotionVoided)]);
        var voided = (MotionVoided)happened[1];
        (voided.Result.Present, voided.Result.Required).ShouldBe((2, 3));
        voided.Result.RollCall.Select(each => each.Mark).ShouldBe([RollCallMark.Aye, RollCallMark.NotVoting, RollCallMark.Nay, RollCallMark.Absent, RollCallMark.Absent]);
        var motion = voting.And([.. happened]).Meeting.Motions.ShouldHaveSingleItem();
        (motion.State, motion.EndedAt).ShouldBe((MotionState.Void, Start.AddMinutes(13)));
    }

    [Fact]
    public void Who_leaves_while_a_quorum_stays_voids_nothing()
    {
        var four = _room.Do(5, Arrives(_room.Members[3]));
        Voting(four).Decided(13, Leaves(_room.Members[2])).ShouldHaveSingleItem().ShouldBeOfType<MemberLeft>();
    }

    [Fact]
    public void It_stays_void_when_the_quorum_is_there_again() =>
        Voting(_room).Do(13, Leaves(_room.Members[2])).Do(14, Arrives(_room.Members[2])).Meeting.Motions[0].State.ShouldBe(MotionState.Void);

    [Fact]
    public void A_motion_that_is_only_talked_about_waits_for_the_quorum()
    {
        var moved = _room.And(new MotionMoved(Motion, _room.Board.Id, "Buy cameras", VotingMethod.Proposal, new(), _room.Members[0], Start.AddMinutes(9)));
        moved.Do(13, Leaves(_room.Members[2])).Meeting.Motions[0].State.ShouldBe(MotionState.Moved);
    }

    [Fact]
    public void A_vote_is_void_when_a_member_whom_it_took_is_out_of_office()
    {
        var voting = Voting(_room).AndOf(new MemberRemoved(_room.Members[2], new(2026, 3, 11), Personal.Of(new("somebody"), "Moved away."), "Council"));
        voting.Decided(13, Arrives(_room.Members[3])).Select(each => each.GetType()).ShouldBe([typeof(RosterChanged), typeof(MotionVoided), typeof(MemberArrived)]);
    }

    [Fact]
    public void Without_a_quorum_a_meeting_is_recessed_or_adjourned_and_nothing_else()
    {
        var (room, chair) = (Open(5, 2), _room.Members[0]);
        foreach (var decide in new[] { Takes(Item), Notes("Talk."), Closes() }) room.Refused(5, decide).ShouldBe("advisory-boards.no-quorum");
        foreach (var decide in new[] { Arrives(room.Members[2]), Leaves(room.Members[1]), Excuses(room.Members[3]), HandsOverTo(room.Members[1]), Recesses, Adjourns })
            room.Decided(5, decide).Count.ShouldBe(1);
        room.Do(5, Recesses).Decided(6, Resumes).Count.ShouldBe(1);
        room.Do(5, Arrives(room.Members[2])).Do(6, Closes()).Do(7, Leaves(room.Members[2])).Do(8, Reopens).Refused(9, Takes(Item)).ShouldBe("advisory-boards.no-quorum");
    }

    [Fact]
    public void A_vote_is_cut_off_by_nothing_but_the_loss_of_the_quorum()
    {
        foreach (var decide in new[] { Recesses, Adjourns, Closes(), Takes(Item), HandsOverTo(_room.Members[1]) }) Voting(_room).Refused(13, decide).ShouldBe("advisory-boards.vote-open");
        Voting(_room).Decided(13, Notes("The vote is on.", Item, Motion)).Count.ShouldBe(1);
    }

    private static MeetingRoom Voting(MeetingRoom room) => room.And(
        new MotionMoved(Motion, room.Board.Id, "Buy cameras", VotingMethod.Proposal, new(), room.Members[0], Start.AddMinutes(9)),
        new MotionSeconded(Motion, room.Members[1], Start.AddMinutes(10)), new VoteCalled(Motion, Start.AddMinutes(11)));
}
