namespace Engage.Plugins.AdvisoryBoards;

public sealed class OpeningMeetings
{
    private readonly MeetingRoom _room = MeetingRoom.Of(4).And(new MeetingNoticed(MeetingRoom.Start.AddDays(-8)));

    [Fact]
    public void A_meeting_is_called_to_order_with_the_roll_call_at_its_time()
    {
        var open = Open(MeetingRoom.Start, 0, 1, 2);
        open.ShouldBe([new MeetingOpened(_room.Members[0], ChairVote.Always, InOffice.RosterOn(_room.Board, new(2026, 3, 12)), MeetingRoom.Start),
            .. _room.Members.Take(3).Select(member => new MemberArrived(member, AttendanceMode.InPerson, MeetingRoom.Start))]);
        var meeting = _room.And([.. open]).Meeting;
        (meeting.State, meeting.HasQuorum()).ShouldBe((MeetingState.Open, true));
        Open(MeetingRoom.Start.AddHours(24), 0).Count.ShouldBe(2);
    }

    [Fact]
    public void It_is_called_to_order_without_a_quorum_too() => _room.And([.. Open(MeetingRoom.Start, 0)]).Meeting.HasQuorum().ShouldBeFalse();

    [Fact]
    public void It_is_not_called_to_order_before_its_time_nor_a_day_after_it()
    {
        foreach (var at in new[] { MeetingRoom.Start.AddTicks(-10), MeetingRoom.Start.AddHours(24).AddTicks(10) })
            _room.Refused(at, floor => Decide(floor, null, 0)).ShouldBe("advisory-boards.opening-time");
    }

    [Fact]
    public void The_chair_presides_or_else_the_vice_chair_or_else_who_is_named()
    {
        Presiding(null, 1, 0, 2).ShouldBe(_room.Members[0]);
        Presiding(null, 1, 2).ShouldBe(_room.Members[1]);
        Presiding(_room.Members[2], 2, 3).ShouldBe(_room.Members[2]);
        Presiding(_room.Members[0], 0, 3).ShouldBe(_room.Members[0]);
        foreach (var (named, present) in new[] { ((Guid?)null, new[] { 2, 3 }), (_room.Members[0], [2, 3]), (_room.Members[1], [0, 1]), (_room.Members[2], [1, 2]) })
            _room.Refused(0, floor => Decide(floor, named, present)).ShouldBe("advisory-boards.presiding");

        Guid Presiding(Guid? named, params int[] present) => Decide(_room.Floor(MeetingRoom.Start), named, present).OfType<MeetingOpened>().Single().Presiding;
    }

    [Fact]
    public void Who_has_no_vote_presides_over_nothing()
    {
        var floor = _room.Floor(MeetingRoom.Start);
        floor = floor with { Roster = floor.Roster with { Members = [.. floor.Roster.Members.Select((member, i) => member with { Votes = i is 1 or 3 })] } };
        Decide(floor, null, 0, 1, 2).OfType<MeetingOpened>().Single().Presiding.ShouldBe(_room.Members[1]);
        Should.Throw<Refusal>(() => Decide(floor, _room.Members[2], 0, 2, 3)).Code.ShouldBe("advisory-boards.not-voting");
        Decide(floor, _room.Members[3], 0, 2, 3).OfType<MeetingOpened>().Single().Presiding.ShouldBe(_room.Members[3]);
    }

    [Fact]
    public void An_office_that_was_given_up_presides_over_nothing()
    {
        var released = _room.AndOf(new OfficerReleased(_room.Members[0], BoardOffice.Chair, new(2026, 3, 11)));
        Decide(released.Floor(MeetingRoom.Start), null, 0, 1).OfType<MeetingOpened>().Single().Presiding.ShouldBe(_room.Members[1]);
    }

    [Fact]
    public void Who_presides_may_open_it_and_no_other_member()
    {
        Decide(_room.Floor(MeetingRoom.Start, _room.Members[0]), null, 0, 1).Count().ShouldBe(3);
        _room.Refused(0, floor => Decide(floor, null, 0, 1), _room.Members[1]).ShouldBe("advisory-boards.not-presiding");
        Decide(_room.Floor(MeetingRoom.Start, _room.Members[1]), null, 1, 2).Count().ShouldBe(3);
    }

    [Fact]
    public void The_roll_names_members_in_office_once()
    {
        _room.Refused(0, floor => Decide(floor, null)).ShouldBe("advisory-boards.roll-call");
        _room.Refused(0, floor => Decide(floor, null, 0, 0)).ShouldBe("advisory-boards.roll-call");
        _room.Refused(0, floor => Decide(floor, null, 0, 1, 2, 3, 3)).ShouldBe("advisory-boards.roll-call");
        var removed = _room.AndOf(new MemberRemoved(_room.Members[3], new(2026, 3, 11), Personal.Of(new("somebody"), "Moved away."), "Council"));
        removed.Refused(0, floor => Decide(floor, null, 0, 3)).ShouldBe("advisory-boards.not-a-member");
        removed.And([.. Decide(removed.Floor(MeetingRoom.Start), null, 0, 1)]).Meeting.Roster.Members.Count.ShouldBe(3);
    }

    [Fact]
    public void Without_a_notice_there_is_no_meeting() =>
        MeetingRoom.Of(3).Refused(0, floor => OpenMeeting.Decide(floor, new(Guid.Empty, []))).ShouldBe("advisory-boards.not-noticed");

    private IReadOnlyList<object> Open(DateTimeOffset at, params int[] present) => _room.Decided(at, floor => Decide(floor, null, present));

    private IEnumerable<object> Decide(Floor floor, Guid? presiding, params int[] present) =>
        OpenMeeting.Decide(floor, new(Guid.Empty, [.. present.Select(i => new MemberPresenceInput(_room.Members[i], AttendanceMode.InPerson))], presiding));
}
