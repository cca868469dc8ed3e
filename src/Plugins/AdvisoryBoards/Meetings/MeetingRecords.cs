namespace Engage.Plugins.AdvisoryBoards;

/// <summary>What kind of meeting it is.</summary>
public enum MeetingKind
{
    /// <summary>As the board meets by its ordinance.</summary>
    Regular,

    /// <summary>Called for something.</summary>
    Special,

    /// <summary>Called because something cannot wait for a notice.</summary>
    Emergency
}

/// <summary>Where a meeting stands.</summary>
public enum MeetingState
{
    /// <summary>Planned.</summary>
    Scheduled,

    /// <summary>Noticed: the public was told in time, with the agenda.</summary>
    Noticed,

    /// <summary>Called to order, in open session.</summary>
    Open,

    /// <summary>In closed session, on a legal ground.</summary>
    Closed,

    /// <summary>Interrupted.</summary>
    Recessed,

    /// <summary>Over.</summary>
    Adjourned,

    /// <summary>Not held.</summary>
    Cancelled
}

/// <summary>What an item of an agenda is for.</summary>
public enum AgendaKind
{
    /// <summary>Something is decided.</summary>
    Action,

    /// <summary>Something is talked about.</summary>
    Discussion,

    /// <summary>The public is heard.</summary>
    Hearing,

    /// <summary>Something is told.</summary>
    Report
}

/// <summary>How a member attends.</summary>
public enum AttendanceMode
{
    /// <summary>In the room.</summary>
    InPerson,

    /// <summary>From elsewhere.</summary>
    Remote
}

/// <summary>Those who sit at a meeting, and how many of the voting ones it takes to do business.</summary>
public sealed record Roster(IReadOnlyList<Seated> Members, int Required)
{
    public bool Equals(Roster? other) => other is not null && Required == other.Required && Members.SequenceEqual(other.Members);

    public override int GetHashCode() => HashCode.Combine(Required, Members.Count);
}

/// <summary>Somebody who sits at a meeting.</summary>
public sealed record Seated(Guid MembershipId, bool Votes);

/// <summary>A time that a member was there.</summary>
/// <param name="Mode">How.</param>
/// <param name="From">Since when.</param>
/// <param name="Until">Until when; null while they are.</param>
public sealed record MeetingAttendance([property: Unpublished] Guid MembershipId, AttendanceMode Mode, DateTimeOffset From, DateTimeOffset? Until);

/// <summary>The quorum, from a moment on until the next.</summary>
/// <param name="At">The moment.</param>
/// <param name="Present">How many voting members were there.</param>
/// <param name="Required">How many it took to do business.</param>
public sealed record QuorumCount(DateTimeOffset At, int Present, int Required)
{
    /// <summary>Whether business could be done.</summary>
    public bool Held() => Present >= Required;
}

/// <summary>An item of an agenda.</summary>
/// <param name="Id">The item's id.</param>
/// <param name="ParentId">The item that it is a part of.</param>
/// <param name="Minutes">How long it is to take.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="TakenAt">When it was taken up; null where it was not.</param>
public sealed record AgendaItem(
    Guid Id, Guid? ParentId, [property: Unpublished] AgencyText Title, int Minutes, AgendaKind Kind, [property: Unpublished] AgencyText? Description, DateTimeOffset? TakenAt = null);

/// <summary>A closed session.</summary>
/// <param name="Ground">The legal ground.</param>
/// <param name="Subject">What it was about, as far as the public may know.</param>
/// <param name="From">Since when.</param>
/// <param name="Until">Until when; null while it lasts.</param>
/// <param name="MotionId">The motion that closed it.</param>
public sealed record ClosedSession(string Ground, string Subject, DateTimeOffset From, DateTimeOffset? Until, Guid? MotionId);

/// <summary>A recess.</summary>
/// <param name="From">Since when.</param>
/// <param name="Until">Until when; null while it lasts.</param>
public sealed record MeetingRecess(DateTimeOffset From, DateTimeOffset? Until);

/// <summary>A member who was excused beforehand or in the meeting.</summary>
/// <param name="Reason">Why; null where they were erased.</param>
public sealed record ExcusedAbsence([property: Unpublished] Guid MembershipId, Personal<string> Reason);

/// <summary>Somebody who presided, until the next one did.</summary>
public sealed record Presider(Guid MembershipId, DateTimeOffset From);

/// <summary>A correction of the minutes.</summary>
/// <param name="Id">Its id.</param>
/// <param name="ItemId">The item that it is about.</param>
/// <param name="Text">What is to be read otherwise, and how.</param>
/// <param name="At">When it was made.</param>
public sealed record MinutesCorrection(Guid Id, Guid? ItemId, string Text, DateTimeOffset At);
