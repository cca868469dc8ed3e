namespace Engage.Plugins.AdvisoryBoards;

/// <summary>
/// What the minutes of a meeting say. Nobody writes them: they follow from what was put on record, the vote of each member upon each question with it or, if absent or
/// failing to vote, that fact.
/// </summary>
public sealed record Minutes(
    Meeting Meeting, string Board, string Title, IReadOnlyList<MinutesPresider> Presiders, IReadOnlyList<MinutesMember> Members, IReadOnlyList<QuorumCount> Quorum)
{
    /// <summary>What was taken up, in that order.</summary>
    public IReadOnlyList<MinutesItem> Items { get; init; } = [];

    /// <summary>What belongs to no item; null where nothing does.</summary>
    public MinutesItem? OtherBusiness { get; init; }

    public IReadOnlyList<MinutesItem> NotTaken { get; init; } = [];

    public IReadOnlyList<(ClosedSession Session, string Presiding)> ClosedSessions { get; init; } = [];

    public IReadOnlyList<(string? Item, string Text)> Corrections { get; init; } = [];

    /// <param name="names">What members go by, by their memberships; null of who was erased: what they did in office stays, under the label of their seat.</param>
    /// <param name="reasons">Why they took no part or were excused, as far as it can still be read.</param>
    /// <param name="language">The language for what the board wrote, as far as it was translated; null for the originals.</param>
    public static Minutes Of(
        Meeting meeting, Board board, IReadOnlyDictionary<Guid, string?> names, IReadOnlyDictionary<Personal<string>, string?> reasons, string? language = null)
    {
        var members = meeting.Roster.Members.Select(member => member.MembershipId).Union(meeting.Attendance.Select(each => each.MembershipId)).ToList();
        var called = new MemberNames(board, names, members);
        var words = new MinutesWords(called, reasons, language);
        var numbers = NumbersOf(meeting.Items);
        var items = meeting.Items.Select(item => Item(meeting, words, item, numbers[item.Id])).ToList();
        var parents = meeting.Items.Where((_, i) => items[i].At is not null).Select(item => item.ParentId).ToHashSet();
        var other = Item(meeting, words, null, null);
        return new(
            meeting, board.Name.In(language), meeting.Title.In(language),
            [.. meeting.Presiders.Select(each => new MinutesPresider(called[each.MembershipId], each.From))],
            [.. members.Order(called).Select(id => Member(meeting, words, id))], QuorumOf(meeting))
        {
            Items = [.. items.Where(item => item.At is not null).OrderBy(item => item.At)],
            // What has parts is taken up with the first of them.
            NotTaken = [.. items.Where((item, i) => item.At is null && !parents.Contains(meeting.Items[i].Id))],
            OtherBusiness = other.At is null ? null : other,
            ClosedSessions = [.. meeting.ClosedSessions.Select(each => (each, called[PresidingAt(meeting, each.From)]))],
            Corrections = [.. meeting.Corrections.Select(each => (each.ItemId is { } id ? numbers.GetValueOrDefault(id) : null, each.Text))]
        };
    }

    /// <summary>Who presided at a moment of the meeting.</summary>
    internal static Guid PresidingAt(Meeting meeting, DateTimeOffset at) => meeting.Presiders.Last(each => each.From <= at).MembershipId;

    private static MinutesMember Member(Meeting meeting, MinutesWords words, Guid id)
    {
        var excuse = meeting.Excuses.FirstOrDefault(each => each.MembershipId == id);
        return new(
            words.Called.WithSeat(id), !meeting.Roster.Members.Any(member => member.MembershipId == id && !member.Votes),
            [.. meeting.Attendance.Where(each => each.MembershipId == id)],
            excuse is not null, excuse is null ? null : words.Why(excuse.Reason));
    }

    // Several who come or go at one moment are one line.
    private static IReadOnlyList<QuorumCount> QuorumOf(Meeting meeting)
    {
        var counts = new List<QuorumCount>();
        foreach (var count in meeting.QuorumCounts.GroupBy(each => each.At, (_, together) => together.Last()))
            if (counts is not [.., var last] || last with { At = count.At } != count) counts.Add(count);
        return counts;
    }

    private static MinutesItem Item(Meeting meeting, MinutesWords words, AgendaItem? item, string? number)
    {
        var motions = meeting.Motions.Where(motion => ItemOf(meeting, motion) == item?.Id).ToList();
        var notes = meeting.Notes.Where(note => note.MotionId is null && Known(meeting, note.ItemId) == item?.Id).ToList();
        // What nobody took up by name was taken up with the first that was said of it or moved.
        var at = motions.Select(motion => motion.MovedAt).Concat(notes.Select(note => note.At)).Select(at => (DateTimeOffset?)at).Min();
        return new(
            number, item?.Title.In(words.Language), item?.TakenAt ?? at, [.. notes.Select(note => note.Note)],
            [.. motions.Select(motion => MinutesMotion.Of(meeting, words, motion))]);
    }

    // An amendment belongs where what it amends does.
    private static Guid? ItemOf(Meeting meeting, Motion motion) =>
        motion.ItemId is null && meeting.Motions.FirstOrDefault(each => each.Id == motion.Amends) is { } amended ? ItemOf(meeting, amended) : Known(meeting, motion.ItemId);

    private static Guid? Known(Meeting meeting, Guid? itemId) => meeting.Items.FirstOrDefault(item => item.Id == itemId)?.Id;

    /// <summary>The items' numbers, as the agenda has them: 3, and 3.1 for its first part.</summary>
    private static Dictionary<Guid, string> NumbersOf(IReadOnlyList<AgendaItem> items)
    {
        var (numbers, parts) = (new Dictionary<Guid, string>(), new Dictionary<string, int>());
        foreach (var item in items)
        {
            var whole = item.ParentId is { } parent && numbers.TryGetValue(parent, out var number) ? number + "." : "";
            numbers[item.Id] = $"{whole}{parts[whole] = parts.GetValueOrDefault(whole) + 1}";
        }
        return numbers;
    }
}

/// <summary>The words that the minutes of a meeting are read in.</summary>
internal sealed record MinutesWords(MemberNames Called, IReadOnlyDictionary<Personal<string>, string?> Reasons, string? Language)
{
    /// <summary>What somebody gave as their reason; null where they were erased since.</summary>
    public string? Why(Personal<string> reason) => Reasons.GetValueOrDefault(reason);
}

public sealed record MinutesPresider(string Name, DateTimeOffset From);

/// <param name="Times">When they were there; empty where they were not.</param>
/// <param name="Excuse">Why they were excused; null where they were not, and where they were erased.</param>
public sealed record MinutesMember(string Name, bool Votes, IReadOnlyList<MeetingAttendance> Times, bool Excused, string? Excuse);

/// <param name="At">When it was taken up; null where it was not.</param>
public sealed record MinutesItem(string? Number, string? Title, DateTimeOffset? At, IReadOnlyList<string> Notes, IReadOnlyList<MinutesMotion> Motions);
