using System.Globalization;
using System.Text.RegularExpressions;

namespace Engage.Plugins.AdvisoryBoards;

/// <summary>The minutes as Markdown.</summary>
internal static partial class MinutesMarkdown
{
    /// <summary>Parts of which each stands by itself, so that HTML can be made of one after the other however long the whole is.</summary>
    public static IReadOnlyList<string> Of(Minutes minutes, AgencyCalendar calendar)
    {
        var meeting = minutes.Meeting;
        var times = new MeetingTimes(calendar, meeting.OpenedAt!.Value);
        return
        [
            $"# {Inline(minutes.Board)}: {Inline(minutes.Title)}",
            meeting.MinutesApprovedAt is { } approved ? $"**Minutes**, approved by the board on {times.Day(approved)}." : "**Draft of the minutes.** The board has not approved them yet.",
            $"{meeting.Kind} meeting of {times.Day(meeting.OpenedAt.Value)}, {Inline(meeting.Place)}. All times are those of {calendar.TimeZone.Id}.",
            .. meeting.Emergency is { } ground ? [$"Held without the notice that others need: {Inline(ground)}"] : Nothing,
            string.Join(' ', [.. minutes.Presiders.Select((each, i) => i == 0 ? $"Called to order at {times[each.From]}, {Inline(each.Name)} presiding." : $"{Inline(each.Name)} presided from {times[each.From]}."),
                $"Adjourned at {times[meeting.AdjournedAt!.Value]}."]),
            List("Attendance", minutes.Members.Select(member => Attended(member, times))),
            Quorum(minutes.Quorum, times),
            .. minutes.Items.Count > 0 || minutes.OtherBusiness is not null ? ["## Business"] : Nothing,
            .. minutes.Items.SelectMany(item => Item(item, times)),
            .. minutes.OtherBusiness is { } other ? Item(other, times) : [],
            .. ListOrNothing("Not taken up", minutes.NotTaken.Select(item => $"{item.Number}: {Inline(item.Title!)}")),
            .. ListOrNothing("Closed sessions, of which nothing is noted", minutes.ClosedSessions.Select(each =>
                $"{times[each.Session.From]} to {times[each.Session.Until ?? meeting.AdjournedAt.Value]}: {Inline(each.Session.Subject)}. Ground: {Inline(each.Session.Ground)}. "
                + (each.Session.MotionId is null ? $"Closed without a motion, {Inline(each.Presiding)} presiding." : "Closed by a motion that carried."))),
            .. ListOrNothing("Recesses", meeting.Recesses.Select(each => $"{times[each.From]} to {times[each.Until ?? meeting.AdjournedAt.Value]}")),
            .. ListOrNothing("Corrections", minutes.Corrections.Select(each => $"{(each.Item is { } number ? $"Item {number}: " : "")}{Inline(each.Text)}"))
        ];
    }

    /// <summary>What somebody wrote, on one line, so that none of it is Markdown, nor turns the writing direction of what stands behind it.</summary>
    internal static string Inline(string text) => Escaped(string.Join(' ', text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries)));

    /// <summary>The same on several lines.</summary>
    internal static IEnumerable<string> Lines(string text) => text.ReplaceLineEndings("\n").Split('\n').Select(Inline);

    private static IEnumerable<string> Nothing => [];

    private static IEnumerable<string> Item(MinutesItem item, MeetingTimes times) =>
    [
        item.Title is { } title ? $"### {item.Number}: {Inline(title)} ({times[item.At!.Value]})" : "### Other business",
        .. item.Notes.Select(note => string.Join('\n', Lines(note))),
        .. item.Motions.SelectMany(motion => MotionMarkdown.Of(motion, times))
    ];

    private static string Attended(MinutesMember member, MeetingTimes times)
    {
        var name = Inline(member.Name) + (member.Votes ? "" : ", who has no vote");
        if (member.Times.Count == 0) return !member.Excused ? $"{name}: absent" : member.Excuse is { } reason ? $"{name}: excused ({Inline(reason)})" : $"{name}: excused";
        return $"{name}: {string.Join(", ", member.Times.Select(each => $"{(each.Mode is AttendanceMode.Remote ? "remotely" : "in person")} from {times[each.From]} to {times[each.Until!.Value]}"))}";
    }

    private static string Quorum(IReadOnlyList<QuorumCount> counts, MeetingTimes times) =>
        $"**Quorum.** Voting members present: {string.Join("; ", counts.Select((each, i) =>
            $"{each.Present} from {times[each.At]}{(i == 0 || counts[i - 1].Required != each.Required ? $", {each.Required} needed" : "")}{(each.Held() ? "" : ", no quorum")}"))}.";

    private static IEnumerable<string> ListOrNothing(string title, IEnumerable<string> lines) => lines.Any() ? [List(title, lines)] : [];

    private static string List(string title, IEnumerable<string> lines) => $"## {title}\n\n{string.Join('\n', lines.Select(line => $"- {line}"))}";

    // An address in angle brackets is read as it is, to the closing one, which it does not hold.
    private static string Escaped(string line) =>
        Beginnings().Replace(Marks().Replace(Turns().Replace(line, ""), mark => mark.Value.Length > 1 ? $"<{mark.Value}>" : '\\' + mark.Value), @"$1\$2");

    [GeneratedRegex(@"https?://[^\s<>]*[^\s<>.,;:!?()'""»\[\]\\]|[\\`*_{}\[\]<>#|~&^$=]")]
    private static partial Regex Marks();

    [GeneratedRegex(@"^(\d*)([.)+-])")]
    private static partial Regex Beginnings();

    [GeneratedRegex(@"[\u202A-\u202E\u2066-\u2069]")]
    private static partial Regex Turns();
}

/// <summary>Moments of a meeting by the agency's clocks: with the day where it is another one than that on which the meeting began.</summary>
internal sealed class MeetingTimes(AgencyCalendar calendar, DateTimeOffset openedAt)
{
    public string this[DateTimeOffset at]
    {
        get
        {
            var time = TimeZoneInfo.ConvertTime(at, calendar.TimeZone).ToString("HH:mm", CultureInfo.InvariantCulture);
            return calendar.DayOf(at) == calendar.DayOf(openedAt) ? time : $"{time} on {Day(at)}";
        }
    }

    public string Day(DateTimeOffset at) => calendar.DayOf(at).ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
}
