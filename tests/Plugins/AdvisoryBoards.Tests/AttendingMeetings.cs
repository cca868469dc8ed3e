using static Engage.Plugins.AdvisoryBoards.MeetingRoom;

namespace Engage.Plugins.AdvisoryBoards;

public sealed class AttendingMeetings
{
    private readonly MeetingRoom _room = Open(5, 2);

    [Fact]
    public void The_quorum_is_known_at_every_instant()
    {
        var members = _room.Members;
        var meeting = _room.Do(5, Arrives(members[2])).Do(20, Leaves(members[1])).Do(30, Arrives(members[3])).Do(40, Arrives(members[1])).Do(60, Adjourns).Meeting;
        QuorumExtensions.History(meeting).Select(each => ((each.At - Start).TotalMinutes, each.Present, each.Required, each.Held()))
            .ShouldBe([(0, 2, 3, false), (5, 3, 3, true), (20, 2, 3, false), (30, 3, 3, true), (40, 4, 3, true)]);
        int? At(double minute) => QuorumExtensions.At(meeting, Start.AddMinutes(minute))?.Present;
        new[] { -1, 0, 4.9, 5, 19.9, 20, 35, 59.9, 60, 90 }.Select(At).ShouldBe([null, 2, 2, 3, 3, 2, 3, 4, null, null]);
    }

    [Fact]
    public void Who_is_there_does_not_arrive_and_who_is_not_does_not_leave()
    {
        _room.Refused(5, Arrives(_room.Members[1])).ShouldBe("advisory-boards.present-already");
        _room.Refused(5, Leaves(_room.Members[2])).ShouldBe("advisory-boards.not-present");
        _room.Do(5, Leaves(_room.Members[1])).Refused(6, Leaves(_room.Members[1])).ShouldBe("advisory-boards.not-present");
    }

    [Fact]
    public void Only_members_in_office_attend()
    {
        _room.Refused(5, Arrives(Guid.NewGuid())).ShouldBe("advisory-boards.not-a-member");
        _room.AndOf(new MemberResigned(_room.Members[4], new(2026, 3, 11))).Refused(5, Arrives(_room.Members[4])).ShouldBe("advisory-boards.not-a-member");
    }

    [Fact]
    public void Who_leaves_office_in_the_middle_counts_no_more_from_the_next_thing_on()
    {
        var three = _room.Do(5, Arrives(_room.Members[2])).AndOf(new MemberRemoved(_room.Members[2], new(2026, 3, 11), Personal.Of(new("somebody"), "By the council, to take effect yesterday."), "Council"));
        three.Decided(10, Excuses(_room.Members[3])).Select(each => each.GetType()).ShouldBe([typeof(RosterChanged), typeof(AbsenceExcused)]);
        three.Do(10, Excuses(_room.Members[3])).Meeting.HasQuorum().ShouldBeFalse();
    }

    [Fact]
    public void Whoever_presides_hands_the_chair_over_before_they_leave()
    {
        var (chair, other) = (_room.Members[0], _room.Members[1]);
        _room.Refused(5, Leaves(chair)).ShouldBe("advisory-boards.presiding-leaves");
        _room.Refused(5, HandsOverTo(chair)).ShouldBe("advisory-boards.in-chair-already");
        _room.Refused(5, HandsOverTo(_room.Members[2])).ShouldBe("advisory-boards.not-present");
        _room.Refused(5, HandsOverTo(Guid.NewGuid())).ShouldBe("advisory-boards.not-a-member");
        var handed = _room.Do(5, HandsOverTo(other), self: chair).Do(6, Leaves(chair), self: other);
        (handed.Meeting.Presiding, handed.Meeting.IsPresent(chair)).ShouldBe((other, false));
        handed.Refused(7, Recesses, self: chair).ShouldBe("advisory-boards.not-presiding");
    }

    [Fact]
    public void Only_the_clerk_and_who_presides_keep_the_record()
    {
        var (chair, other) = (_room.Members[0], _room.Members[1]);
        Func<Floor, object>[] everything = [
            Arrives(_room.Members[2]), Leaves(other), Excuses(_room.Members[2]), HandsOverTo(other), Recesses, Adjourns];
        foreach (var decide in everything)
        {
            _room.Refused(5, decide, self: _room.Members[3]).ShouldBe("advisory-boards.not-presiding");
            _room.Refused(5, decide, self: Guid.NewGuid()).ShouldBe("advisory-boards.not-presiding");
            _room.Decided(5, decide, self: chair).Count.ShouldBe(1);
            _room.Decided(5, decide).Count.ShouldBe(1);
        }
    }

    [Fact]
    public void Members_put_their_own_coming_and_going_on_record_and_nobody_elses()
    {
        var (ben, cem) = (_room.Members[1], _room.Members[2]);
        var left = _room.Do(5, Arrives(cem), self: cem).Do(6, Leaves(ben), self: ben);
        (left.Meeting.HasQuorum(), left.Meeting.IsPresent(ben), left.Meeting.IsPresent(cem)).ShouldBe((false, false, true));
        left.Refused(7, Leaves(cem), self: ben).ShouldBe("advisory-boards.not-presiding");
        left.Refused(7, Arrives(ben), self: cem).ShouldBe("advisory-boards.not-presiding");
        _room.Refused(5, Leaves(_room.Members[0]), self: _room.Members[0]).ShouldBe("advisory-boards.presiding-leaves");
    }

