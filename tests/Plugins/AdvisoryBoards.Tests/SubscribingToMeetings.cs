using System.Net;
using System.Text;
using CsCheck;
using Ical.Net.CalendarComponents;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Calendar = Ical.Net.Calendar;

namespace Engage.Plugins.AdvisoryBoards;

public sealed class SubscribingToMeetings(BoardFixture boards) : IClassFixture<BoardFixture>
{
    private const string Query = "query ($board: ID, $language: String) { meetingCalendar(boardId: $board, language: $language) }";

    // Hostile texts hold what would end a line, a property or an event, and what is cut in two where lines are folded by units of UTF-16.
    private static readonly string Hostile = $"Lamps, \"paths\"; c:\\x\r\nEND:VEVENT\nBEGIN:VEVENT\rSUMMARY:Owned\r\n DTSTART:20300101T000000Z {string.Concat(Enumerable.Repeat("😀é", 60))}";

    private static readonly string Read = Hostile.Replace("\r\n", "\n").Replace('\r', '\n');

    private static readonly DateTimeOffset Start = new(DateTimeOffset.UtcNow.UtcDateTime.Date.AddDays(30).AddHours(18), TimeSpan.Zero);

    [Fact]
    public async Task A_meeting_is_an_event_with_its_place_its_agenda_and_its_notice()
    {
        var (board, _) = await boards.Board();
        var (first, second) = (Guid.NewGuid(), Guid.NewGuid());
        var meeting = await Meeting(
            Scheduled(board, link: "https://example.org/live?a=1&b=2"),
            new AgendaSet([new(first, null, "Body cameras", 60, AgendaKind.Action), new(second, first, "Costs", 20, AgendaKind.Report), new(Guid.NewGuid(), null, "Public comment", 30, AgendaKind.Hearing)], Start.AddDays(-20)),
            new MeetingNoticed(Start.AddDays(-15)));

        var text = await Text(board);

        text.ShouldStartWith("BEGIN:VCALENDAR\r\n");
        text.ShouldEndWith("END:VCALENDAR\r\n");
        Lines(text).ShouldEachBeThereOnce(["VERSION:2.0", "METHOD:PUBLISH", "PRODID:-//Engage//Advisory boards//EN", "X-WR-CALNAME:Police Advisory Board", "BEGIN:VEVENT",
            $"UID:{meeting}@default", "SEQUENCE:1", "STATUS:CONFIRMED", "CATEGORIES:Regular meeting", "URL:https://example.org/live?a=1&b=2", "LOCATION:City Hall\\, room 2",
            $"DTSTAMP:{Start.AddDays(-15):yyyyMMdd'T'HHmmss'Z'}", $"LAST-MODIFIED:{Start.AddDays(-15):yyyyMMdd'T'HHmmss'Z'}",
            $"DTSTART:{Start:yyyyMMdd'T'HHmmss'Z'}", $"DTEND:{Start.AddHours(2):yyyyMMdd'T'HHmmss'Z'}", "SUMMARY:Police Advisory Board: Monthly meeting"]);
        var only = Calendar.Load(text)!.Events.ShouldHaveSingleItem();
        only.Description.ShouldBe($"Public notice was given on {Start.AddDays(-15):yyyy-MM-dd}.\n\nAgenda\n1. Body cameras (60 min)\n1.1. Costs (20 min)\n2. Public comment (30 min)");
    }

    [Fact]
    public async Task A_meeting_that_is_moved_is_the_same_event_with_a_higher_sequence_until_the_public_is_told_anew()
    {
        var (board, _) = await boards.Board();
        var meeting = await Meeting(Scheduled(board), new MeetingNoticed(Start.AddDays(-15)), new MeetingRescheduled(Start.AddDays(1), 60, "Library", "The hall is flooded.", Start.AddDays(-10)));

        var moved = (await Events(board)).ShouldHaveSingleItem();

        (moved.Uid, moved.Sequence, moved.Status, moved.Location).ShouldBe(($"{meeting}@default", 2, "TENTATIVE", "Library"));
        (moved.Start!.AsUtc, moved.End!.AsUtc).ShouldBe((Start.AddDays(1).UtcDateTime, Start.AddDays(1).AddHours(1).UtcDateTime));
        moved.Description.ShouldBe("Moved: The hall is flooded.\nNo public notice was given yet; time, place and agenda may change.");
    }

