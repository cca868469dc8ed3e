namespace Engage.Plugins.AdvisoryBoards;

/// <summary>How long before a meeting the public is told of it: by the kind of the meeting, and by the rules of the board.</summary>
public static class NoticePeriod
{
    /// <summary>The last moment to notice a meeting. An emergency meeting goes without a period, on a ground that is named, but not without a notice.</summary>
    public static DateTimeOffset Latest(Meeting meeting, BoardRules rules) => meeting.StartsAt.AddHours(meeting.Kind switch
    {
        MeetingKind.Regular => -rules.NoticeHours,
        MeetingKind.Special => -rules.SpecialNoticeHours,
        _ => 0
    });
}
