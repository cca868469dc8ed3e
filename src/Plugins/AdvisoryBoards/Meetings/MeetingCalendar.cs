using System.Text;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;

namespace Engage.Plugins.AdvisoryBoards;

public static class CalendarQueries
{
    /// <summary>Those that began longer ago are left out: a year, and a month for whoever looks at the meeting of this time last year.</summary>
    private const int Months = 13;

    private const int Most = 1_000;

    /// <summary>
    /// The meetings as an iCalendar of RFC 5545, for calendars to subscribe to at <c>/agencies/{slug}/advisory-boards/meetings.ics</c>: the latest 1,000 of those that
    /// begin no more than 13 months ago. A meeting that is cancelled stays in it as such, so that calendars take it away. Null where there is no such board.
    /// </summary>
    /// <param name="boardId">Only the meetings of this board.</param>
    /// <param name="language">The language to read the names of boards and meetings and the agendas in, a tag of BCP 47; where they are not translated, and without this, the originals.</param>
    public static async Task<string?> MeetingCalendar(
        Guid? boardId, string? language, Agency agency, IAgencyCalendar calendar, IQuerySession session, TimeProvider clock, CancellationToken stop)
    {
        language = language is null ? null : LanguageTag.Checked(language, nameof(language));
        var boards = (await session.Query<Board>().Where(board => boardId == null || board.Id == boardId).Select(board => new { board.Id, board.Name }).ToListAsync(stop))
            .ToDictionary(board => board.Id, board => board.Name.In(language));
        if (boardId is not null && boards.Count == 0) return null;
        var from = clock.GetUtcNow().AddMonths(-Months);
        // What was said and voted there makes a meeting many times as long as what a calendar shows of it.
        var meetings = await session.Query<Meeting>().Where(meeting => meeting.StartsAt >= from && (boardId == null || meeting.BoardId == boardId))
            .OrderByDescending(meeting => meeting.StartsAt).ThenBy(meeting => meeting.Id).Take(Most)
            .Select(meeting => new CalendarMeeting
            {
                Id = meeting.Id,
                BoardId = meeting.BoardId,
                Kind = meeting.Kind,
                Title = meeting.Title,
                StartsAt = meeting.StartsAt,
                Minutes = meeting.Minutes,
                Place = meeting.Place,
                Link = meeting.Link,
                State = meeting.State,
                Revision = meeting.Revision,
                LastAt = meeting.LastAt,
                NoticedAt = meeting.NoticedAt,
                Emergency = meeting.Emergency,
                Reason = meeting.Reason,
                Items = meeting.Items
            }).ToListAsync(stop);
        var name = boardId is { } only ? boards[only] : "Meetings of the advisory boards";
        return AdvisoryBoards.MeetingCalendar.Of(name, meetings.Reverse(), boards, agency, await calendar.Read(stop), language);
    }
}

/// <summary>What a calendar shows of a meeting.</summary>
internal sealed record CalendarMeeting
{
    public required Guid Id { get; init; }
    public required Guid BoardId { get; init; }
    public required MeetingKind Kind { get; init; }
    public required AgencyText Title { get; init; }
    public required DateTimeOffset StartsAt { get; init; }
    public required int Minutes { get; init; }
    public required string Place { get; init; }
    public required string? Link { get; init; }
    public required MeetingState State { get; init; }
    public required int Revision { get; init; }
    public required DateTimeOffset LastAt { get; init; }
    public required DateTimeOffset? NoticedAt { get; init; }
    public required string? Emergency { get; init; }
    public required string? Reason { get; init; }
    public required IReadOnlyList<AgendaItem> Items { get; init; }
}

/// <summary>Meetings as an iCalendar. The numbers are sections of RFC 5545.</summary>
internal static class MeetingCalendar
{
    private const int OctetsOfALine = 75;

    /// <summary>Characters of an agenda: two screens of a telephone. The longest agendas of a thousand meetings would be twenty megabytes.</summary>
    private const int LongestAgenda = 3_000;

    public static string Of(string name, IEnumerable<CalendarMeeting> meetings, IReadOnlyDictionary<Guid, string> boards, Agency agency, AgencyCalendar days, string? language)
    {
        var calendar = new Calendar { ProductId = "-//Engage//Advisory boards//EN", Method = "PUBLISH" };
        calendar.AddProperty("X-WR-CALNAME", Shown(name));
        foreach (var meeting in meetings) calendar.Events.Add(Event(meeting, boards[meeting.BoardId], agency, days, language));
        return Folded(new CalendarSerializer().SerializeToString(calendar)!);
    }