    [Fact]
    public async Task A_meeting_that_is_cancelled_stays_as_such_so_that_calendars_take_it_away()
    {
        var (board, _) = await boards.Board();
        var meeting = await Meeting(Scheduled(board), new MeetingNoticed(Start.AddDays(-15)), new MeetingCancelled("No quorum in sight.", Start.AddDays(-1)));

        var cancelled = (await Events(board)).ShouldHaveSingleItem();

        (cancelled.Uid, cancelled.Sequence, cancelled.Status).ShouldBe(($"{meeting}@default", 2, "CANCELLED"));
        cancelled.Description!.ShouldStartWith("Cancelled: No quorum in sight.\n");
    }

    [Fact]
    public async Task An_emergency_meeting_says_on_what_ground_it_goes_without_the_usual_notice()
    {
        var (board, _) = await boards.Board();
        await Meeting(Scheduled(board, MeetingKind.Emergency), new MeetingNoticed(Start.AddHours(-3), "A flood."));

        var only = (await Events(board)).ShouldHaveSingleItem();

        only.Categories.ShouldBe(["Emergency meeting"]);
        only.Description!.ShouldEndWith("\nWithout the usual notice: A flood.");
    }

    [Fact]
    public async Task No_text_breaks_out_of_its_property_and_no_line_is_longer_than_75_octets()
    {
        var board = Guid.CreateVersion7();
        await boards.Append<Board>(board, [new BoardEstablished(Hostile, BoardKind.Advisory, "Advises.", "1", BoardFixture.Rules, new(2020, 1, 1))]);
        await Meeting(
            Scheduled(board, title: Hostile + "\u0007\u0085", place: Hostile, link: "https://example.org/\r\nBEGIN:VALARM\r\nX:1"),
            new AgendaSet([new(Guid.NewGuid(), null, Hostile, 60, AgendaKind.Action)], Start.AddDays(-20)),
            new MeetingCancelled(Hostile, Start.AddDays(-10)));

        var text = await Text(board);

        ShouldBeWellFormed(text);
        var calendar = Calendar.Load(text)!;
        calendar.Properties["X-WR-CALNAME"]!.Value.ShouldBe(Read);
        var only = calendar.Events.ShouldHaveSingleItem();
        only.Alarms.ShouldBeEmpty();
        (only.Summary, only.Location).ShouldBe(($"{Read}: {Read}", Read));
        only.Url!.AbsoluteUri.ShouldBe("https://example.org/%0D%0ABEGIN:VALARM%0D%0AX:1");
        only.Description.ShouldBe($"Cancelled: {Read}\n\nAgenda\n1. {Read} (60 min)");
    }

    [Fact]
    public async Task The_same_meetings_are_the_same_bytes()
    {
        var (board, _) = await boards.Board();
        var meeting = await Meeting(Scheduled(board));
        await Meeting(Scheduled(board), new MeetingNoticed(Start.AddDays(-15)));
        var before = await Text(board);

        (await Text(board)).ShouldBe(before);

        await Append(meeting, new MeetingNoticed(Start.AddDays(-9)));
        (await Text(board)).ShouldNotBe(before);
    }

    [Fact]
    public async Task Each_board_has_a_calendar_and_the_agency_one_of_all()
    {
        var ((one, _), (other, _)) = (await boards.Board(), await boards.Board());
        var (first, second) = (await Meeting(Scheduled(one)), await Meeting(Scheduled(other)));

        (await Events(one)).Select(each => each.Uid).ShouldBe([$"{first}@default"]);
        (await Events(other)).Select(each => each.Uid).ShouldBe([$"{second}@default"]);
        (await Events(null)).Select(each => each.Uid).ShouldContain($"{first}@default");
        (await Events(null)).Select(each => each.Uid).ShouldContain($"{second}@default");
        Lines(await Text(null)).ShouldContain("X-WR-CALNAME:Meetings of the advisory boards");
    }

    [Fact]
    public async Task What_began_more_than_13_months_ago_is_left_out()
    {
        var (board, _) = await boards.Board();
        var from = DateTimeOffset.UtcNow.AddMonths(-13);
        await Meeting(Scheduled(board, start: from.AddHours(-1)));
        var shown = await Meeting(Scheduled(board, start: from.AddHours(1)));

        (await Events(board)).ShouldHaveSingleItem().Uid.ShouldBe($"{shown}@default");
    }

