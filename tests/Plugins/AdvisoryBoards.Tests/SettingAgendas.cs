namespace Engage.Plugins.AdvisoryBoards;

public sealed class SettingAgendas
{
    private static readonly DateTimeOffset Early = MeetingRoom.Start.AddDays(-5);
    private static readonly AgendaItemInput Cameras = new("Body cameras", 60, AgendaKind.Action, MeetingRoom.Item);
    private static readonly AgendaItemInput Report = new("The chief's report", 30, AgendaKind.Report);

    [Fact]
    public void Parts_stand_behind_what_they_are_part_of()
    {
        var set = Set(MeetingRoom.Of(3), Early, new("Costs", 20, AgendaKind.Discussion, PartOf: 3), Report, Cameras, new("Privacy", 40, AgendaKind.Discussion, PartOfId: MeetingRoom.Item));
        set.Items.Select(item => (item.Title, item.ParentId)).ShouldBe(
            [(Report.Title, null), (Cameras.Title, null), ("Costs", MeetingRoom.Item), ("Privacy", (Guid?)MeetingRoom.Item)]);
    }

    [Fact]
    public void An_item_keeps_its_translations_and_is_outdated_where_its_words_changed()
    {
        var room = MeetingRoom.Of(3).Do(Early, floor => [TranslateAgendaItem.Decide(floor, new(Guid.Empty, MeetingRoom.Item, "de", "Körperkameras", TranslationStatus.Human))]);
        var same = room.And(Set(room, Early, Cameras)).Meeting.Items.ShouldHaveSingleItem();
        (same.Title.In("de"), same.Title.IsOutdated(same.Title.Translations[0])).ShouldBe(("Körperkameras", false));
        var other = room.And(Set(room, Early, Cameras with { Title = "Cameras" })).Meeting.Items.ShouldHaveSingleItem();
        other.Title.IsOutdated(other.Title.Translations[0]).ShouldBeTrue();
    }

    [Fact]
    public void Parts_take_no_longer_than_the_item_and_items_no_longer_than_the_meeting()
    {
        Set(MeetingRoom.Of(3), Early, Cameras, new("Costs", 60, AgendaKind.Discussion, PartOf: 1), Report with { Minutes = 60 });
        Refused(Cameras, new("Costs", 30, AgendaKind.Discussion, PartOf: 1), new("Privacy", 31, AgendaKind.Discussion, PartOf: 1)).ShouldBe("advisory-boards.agenda-too-long");
        Refused(Cameras, Report with { Minutes = 61 }).ShouldBe("advisory-boards.agenda-too-long");
        Refused(Cameras with { Minutes = 0 }).ShouldBe("advisory-boards.minutes");
        Refused([.. Enumerable.Repeat(Report with { Minutes = 1440 }, 100)]).ShouldBe("advisory-boards.agenda-too-long");
    }

    [Fact]
    public void An_agenda_has_two_levels_and_a_hundred_items()
    {
        Set(MeetingRoom.Of(3), Early, [.. Enumerable.Repeat(Report with { Minutes = 1 }, 100)]).Items.Count.ShouldBe(100);
        Refused([.. Enumerable.Repeat(Report with { Minutes = 1 }, 101)]).ShouldBe("advisory-boards.too-many-items");
        foreach (var part in new[] { 0, 1, 2, 4, -1, int.MinValue }) Refused(Report with { PartOf = part }, Report with { PartOf = 3 }, Cameras).ShouldBe("advisory-boards.agenda-part");
        Refused(Report with { PartOf = 2, PartOfId = MeetingRoom.Item }, Cameras).ShouldBe("advisory-boards.agenda-part");
        Refused(Report with { PartOfId = Guid.NewGuid() }, Cameras).ShouldBe("advisory-boards.agenda-part");
        Refused(Cameras with { PartOfId = MeetingRoom.Item }).ShouldBe("advisory-boards.agenda-part");
        Refused(Cameras, Cameras).ShouldBe("advisory-boards.item-twice");
        Refused(Cameras with { Id = Guid.NewGuid() }).ShouldBe("engage.not-found");
    }

