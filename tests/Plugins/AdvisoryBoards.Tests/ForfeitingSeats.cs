using static Engage.Plugins.AdvisoryBoards.MeetingRoom;

namespace Engage.Plugins.AdvisoryBoards;

public sealed class ForfeitingSeats
{
    private static readonly DateOnly Day = DateOnly.FromDateTime(Start.UtcDateTime);

    private readonly MeetingRoom _room = Of(3);

    private Guid Member => _room.Members[2];

    [Fact]
    public void Three_meetings_missed_in_a_row_forfeit_the_seat()
    {
        Forfeited("AA").ShouldBeFalse();
        Forfeited("AAA").ShouldBeTrue();
        Forfeited("APAA").ShouldBeFalse();
        Forfeited("AAPA").ShouldBeFalse();
        Forfeited("PAAA").ShouldBeTrue();
    }

    [Fact]
    public void What_was_excused_neither_counts_nor_breaks_a_row()
    {
        Forfeited("AEA").ShouldBeFalse();
        Forfeited("AEAEA").ShouldBeTrue();
        Forfeited("AAE").ShouldBeFalse();
        Forfeited("EEEEEEEE").ShouldBeFalse();
    }

    [Fact]
    public void Five_meetings_missed_within_a_year_forfeit_the_seat()
    {
        Forfeited("AAPAPAPA").ShouldBeTrue();
        Forfeited("AAPAPPA").ShouldBeFalse();
        // The first of the five was longer ago than the rule counts.
        Forfeited("APPPPPPPAAPAPA").ShouldBeFalse();
    }

    [Fact]
    public void A_rule_that_is_left_out_forfeits_nothing()
    {
        Forfeited("AAAA", new AbsenceRule(Within: 5)).ShouldBeFalse();
        Forfeited("APAPAPAPA", new AbsenceRule(Consecutive: 2)).ShouldBeFalse();
        Adjourn("AAAAAAAAAA", BoardFixture.Rules with { Absence = null }).OfType<SeatForfeited>().ShouldBeEmpty();
    }

    [Fact]
    public void A_meeting_that_is_put_on_record_after_later_ones_makes_up_the_number_too()
    {
        var (board, meetings) = Recorded((-1, 'A'), (1, 'A'));
        var forfeited = Absences.Of(Adjourned(_room with { Board = board })).OfType<SeatForfeited>().ShouldHaveSingleItem();
        (forfeited.MembershipId, forfeited.On, forfeited.Meetings.Count).ShouldBe((Member, Day.AddMonths(1), 3));
        forfeited.Meetings.ShouldContain(meetings[1]);
        // Who attended since was in office there, and is out from then on.
        var (since, _) = Recorded((-1, 'A'), (1, 'A'), (2, 'P'));
        Absences.Of(Adjourned(_room with { Board = since })).OfType<SeatForfeited>().ShouldHaveSingleItem().On.ShouldBe(Day.AddMonths(2));
        var (between, _) = Recorded((-1, 'A'), (1, 'P'), (2, 'A'));
        Absences.Of(Adjourned(_room with { Board = between })).OfType<SeatForfeited>().ShouldBeEmpty();
        Absences.Of(Adjourned((_room with { Board = board }).AndOf(new SeatForfeited(Member, Day.AddMonths(1), meetings)))).OfType<SeatForfeited>().ShouldBeEmpty();
    }

    [Fact]
    public void Only_regular_meetings_count()
    {
        foreach (var kind in new[] { MeetingKind.Special, MeetingKind.Emergency })
        {
            var room = _room with { Board = Held("AA").Board, Meeting = _room.Meeting with { Kind = kind } };
            Absences.Of(Adjourned(room)).ShouldHaveSingleItem().ShouldBeOfType<AttendanceRecorded>().Kind.ShouldBe(kind);
            var sham = (_room with { Board = Held("A").Board }).AndOf(Missed(Day.AddDays(-1), kind), Missed(Day.AddDays(-2), kind));
            Absences.Of(Adjourned(sham)).OfType<SeatForfeited>().ShouldBeEmpty();
        }
    }

    [Fact]
    public void Of_several_meetings_on_a_day_one_counts_and_who_was_at_one_of_them_was_there()
    {
        var room = (_room with { Board = Held("A").Board }).AndOf(Missed(Day), Missed(Day), Missed(Day));
        Absences.Of(Adjourned(room)).OfType<SeatForfeited>().ShouldBeEmpty();
        var attended = (_room with { Board = Held("AA").Board }).AndOf(new AttendanceRecorded(Guid.CreateVersion7(), Day, [Member], [], [], MeetingKind.Regular));
        Absences.Of(Adjourned(attended)).OfType<SeatForfeited>().ShouldBeEmpty();
    }

    [Fact]
    public void The_record_names_the_meetings_that_were_missed()
    {
        var (board, meetings) = Held("PAPAE");
        var forfeited = Absences.Forfeiting(board, board.Memberships[2], new(Consecutive: 2, Within: 2), Day);
        forfeited.ShouldBe([meetings[1], meetings[3]]);
    }