    private static CalendarEvent Event(CalendarMeeting meeting, string board, Agency agency, AgencyCalendar days, string? language) => new()
    {
        Uid = $"{meeting.Id}@{agency.Slug}",
        // 3.8.7.4: raised where the time, the place or whether it is held changed. Calendars keep the event with the highest.
        Sequence = meeting.Revision,
        // Of the meeting and not of this answer, so that the same meetings are the same bytes.
        DtStamp = Moment(meeting.LastAt),
        LastModified = Moment(meeting.LastAt),
        Start = Moment(meeting.StartsAt),
        End = Moment(meeting.StartsAt.AddMinutes(meeting.Minutes)),
        Status = meeting.State switch { MeetingState.Cancelled => "CANCELLED", MeetingState.Scheduled => "TENTATIVE", _ => "CONFIRMED" },
        Summary = Shown($"{board}: {meeting.Title.In(language)}"),
        Location = Shown(meeting.Place),
        // As written it could hold the end of a line, which Ical.Net does not look for in an address.
        Url = Uri.TryCreate(meeting.Link, UriKind.Absolute, out var link) && link.Scheme == Uri.UriSchemeHttps ? new Uri(link.AbsoluteUri) : null,
        Categories = [$"{meeting.Kind} meeting"],
        Description = Shown(string.Join('\n', Description(meeting, days, language)))
    };

    private static IEnumerable<string> Description(CalendarMeeting meeting, AgencyCalendar days, string? language)
    {
        var cancelled = meeting.State is MeetingState.Cancelled;
        if (meeting.Reason is { } reason) yield return $"{(cancelled ? "Cancelled" : "Moved")}: {reason}";
        if (meeting.NoticedAt is { } noticed) yield return FormattableString.Invariant($"Public notice was given on {days.DayOf(noticed):yyyy-MM-dd}.");
        else if (!cancelled) yield return "No public notice was given yet; time, place and agenda may change.";
        if (meeting.Emergency is { } ground) yield return $"Without the usual notice: {ground}";
        if (meeting.Items.Count > 0) yield return "\nAgenda";
        foreach (var line in Shortened([.. Agenda(meeting.Items, null, "", language)])) yield return line;
    }

    private static IReadOnlyList<string> Shortened(IReadOnlyList<string> agenda)
    {
        var room = LongestAgenda;
        var shown = agenda.TakeWhile(line => (room -= line.Length) >= 0).ToList();
        return shown.Count == agenda.Count ? shown : [.. shown, $"… and {agenda.Count - shown.Count} more"];
    }

    private static IEnumerable<string> Agenda(IReadOnlyList<AgendaItem> items, Guid? of, string number, string? language)
    {
        foreach (var (i, item) in items.Where(item => item.ParentId == of).Index())
        {
            yield return $"{number}{i + 1}. {item.Title.In(language)} ({item.Minutes} min)";
            foreach (var part in Agenda(items, item.Id, $"{number}{i + 1}.", language)) yield return part;
        }
    }

    private static CalDateTime Moment(DateTimeOffset at) => new(at.UtcDateTime, "UTC");

    /// <summary>3.3.11: a text holds no control characters but tabs, and line ends, which the library escapes.</summary>
    private static string Shown(string text) => string.Concat(text.Where(each => !char.IsControl(each) || each is '\n' or '\r' or '\t'));

    /// <summary>3.1: lines of at most 75 octets. Ical.Net 5.2.4 folds between the two halves of a character such as an emoji, and neither can be read then.</summary>
    private static string Folded(string calendar)
    {
        var (folded, octets) = (new StringBuilder(calendar.Length), 0);
        Span<char> units = stackalloc char[2];
        foreach (var rune in calendar.Replace("\r\n ", "", StringComparison.Ordinal).EnumerateRunes())
        {
            if (rune.Value is '\r' or '\n') octets = 0;
            else if ((octets += rune.Utf8SequenceLength) > OctetsOfALine)
            {
                folded.Append("\r\n ");
                octets = 1 + rune.Utf8SequenceLength;
            }
            folded.Append(units[..rune.EncodeToUtf16(units)]);
        }
        return folded.ToString();
    }
}