    [Fact]
    public void Once_the_notice_period_began_nothing_is_added_to_what_was_noticed()
    {
        var (room, latest) = (MeetingRoom.Of(3).And(new MeetingNoticed(Early)), MeetingRoom.Start.AddHours(-72));
        room.And(Set(room, latest, Cameras, Report)).Meeting.State.ShouldBe(MeetingState.Noticed);
        AgendaItemInput[][] others = [[Cameras, Report], [Cameras with { Title = "Drones" }], [Cameras with { Description = "And drones." }], [Cameras with { Kind = AgendaKind.Report }]];
        foreach (var items in others) room.Refused(latest.AddTicks(10), floor => Decide(floor, items)).ShouldBe("advisory-boards.agenda-noticed");
        var two = room.And(Set(room, Early, Cameras, Report));
        var report = two.Meeting.Items[1].Id;
        Set(two, latest.AddHours(1), Report with { Id = report }, Cameras with { Minutes = 90 }).Items.Select(item => item.ItemId).ShouldBe([report, MeetingRoom.Item]);
        Set(two, latest.AddHours(1), Cameras).Items.Count.ShouldBe(1);
        two.Refused(latest.AddHours(1), floor => Decide(floor, [])).ShouldBe("advisory-boards.no-agenda");
    }

    [Fact]
    public void Words_are_translated_as_they_are()
    {
        var room = MeetingRoom.Of(3);
        room.Refused(Early, floor => TranslateAgendaItem.Decide(floor, new(Guid.Empty, MeetingRoom.Item, "de", "K", TranslationStatus.Human, Of: 2))).ShouldBe("engage.conflict");
        room.Refused(Early, floor => TranslateAgendaItem.Decide(floor, new(Guid.Empty, Guid.NewGuid(), "de", "K", TranslationStatus.Human))).ShouldBe("engage.not-found");
        room.Refused(Early, floor => TranslateMeeting.Decide(floor, new(Guid.Empty, "de", "K", TranslationStatus.Human, Of: 2))).ShouldBe("engage.conflict");
        room.Refused(Early, floor => TranslateMeeting.Decide(floor, new(Guid.Empty, "no tag", "K", TranslationStatus.Human))).ShouldBe("engage.language");
    }

    [Fact]
    public void While_words_are_translated_the_clerk_puts_on_record_what_was_before()
    {
        var open = MeetingRoom.Open(3, 2);
        var translated = open.Do(30, floor => TranslateMeeting.Decide(floor, new(Guid.Empty, "de", "Sitzung", TranslationStatus.Machine)));
        translated.Do(10, MeetingRoom.Arrives(open.Members[2])).Meeting.PresentVoters().Count().ShouldBe(3);
    }

    [Fact]
    public void A_translation_voids_no_vote_and_shuts_nobody_out_who_writes_the_meeting_up()
    {
        var (open, motion) = (MeetingRoom.Open(3, 2), Guid.CreateVersion7());
        var voting = open.And(
            new MotionMoved(motion, open.Board.Id, "Buy cameras", VotingMethod.Proposal, new(), open.Members[0], MeetingRoom.Start.AddMinutes(1)),
            new MotionSeconded(motion, open.Members[1], MeetingRoom.Start.AddMinutes(2)), new VoteCalled(motion, MeetingRoom.Start.AddMinutes(3)))
            .AndOf(new MemberResigned(open.Members[1], new(2026, 3, 11)));
        voting.Decided(MeetingRoom.Start.AddDays(3), floor => [TranslateMeeting.Decide(floor, new(Guid.Empty, "de", "Sitzung", TranslationStatus.Machine))])
            .ShouldHaveSingleItem().ShouldBeOfType<MeetingTranslated>();
        voting.Decided(4, MeetingRoom.Arrives(open.Members[2])).Select(each => each.GetType()).ShouldBe([typeof(RosterChanged), typeof(MotionVoided), typeof(MemberArrived)]);
    }

    private static AgendaSet Set(MeetingRoom room, DateTimeOffset at, params AgendaItemInput[] items) => Decide(room.Floor(at), items);

    private static string Refused(params AgendaItemInput[] items) => MeetingRoom.Of(3).Refused(Early, floor => Decide(floor, items));

    private static AgendaSet Decide(Floor floor, AgendaItemInput[] items) => SetAgenda.Decide(floor, new(Guid.Empty, items), [.. items.Take(100).Select(item => item.Id ?? Guid.CreateVersion7())]);
}
