namespace Engage.Plugins.AdvisoryBoards;

/// <summary>Whether minutes are final.</summary>
public enum MinutesState
{
    /// <summary>The board has not approved them yet, and they may be corrected.</summary>
    Draft,

    /// <summary>The board approved them by a motion; they are corrected no more.</summary>
    Approved
}

/// <summary>The minutes of a meeting. Nobody writes them: they are made of what was put on record while the meeting went on.</summary>
public sealed record MeetingMinutes([property: Unpublished] Meeting Meeting)
{
    /// <summary>Whether they are final.</summary>
    public MinutesState State => Meeting.MinutesApprovedBy is null ? MinutesState.Draft : MinutesState.Approved;

    /// <summary>When they were approved; null until they are.</summary>
    public DateTimeOffset? ApprovedAt => Meeting.MinutesApprovedAt;
}

public static class MinutesOfMeetings
{
    /// <summary>Its minutes, which say so where they are a draft; null before it was adjourned, and where it was not held.</summary>
    public static MeetingMinutes? Minutes(Meeting meeting) => meeting.AdjournedAt is null ? null : new(meeting);

    /// <summary>How long it is to take, in minutes.</summary>
    public static int DurationMinutes(Meeting meeting) => meeting.Minutes;
}

public static class MeetingMinutesExtensions
{
    /// <summary>
    /// The whole text, in Markdown, made anew whenever it is read: what frames the record is English, board and seats are called what they are called now. What
    /// people wrote stands in it as they typed it. Counts 500 in what a document may cost.
    /// </summary>
    /// <param name="language">
    /// The language to read titles and motions in, a tag of BCP 47, as far as they were translated. Without it, and where they were not, the originals.
    /// </param>
    [Costs(500)]
    public static async Task<IReadOnlyList<string>> Text(
        IReadOnlyList<MeetingMinutes> minutes, IQuerySession session, IPersonalReader reader, IAgencyCalendar calendar, CancellationToken stop,
        string? language = null) =>
        [.. (await Parts(minutes, session, reader, calendar, language, stop)).Select(parts => string.Join("\n\n", parts))];

    /// <summary>The whole text, as HTML that is safe to put into a page. Headings begin with h3. Counts 500 in what a document may cost.</summary>
    /// <param name="language">The language to read titles and motions in, as with the text.</param>
    [Costs(500)]
    public static async Task<IReadOnlyList<string>> Html(
        IReadOnlyList<MeetingMinutes> minutes, IQuerySession session, IPersonalReader reader, IAgencyCalendar calendar, IMarkdown markdown,
        CancellationToken stop, string? language = null) =>
        [.. (await Parts(minutes, session, reader, calendar, language, stop)).Select(parts => string.Join('\n', parts.Select(markdown.ToHtml)))];

    /// <summary>What is to be read otherwise, in the order it was put on record.</summary>
    public static Connection<MinutesCorrection> Corrections(MeetingMinutes minutes, Page page) => minutes.Meeting.Corrections.ToConnection(page, correction => correction.Id);

    /// <summary>The motion that approved them, in this meeting or another; null until they are.</summary>
    public static async Task<IReadOnlyList<Motion?>> ApprovedBy(IReadOnlyList<MeetingMinutes> minutes, IQuerySession session, CancellationToken stop)
    {
        var ids = minutes.Select(each => each.Meeting.MinutesApprovedBy).OfType<Guid>().Distinct().ToArray();
        var motions = ids.Length == 0 ? [] : (await session.LoadManyAsync<Motion>(stop, ids)).ToDictionary(motion => motion.Id);
        return [.. minutes.Select(each => each.Meeting.MinutesApprovedBy is { } id ? motions.GetValueOrDefault(id) : null)];
    }

    private static async Task<IEnumerable<IReadOnlyList<string>>> Parts(
        IReadOnlyList<MeetingMinutes> minutes, IQuerySession session, IPersonalReader reader, IAgencyCalendar calendar, string? language, CancellationToken stop)
    {
        var boards = await session.BoardsOf(minutes.Select(each => each.Meeting.BoardId), stop);
        var members = boards.Values.SelectMany(board => board.Memberships).ToList();
        var names = members.Zip(await reader.Read([.. members.Select(member => member.Name)], stop)).ToDictionary(each => each.First.Id, each => each.Second);
        // Who is recused from a motion is so from what would amend it, for the one reason.
        var given = minutes.SelectMany(each => ReasonsIn(each.Meeting)).Distinct().ToList();
        var reasons = given.Zip(await reader.Read([.. given], stop)).ToDictionary(each => each.First, each => each.Second);
        var clocks = await calendar.Read(stop);
        return minutes.Select(each => MinutesMarkdown.Of(AdvisoryBoards.Minutes.Of(each.Meeting, boards[each.Meeting.BoardId], names, reasons, language), clocks));
    }

    private static IEnumerable<Personal<string>> ReasonsIn(Meeting meeting) =>
        meeting.Excuses.Select(excuse => excuse.Reason).Concat(meeting.Motions.SelectMany(motion => motion.Recusals).Select(recusal => recusal.Reason));
}
