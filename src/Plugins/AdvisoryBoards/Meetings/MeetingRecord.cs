namespace Engage.Plugins.AdvisoryBoards;

/// <summary>One thing in the record of a meeting.</summary>
/// <param name="Number">Its place in the record, from 1.</param>
/// <param name="Event">What it was, by the name that the log and webhooks give it: <c>advisory-boards.motion-moved</c>.</param>
/// <param name="HappenedAt">When it happened, as whoever put it on record said.</param>
/// <param name="RecordedAt">When it was put on record.</param>
public sealed record MeetingRecordEntry(int Number, string Event, DateTimeOffset HappenedAt, DateTimeOffset RecordedAt, [property: Unpublished] Guid? MotionId);

public static class MeetingRecord
{
    /// <summary>
    /// All that was put on record of it, in the order that it happened in. What was written up long after it happened shows here, since both moments are told. How
    /// somebody votes does not: see the roll call.
    /// </summary>
    public static async Task<Connection<MeetingRecordEntry>> Record(Meeting meeting, Page page, IQuerySession session, CancellationToken stop)
    {
        // No meeting has as many events, and no cursor that somebody made up leads further than numbers do.
        var after = Math.Clamp(Connections.SequenceOf(page) ?? 0, 0, int.MaxValue - Page.Limit - 1);
        var events = await session.Events.FetchStreamAsync(meeting.Id, version: after + page.First + 1, fromVersion: after + 1, token: stop);
        return Connections.BySequence(
            [.. events.Select(each => new MeetingRecordEntry(
                (int)each.Version, each.EventTypeName, ((IMeetingEvent)each.Data).At, each.Timestamp, (each.Data as IMotionEvent)?.MotionId))],
            page, entry => entry.Number);
    }
}

public static class MeetingRecordEntryExtensions
{
    /// <summary>The motion that it happened to; null where it was none.</summary>
    public static Task<IReadOnlyList<Motion?>> Motion(IReadOnlyList<MeetingRecordEntry> entries, IQuerySession session, CancellationToken stop) =>
        RecommendationExtensions.Motions([.. entries.Select(entry => entry.MotionId)], session, stop);
}