    [Fact]
    public void Who_has_no_vote_takes_no_chair()
    {
        var roster = new Roster([.. _room.Meeting.Roster.Members.Select((member, i) => member with { Votes = i != 2 })], 3);
        var advised = _room.Do(4, Arrives(_room.Members[2])).And(new RosterChanged(roster, Start.AddMinutes(4)));
        Should.Throw<Refusal>(() => HandsOverTo(_room.Members[2])(advised.Floor(Start.AddMinutes(5)))).Code.ShouldBe("advisory-boards.not-voting");
        HandsOverTo(_room.Members[1])(advised.Floor(Start.AddMinutes(5))).ShouldBe(new PresidingChanged(_room.Members[1], Start.AddMinutes(5)));
    }

    [Fact]
    public void Who_was_there_needs_no_excuse()
    {
        _room.Refused(5, Excuses(_room.Members[1])).ShouldBe("advisory-boards.not-absent");
        _room.Do(5, Leaves(_room.Members[1])).Refused(6, Excuses(_room.Members[1])).ShouldBe("advisory-boards.not-absent");
        _room.Refused(5, Excuses(Guid.NewGuid())).ShouldBe("advisory-boards.not-a-member");
        var excused = _room.Do(5, Excuses(_room.Members[2]));
        excused.Do(6, Arrives(_room.Members[2])).Meeting.HasQuorum().ShouldBeTrue();
    }

    [Fact]
    public void Somebody_is_excused_before_the_meeting_too()
    {
        var ahead = MeetingRoom.Of(3);
        ahead.Do(-60, Excuses(ahead.Members[1])).Meeting.Excuses.ShouldHaveSingleItem().Reason.ShouldBe(Personal.Of(ahead.Board.Memberships[1].Person, "Ill."));
        ahead.Refused(-60, Excuses(ahead.Members[1]), self: ahead.Members[0]).ShouldBe("advisory-boards.not-presiding");
    }

    [Fact]
    public void What_happens_is_put_on_record_in_its_order_and_never_before_it_happens()
    {
        _room.Do(20, Leaves(_room.Members[1])).Refused(19, Arrives(_room.Members[2])).ShouldBe("advisory-boards.out-of-order");
        Should.Throw<Refusal>(() => Record.Decide(_room.Floor(Start.AddMinutes(5)), Start.AddMinutes(4), floor => [Arrives(_room.Members[2])(floor)])).Code.ShouldBe("advisory-boards.not-yet");
    }

    [Fact]
    public void Before_it_is_called_to_order_and_after_it_was_adjourned_nothing_happens_in_a_meeting()
    {
        var (ahead, over) = (MeetingRoom.Of(5), _room.Do(60, Adjourns));
        Func<Floor, object>[] everything = [Arrives(ahead.Members[2]), Leaves(ahead.Members[1]), HandsOverTo(ahead.Members[1]), Recesses, Resumes, Reopens, Adjourns];
        foreach (var decide in everything)
        {
            ahead.Refused(61, decide).ShouldBe("advisory-boards.meeting-not-open");
            over.Refused(61, decide).ShouldBe("advisory-boards.meeting-over");
        }
        over.Refused(61, Excuses(_room.Members[3])).ShouldBe("advisory-boards.meeting-over");
        foreach (var decide in new[] { Takes(Item), Notes("N"), Closes() })
        {
            ahead.Refused(61, decide).ShouldBe("advisory-boards.meeting-not-open");
            over.Refused(61, decide).ShouldBe("advisory-boards.meeting-not-open");
        }
    }

    [Fact]
    public void A_meeting_goes_on_after_a_recess_as_it_was()
    {
        var recessed = _room.Do(10, floor => RecessMeeting.Decide(floor, new(Guid.Empty, Start.AddMinutes(25))));
        recessed.Refused(11, Recesses).ShouldBe("advisory-boards.recessed-already");
        recessed.Refused(11, Takes(Item)).ShouldBe("advisory-boards.meeting-not-open");
        recessed.Do(11, Arrives(_room.Members[2])).Do(30, Resumes).Do(31, Takes(Item)).Meeting.Items[0].TakenAt.ShouldBe(Start.AddMinutes(31));
        recessed.Do(11, Adjourns).Meeting.Recesses.ShouldBe([new(Start.AddMinutes(10), Start.AddMinutes(11))]);
        _room.Refused(11, Resumes).ShouldBe("advisory-boards.not-recessed");
        foreach (var until in new[] { Start.AddMinutes(10), Start.AddDays(31) })
            _room.Refused(10, floor => RecessMeeting.Decide(floor, new(Guid.Empty, until))).ShouldBe("advisory-boards.recess-until");
    }
}
