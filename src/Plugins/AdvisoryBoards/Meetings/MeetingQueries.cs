using System.Runtime.CompilerServices;

namespace Engage.Plugins.AdvisoryBoards;

/// <summary>Which meetings a list holds; what is left out does not narrow it.</summary>
/// <param name="BoardId">Only meetings of this board.</param>
/// <param name="From">Only meetings that begin at this moment or later.</param>
/// <param name="Until">Only meetings that begin before this moment.</param>
/// <param name="State">Only meetings in this state.</param>
/// <param name="Kind">Only meetings of this kind.</param>
public sealed record MeetingFilter(Guid? BoardId = null, DateTimeOffset? From = null, DateTimeOffset? Until = null, MeetingState? State = null, MeetingKind? Kind = null);

/// <summary>How meetings are ordered.</summary>
public enum MeetingOrder
{
    /// <summary>By when they begin, the earliest first.</summary>
    Earliest,

    /// <summary>By when they begin, the latest first.</summary>
    Latest
}

public static class MeetingQueries
{
    // As Marten indexes a moment; 'engage' is where its functions are.
    private const string Latest = "extract(epoch from engage.mt_immutable_timestamptz(d.data ->> 'startsAt'))";

    /// <summary>One meeting, or null where there is none with this id.</summary>
    /// <param name="id">The meeting's id.</param>
    public static Task<Meeting?> Meeting(Guid id, IQuerySession session, CancellationToken stop) => session.LoadAsync<Meeting>(id, stop);

    /// <summary>The meetings of the agency's boards.</summary>
    /// <param name="where">Which of them.</param>
    /// <param name="order">In which order.</param>
    public static Task<Connection<Meeting>> Meetings(Page page, MeetingFilter? where, IQuerySession session, CancellationToken stop, MeetingOrder order = MeetingOrder.Latest)
    {
        IQueryable<Meeting> meetings = session.Query<Meeting>();
        if (where?.BoardId is { } board) meetings = meetings.Where(meeting => meeting.BoardId == board);
        if (where?.From is { } from) meetings = meetings.Where(meeting => meeting.StartsAt >= from);
        if (where?.Until is { } until) meetings = meetings.Where(meeting => meeting.StartsAt < until);
        if (where?.State is { } state) meetings = meetings.Where(meeting => meeting.State == state);
        if (where?.Kind is { } kind) meetings = meetings.Where(meeting => meeting.Kind == kind);
        return meetings.ToConnection(page, new RankedBy<decimal>(order is MeetingOrder.Latest ? Latest : $"-{Latest}"), session, meeting => meeting.Id, stop);
    }
}

public static class BoardMeetings
{
    /// <summary>Its meetings.</summary>
    /// <param name="where">Which of them.</param>
    /// <param name="order">In which order.</param>
    public static Task<Connection<Meeting>> Meetings(Board board, Page page, MeetingFilter? where, IQuerySession session, CancellationToken stop, MeetingOrder order = MeetingOrder.Latest) =>
        MeetingQueries.Meetings(page, (where ?? new()) with { BoardId = board.Id }, session, stop, order);

    /// <summary>The next of its meetings that begins; null where none is planned.</summary>
    public static async Task<IReadOnlyList<Meeting?>> NextMeeting(IReadOnlyList<Board> boards, IQuerySession session, TimeProvider clock, CancellationToken stop)
    {
        var (ids, now) = (boards.Select(board => board.Id).Distinct().ToArray(), clock.GetUtcNow());
        var ahead = await session.Query<Meeting>()
            .Where(meeting => meeting.BoardId.IsOneOf(ids) && meeting.StartsAt > now && (meeting.State == MeetingState.Scheduled || meeting.State == MeetingState.Noticed)).ToListAsync(stop);
        var next = ahead.GroupBy(meeting => meeting.BoardId).ToDictionary(each => each.Key, each => each.MinBy(meeting => (meeting.StartsAt, meeting.Id)));
        return [.. boards.Select(board => next.GetValueOrDefault(board.Id))];
    }
}

public static class MeetingSubscriptions
{
    /// <summary>A meeting, as it is each time after anything happened to it, from its scheduling on: what is noticed, who comes and goes, what is moved, voted and decided.</summary>
    /// <param name="meetingId">Only this meeting.</param>
    /// <param name="boardId">Only meetings of this board.</param>
    public static async IAsyncEnumerable<Meeting> MeetingChanged(
        IEventFeed feed, IQuerySession session, [EnumeratorCancellation] CancellationToken stop, Guid? meetingId = null, Guid? boardId = null)
    {
        // A meeting is long and stays with its board: of each one whose it is is read once, and those of other boards are not read at all.
        Dictionary<Guid, Guid> boards = [];
        await foreach (var happened in feed.Of<IMeetingEvent>(stop))
        {
            var id = happened.StreamId;
            if (meetingId is not null && id != meetingId) continue;
            if (boardId is not null && !boards.ContainsKey(id))
                boards[id] = await session.Query<Meeting>().Where(each => each.Id == id).Select(each => each.BoardId).FirstOrDefaultAsync(stop);
            if (boardId is not null && boards[id] != boardId) continue;
            if (await session.LoadAsync<Meeting>(id, stop) is { } meeting) yield return meeting;
        }
    }
}