    [Fact]
    public async Task Of_very_many_meetings_the_latest_thousand_are_shown_in_their_order()
    {
        var (board, _) = await boards.Board();
        await using var session = boards.Engage.Services.GetRequiredService<IDocumentStore>().LightweightSession(Agency.Default);
        for (var i = 0; i < 1_002; i++) session.Events.StartStream<Meeting>(Guid.CreateVersion7(), Scheduled(board, title: $"Meeting {i}", start: Start.AddHours(i)));
        await session.SaveChangesAsync();

        var text = await Text(board);

        Lines(text).Where(line => line.StartsWith("SUMMARY:")).ShouldBe(Enumerable.Range(2, 1_000).Select(i => $"SUMMARY:Police Advisory Board: Meeting {i}"));
    }

    [Fact]
    public async Task It_is_read_in_the_language_that_is_asked_for()
    {
        var (board, _) = await boards.Board();
        var item = Guid.NewGuid();
        await Meeting(
            Scheduled(board), new AgendaSet([new(item, null, "Body cameras", 60, AgendaKind.Action)], Start.AddDays(-20)),
            new MeetingTranslated("es", "Reunión mensual", TranslationStatus.Human, Start.AddDays(-19)),
            new AgendaItemTranslated(item, "es", "Cámaras corporales", null, TranslationStatus.Human, Start.AddDays(-19)));

        var spanish = (await Events(board, "es-MX")).ShouldHaveSingleItem();

        spanish.Summary.ShouldBe("Police Advisory Board: Reunión mensual");
        spanish.Description!.ShouldContain("1. Cámaras corporales (60 min)");
        (await Events(board, "fr")).ShouldHaveSingleItem().Summary.ShouldBe("Police Advisory Board: Monthly meeting");
        (await boards.Engage.Anonymous.GraphQL(Query, new { board, language = "no language" })).ToString().ShouldContain("engage.language");
        var elsewhere = (await boards.Engage.In("trenton")).Anonymous;
        (await elsewhere.GraphQL(Query, new { language = "no language" })).ToString().ShouldContain("engage.language", customMessage: "where there is nothing to read in it too");
    }

    [Fact]
    public async Task Of_a_very_long_agenda_as_much_is_shown_as_fits_and_how_much_more_there_is()
    {
        var (board, _) = await boards.Board();
        var items = Enumerable.Range(0, 100).Select(_ => new AgendaEntry(Guid.NewGuid(), null, new string('a', 200), 1, AgendaKind.Report)).ToList();
        await Meeting(Scheduled(board), new AgendaSet(items, Start.AddDays(-20)));

        var lines = (await Events(board)).ShouldHaveSingleItem().Description!.Split('\n');

        lines.Count(line => line.EndsWith("aaa (1 min)")).ShouldBe(14);
        lines[^1].ShouldBe("… and 86 more");
    }

    [Fact]
    public async Task A_board_that_there_is_not_or_not_here_has_none()
    {
        var (board, _) = await boards.Board();
        var elsewhere = await (await boards.Engage.In("camden")).Anonymous.Data(Query, new { board });

        elsewhere.GetProperty("meetingCalendar").GetString().ShouldBeNull();
        (await boards.Engage.Anonymous.Data(Query, new { board = Guid.NewGuid() })).GetProperty("meetingCalendar").GetString().ShouldBeNull();
    }

    [Fact]
    public async Task A_calendar_subscribes_to_a_file_and_asks_only_for_what_has_changed()
    {
        var (board, _) = await boards.Board();
        var meeting = await Meeting(Scheduled(board));
        using var http = new HttpClient { BaseAddress = new Uri(boards.Engage.Address, "/agencies/default/advisory-boards/") };

        var answer = await http.GetAsync($"meetings.ics?board={board}");
        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/calendar; charset=utf-8");
        (await answer.Content.ReadAsStringAsync()).ShouldBe(await Text(board));

        http.DefaultRequestHeaders.IfNoneMatch.Add(answer.Headers.ETag!);
        (await http.GetAsync($"meetings.ics?board={board}")).StatusCode.ShouldBe(HttpStatusCode.NotModified);
        await Append(meeting, new MeetingCancelled("No quorum in sight.", Start.AddDays(-1)));
        var changed = await http.GetAsync($"meetings.ics?board={board}");
        changed.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await changed.Content.ReadAsStringAsync()).ShouldContain("STATUS:CANCELLED");