    [Fact]
    public void Meetings_of_a_term_before_count_no_more()
    {
        var (board, _) = Held("AA");
        var term = Guid.CreateVersion7();
        var again = _room with { Board = board };
        again = again.AndOf(
            new MemberRemoved(Member, Day.AddDays(-10), Personal.Of(new("somebody"), "Resigned to be appointed anew."), "Council"),
            new MemberNominated(term, board.Memberships[2].SeatId, board.Memberships[2].Person, board.Memberships[2].Name, "Council", Day.AddDays(-9)),
            new MemberConfirmed(term, Day.AddDays(-9), Day.AddYears(4), "Resolution 2", Day.AddDays(-9)));
        again.Board.Attendance.Count.ShouldBe(2);
        Absences.Of(Adjourned(again)).OfType<SeatForfeited>().ShouldBeEmpty();
    }

    [Fact]
    public void Holding_over_counts()
    {
        var (board, _) = Held("AA");
        var holding = (_room with { Board = board }).AndOf(new MemberConfirmed(Member, new(2020, 1, 1), Day.AddMonths(-6), "Resolution 1", new(2020, 1, 1)));
        InOffice.Holds(holding.Board, holding.Board.Memberships[2], Day).ShouldBeTrue();
        Absences.Of(Adjourned(holding)).OfType<SeatForfeited>().ShouldHaveSingleItem().MembershipId.ShouldBe(Member);
    }

    [Fact]
    public void Who_was_there_for_any_time_was_there()
    {
        var open = _room.And(new MeetingNoticed(Start.AddDays(-8))).Do(Start, floor => OpenMeeting.Decide(floor, new(Guid.Empty, [new(_room.Members[0], AttendanceMode.InPerson)])))
            .Do(1, Arrives(_room.Members[1])).Do(2, Leaves(_room.Members[1])).Do(3, Excuses(Member)).Do(4, Adjourns);
        var recorded = Absences.Of(open.Floor(Start.AddMinutes(4))).ShouldHaveSingleItem().ShouldBeOfType<AttendanceRecorded>();
        (recorded.MeetingId, recorded.On).ShouldBe((open.Meeting.Id, Day));
        recorded.Present.ShouldBe([_room.Members[0], _room.Members[1]]);
        recorded.Excused.ShouldBe([Member]);
        recorded.Absent.ShouldBeEmpty();
    }

    [Fact]
    public void Who_goes_that_day_anyhow_forfeits_nothing()
    {
        var (board, _) = Held("AA");
        var going = (_room with { Board = board }).AndOf(new MemberResigned(Member, Day));
        Absences.Of(Adjourned(going)).OfType<SeatForfeited>().ShouldBeEmpty();
    }

    private bool Forfeited(string attendance, AbsenceRule? rule = null) =>
        Adjourn(attendance, BoardFixture.Rules with { Absence = rule ?? new(Consecutive: 3, Within: 5) }).OfType<SeatForfeited>().Any(each => each.MembershipId == Member);

    // Of the last letter it depends what is decided on the day; those before were held a month after another.
    private List<object> Adjourn(string attendance, BoardRules rules)
    {
        var (board, _) = Held(attendance[..^1]);
        return [.. Absences.Of(Adjourned((_room with { Board = board }).AndOf(new BoardRulesAmended(rules, "Ordinance 2026-1", new(2020, 1, 2))), attendance[^1]))];
    }

    private AttendanceRecorded Missed(DateOnly day, MeetingKind kind = MeetingKind.Regular) => new(Guid.CreateVersion7(), day, [], [], [Member], kind);

    private (Board Board, List<Guid> Meetings) Held(string attendance) => Recorded([.. attendance.Index().Select(each => (each.Index - attendance.Length, each.Item))]);

    private (Board Board, List<Guid> Meetings) Recorded(params IReadOnlyList<(int Month, char Letter)> attendance)
    {
        List<Guid> meetings = [];
        var board = attendance.Aggregate(_room.Board, (before, each) =>
        {
            meetings.Add(Guid.CreateVersion7());
            Guid[] If(char letter) => each.Letter == letter ? [Member] : [];
            return Board.Evolve(before, before.Id, new AttendanceRecorded(meetings[^1], Day.AddMonths(each.Month), If('P'), If('E'), If('A'), MeetingKind.Regular))!;
        });
        return (board, meetings);
    }

    private Floor Adjourned(MeetingRoom room, char last = 'A')
    {
        var open = room.And(new MeetingNoticed(Start.AddDays(-8))).Do(Start, floor => OpenMeeting.Decide(floor, new(Guid.Empty, [new(_room.Members[0], AttendanceMode.InPerson)])));
        if (last == 'P') open = open.Do(1, Arrives(Member));
        if (last == 'E') open = open.Do(1, Excuses(Member));
        return open.Do(2, Adjourns).Floor(Start.AddMinutes(2));
    }
}
