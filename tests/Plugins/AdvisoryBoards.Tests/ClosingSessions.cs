using static Engage.Plugins.AdvisoryBoards.MeetingRoom;

namespace Engage.Plugins.AdvisoryBoards;

public sealed class ClosingSessions
{
    private readonly MeetingRoom _room = Open(3, 2);

    [Fact]
    public void A_session_is_closed_on_a_legal_ground_and_about_something()
    {
        var closed = _room.Do(5, Closes(subject: " An officer's appraisal ")).Do(25, Reopens).Meeting;
        closed.State.ShouldBe(MeetingState.Open);
        closed.ClosedSessions.ShouldBe([new(BoardFixture.Rules.ClosedSessionGrounds[0], "An officer's appraisal", Start.AddMinutes(5), Start.AddMinutes(25), null)]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("personnel")]
    [InlineData("open meetings act § 551.074, personnel")]
    public void No_other_ground_closes_one(string ground) => _room.Refused(5, Closes(ground)).ShouldBe("advisory-boards.closing-ground");

    [Fact]
    public void A_board_without_legal_grounds_never_closes_one() =>
        Open(3, 2, BoardFixture.Rules with { ClosedSessionGrounds = [] }).Refused(5, Closes()).ShouldBe("advisory-boards.closing-ground");

    [Fact]
    public void The_ground_has_to_hold_on_that_day()
    {
        var amended = _room.AndOf(new BoardRulesAmended(BoardFixture.Rules with { ClosedSessionGrounds = ["Another one"] }, "Ordinance 2026-1", new(2026, 3, 12)));
        amended.Refused(5, Closes()).ShouldBe("advisory-boards.closing-ground");
        amended.Decided(5, Closes("Another one")).Count.ShouldBe(1);
    }

    [Fact]
    public void The_public_is_told_what_it_is_about() => _room.Refused(5, Closes(subject: " ")).ShouldBe("engage.empty-text");

    [Fact]
    public void A_motion_closes_it_only_where_it_carried()
    {
        var motion = Guid.CreateVersion7();
        var moved = _room.And(new MotionMoved(motion, _room.Board.Id, "Close the session", VotingMethod.Proposal, new(), _room.Members[0], Start.AddMinutes(1)));
        moved.Refused(5, Closes(motion: motion)).ShouldBe("advisory-boards.motion-not-carried");
        moved.Refused(5, Closes(motion: Guid.NewGuid())).ShouldBe("engage.not-found");
        var carried = moved.And(new MotionCarried(motion, RollCall.Of(moved.Meeting, moved.Meeting.Motions[0]), Start.AddMinutes(4)));
        carried.Do(5, Closes(motion: motion)).Meeting.ClosedSessions[0].MotionId.ShouldBe(motion);
        carried.Refused(5, Closes(motion: motion, used: true)).ShouldBe("advisory-boards.motion-used");
    }

    [Fact]
    public void Nothing_is_taken_up_noted_or_adjourned_in_it()
    {
        var closed = _room.Do(5, Closes());
        foreach (var decide in new[] { Takes(Item), Notes("Secret."), Closes(), Adjourns }) closed.Refused(6, decide).ShouldBe("advisory-boards.closed-session");
        closed.Do(6, Arrives(_room.Members[2])).Do(7, Leaves(_room.Members[2])).Meeting.State.ShouldBe(MeetingState.Closed);
        _room.Refused(6, Reopens).ShouldBe("advisory-boards.session-not-closed");
    }

    [Fact]
    public void A_recess_does_not_open_it()
    {
        var recessed = _room.Do(5, Closes()).Do(6, Recesses);
        recessed.Refused(7, Adjourns).ShouldBe("advisory-boards.closed-session");
        recessed.Do(8, Resumes).Meeting.State.ShouldBe(MeetingState.Closed);
        recessed.Do(8, Resumes).Do(9, Reopens).Do(10, Adjourns).Meeting.State.ShouldBe(MeetingState.Adjourned);
    }

    [Fact]
    public void What_is_noted_belongs_to_something_that_is_there()
    {
        _room.Refused(5, Notes("N", item: Guid.NewGuid())).ShouldBe("engage.not-found");
        _room.Refused(5, Notes("N", motion: Guid.NewGuid())).ShouldBe("engage.not-found");
        _room.Refused(5, Takes(Guid.NewGuid())).ShouldBe("engage.not-found");
        var full = _room.And([.. Enumerable.Repeat(new DiscussionNoted(null, null, "N", Start), 300)]);
        full.Refused(5, Notes("N")).ShouldBe("advisory-boards.too-many-notes");
    }
}