        (await http.GetAsync("meetings.ics")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await http.GetAsync($"meetings.ics?board={Guid.NewGuid()}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await http.GetAsync("meetings.ics?board=all")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Loaded_from_its_folder_the_plugin_brings_the_library_for_it_along()
    {
        await using var engage = await EngageHarness.Start();
        using var http = new HttpClient { BaseAddress = engage.Address };

        Calendar.Load(await http.GetStringAsync("/agencies/default/advisory-boards/meetings.ics"))!.Events.ShouldBeEmpty();
    }

    [Fact]
    public void Whatever_a_title_says_it_is_read_back_as_it_was() => Gen.String[Gen.OneOf(Gen.Char, Gen.Char["\r\n\t,;:\\\"n "], Gen.Char['\u0400', '\u0fff']), 0, 300].Sample(title =>
    {
        var text = AdvisoryBoards.MeetingCalendar.Of("Calendar", [Shown(title)], new Dictionary<Guid, string> { [Guid.Empty] = "Board" }, new("default"), new(TimeZoneInfo.Utc, [], []), null);

        ShouldBeWellFormed(text);
        var whole = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(title)).Replace("\r\n", "\n").Replace('\r', '\n');
        Calendar.Load(text)!.Events.ShouldHaveSingleItem().Summary.ShouldBe($"Board: {string.Concat(whole.Where(each => !char.IsControl(each) || each is '\n' or '\t'))}");
    }, iter: 300);

    private static CalendarMeeting Shown(string title) => new()
    {
        Id = Guid.Empty,
        BoardId = Guid.Empty,
        Kind = MeetingKind.Regular,
        Title = title,
        StartsAt = Start,
        Minutes = 60,
        Place = "Hall",
        Link = null,
        State = MeetingState.Scheduled,
        Revision = 0,
        LastAt = Start,
        NoticedAt = null,
        Emergency = null,
        Reason = null,
        Items = []
    };

    private static MeetingScheduled Scheduled(
        Guid board, MeetingKind kind = MeetingKind.Regular, string title = "Monthly meeting", string place = "City Hall, room 2", string? link = null, DateTimeOffset? start = null) =>
        new(board, kind, title, start ?? Start, 120, place, Start.AddDays(-25), link);

    private async Task<Guid> Meeting(params object[] events)
    {
        var id = Guid.CreateVersion7();
        await boards.Append<Meeting>(id, events);
        return id;
    }

    private async Task Append(Guid meeting, object happened)
    {
        await using var session = boards.Engage.Services.GetRequiredService<IDocumentStore>().LightweightSession(Agency.Default);
        session.Events.Append(meeting, happened);
        await session.SaveChangesAsync();
    }

    private async Task<string> Text(Guid? board, string? language = null) =>
        (await boards.Engage.Anonymous.Data(Query, new { board, language })).GetProperty("meetingCalendar").GetString().ShouldNotBeNull();

    private async Task<IReadOnlyList<CalendarEvent>> Events(Guid? board, string? language = null) => [.. Calendar.Load(await Text(board, language))!.Events];

    private static IReadOnlyList<string> Lines(string text) => text.Replace("\r\n ", "").Split("\r\n");

    private static void ShouldBeWellFormed(string text)
    {
        text.Split("\r\n").ShouldAllBe(line => Encoding.UTF8.GetByteCount(line) <= 75 && line.All(each => each == '\t' || !char.IsControl(each)));
        Lines(text).Where(line => line.StartsWith("BEGIN:") || line.StartsWith("END:")).ShouldBe(["BEGIN:VCALENDAR", "BEGIN:VEVENT", "END:VEVENT", "END:VCALENDAR"]);
        Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).ShouldBe(text);
    }
}

file static class Lists
{
    public static void ShouldEachBeThereOnce(this IReadOnlyList<string> lines, IEnumerable<string> expected)
    {
        foreach (var line in expected) lines.Count(each => each == line).ShouldBe(1, line);
    }
}
