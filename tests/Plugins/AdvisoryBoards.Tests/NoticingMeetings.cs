namespace Engage.Plugins.AdvisoryBoards;

public sealed class NoticingMeetings
{
    [Theory]
    [InlineData(MeetingKind.Regular, 72)]
    [InlineData(MeetingKind.Special, 24)]
    public void A_meeting_is_noticed_up_to_the_last_moment_and_no_later(MeetingKind kind, int hours)
    {
        var (room, latest) = (MeetingRoom.Of(3, kind: kind), MeetingRoom.Start.AddHours(-hours));
        NoticeMeeting.Decide(room.Floor(latest), new(Guid.Empty)).ShouldBe(new MeetingNoticed(latest));
        room.And(new MeetingNoticed(latest)).Meeting.Revision.ShouldBe(room.Meeting.Revision + 1);
        var refusal = Should.Throw<Refusal>(() => NoticeMeeting.Decide(room.Floor(latest.AddTicks(10)), new(Guid.Empty)));
        refusal.Code.ShouldBe("advisory-boards.notice-too-late");
        refusal.Message.ShouldContain($"{latest:O}");
        refusal.Message.ShouldContain("emergency meeting");
    }

    [Fact]
    public void An_emergency_meeting_is_noticed_at_any_moment_before_it_begins_on_a_ground()
    {
        var room = MeetingRoom.Of(3, kind: MeetingKind.Emergency);
        NoticeMeeting.Decide(room.Floor(MeetingRoom.Start), new(Guid.Empty, " A flood. ")).Emergency.ShouldBe("A flood.");
        room.Refused(0, floor => NoticeMeeting.Decide(floor, new(Guid.Empty, " "))).ShouldBe("advisory-boards.emergency-ground");
        room.Refused(1, floor => NoticeMeeting.Decide(floor, new(Guid.Empty, "A flood."))).ShouldBe("advisory-boards.notice-too-late");
    }

    [Fact]
    public void No_other_meeting_names_a_ground_to_go_without() =>
        MeetingRoom.Of(3).Refused(MeetingRoom.Start.AddDays(-5), floor => NoticeMeeting.Decide(floor, new(Guid.Empty, "In a hurry."))).ShouldBe("advisory-boards.emergency-ground");

    [Fact]
    public void The_rules_of_the_day_say_how_long_before()
    {
        var (room, day) = (MeetingRoom.Of(3), MeetingRoom.Start.AddHours(-73));
        var amended = room.AndOf(new BoardRulesAmended(BoardFixture.Rules with { NoticeHours = 96 }, "Ordinance 2026-1", DateOnly.FromDateTime(day.UtcDateTime)));
        NoticeMeeting.Decide(room.Floor(day), new(Guid.Empty));
        amended.Refused(day, floor => NoticeMeeting.Decide(floor, new(Guid.Empty))).ShouldBe("advisory-boards.notice-too-late");
        NoticeMeeting.Decide(amended.Floor(day.AddDays(-2)), new(Guid.Empty));
    }

    [Fact]
    public void There_is_no_notice_without_an_agenda_and_none_twice()
    {
        var (room, early) = (MeetingRoom.Of(3), MeetingRoom.Start.AddDays(-5));
        room.And(new AgendaSet([], early)).Refused(early, floor => NoticeMeeting.Decide(floor, new(Guid.Empty))).ShouldBe("advisory-boards.no-agenda");
        room.And(new MeetingNoticed(early)).Refused(early, floor => NoticeMeeting.Decide(floor, new(Guid.Empty))).ShouldBe("advisory-boards.noticed-already");
    }

    [Fact]
    public void A_meeting_that_is_moved_takes_a_new_notice()
    {
        var early = MeetingRoom.Start.AddDays(-5);
        var moved = MeetingRoom.Of(3).And(new MeetingNoticed(early.AddDays(-1))).Do(early, floor => [RescheduleMeeting.Decide(floor, new(Guid.Empty, "The room is taken.", Place: "Library"))]);
        (moved.Meeting.State, moved.Meeting.NoticedAt, moved.Meeting.Revision, moved.Meeting.Place).ShouldBe((MeetingState.Scheduled, null, 2, "Library"));
        moved.Refused(0, floor => OpenMeeting.Decide(floor, new(Guid.Empty, []))).ShouldBe("advisory-boards.not-noticed");
        moved.Do(early.AddHours(1), floor => [NoticeMeeting.Decide(floor, new(Guid.Empty))]).Meeting.State.ShouldBe(MeetingState.Noticed);
    }

    [Fact]
    public void A_meeting_is_moved_to_a_time_to_come_that_its_agenda_fits_into()
    {
        var (room, early) = (MeetingRoom.Of(3), MeetingRoom.Start.AddDays(-5));
        RescheduleMeetingInput same = new(Guid.Empty, "Why not.", MeetingRoom.Start, 120, "City Hall, room 2");
        room.Refused(early, floor => RescheduleMeeting.Decide(floor, same)).ShouldBe("advisory-boards.unchanged");
        room.Refused(early, floor => RescheduleMeeting.Decide(floor, same with { StartsAt = early })).ShouldBe("advisory-boards.starts-at");
        room.Refused(early, floor => RescheduleMeeting.Decide(floor, same with { StartsAt = early.AddYears(6) })).ShouldBe("advisory-boards.starts-at");
        room.Refused(early, floor => RescheduleMeeting.Decide(floor, same with { Minutes = 59 })).ShouldBe("advisory-boards.agenda-too-long");
        room.Refused(early, floor => RescheduleMeeting.Decide(floor, same with { Minutes = 0 })).ShouldBe("advisory-boards.minutes");
        room.Refused(early, floor => RescheduleMeeting.Decide(floor, same with { Link = "http://example.org" })).ShouldBe("engage.web-address");
    }

    [Fact]
    public void A_meeting_that_was_called_to_order_is_neither_noticed_nor_moved_nor_cancelled()
    {
        var (open, over) = (MeetingRoom.Open(3, 2), MeetingRoom.Of(3).And(new MeetingCancelled("Snow.", MeetingRoom.Start)));
        Func<Floor, object>[] ahead = [
            floor => NoticeMeeting.Decide(floor, new(Guid.Empty)), floor => CancelMeeting.Decide(floor, new(Guid.Empty, "Snow.")), floor => SetAgenda.Decide(floor, new(Guid.Empty, []), []),
            floor => RescheduleMeeting.Decide(floor, new(Guid.Empty, "Snow.", Place: "Library")), floor => OpenMeeting.Decide(floor, new(Guid.Empty, []))];
        foreach (var decide in ahead)
        {
            open.Refused(1, decide).ShouldBe("advisory-boards.meeting-opened");
            over.Refused(1, decide).ShouldBe("advisory-boards.meeting-over");
        }
    }
}
