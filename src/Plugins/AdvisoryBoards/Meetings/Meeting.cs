namespace Engage.Plugins.AdvisoryBoards;

/// <summary>A meeting of a board.</summary>
/// <param name="Id">The meeting's id.</param>
/// <param name="BoardId">The board.</param>
/// <param name="Kind">What kind of meeting it is.</param>
/// <param name="StartsAt">When it begins.</param>
/// <param name="Minutes">How long it is to take.</param>
/// <param name="Place">Where it is held.</param>
/// <param name="Link">Where it can be followed or joined from elsewhere.</param>
public sealed record Meeting(
    Guid Id, [property: Unpublished] Guid BoardId, MeetingKind Kind, [property: Unpublished] AgencyText Title, DateTimeOffset StartsAt,
    [property: Unpublished] int Minutes, string Place, string? Link)
{
    /// <summary>Where it stands.</summary>
    public MeetingState State { get; init; }

    /// <summary>How often its time, its place, or whether it is held or was noticed changed, as RFC 5545 counts a SEQUENCE.</summary>
    [Unpublished] public int Revision { get; init; }

    /// <summary>When anything of it was put on record last.</summary>
    [Unpublished] public DateTimeOffset LastAt { get; init; }

    /// <summary>When the public was told; null until it was.</summary>
    public DateTimeOffset? NoticedAt { get; init; }

    /// <summary>The ground on which it went without the notice that others need.</summary>
    public string? Emergency { get; init; }

    /// <summary>Why it is not held, or why it was moved last.</summary>
    public string? Reason { get; init; }

    [Unpublished] public IReadOnlyList<AgendaItem> Items { get; init; } = [];

    /// <summary>When it was called to order; null until it was.</summary>
    public DateTimeOffset? OpenedAt { get; init; }

    /// <summary>When it was over; null until it is.</summary>
    public DateTimeOffset? AdjournedAt { get; init; }

    [Unpublished] public Guid? Presiding { get; init; }

    [Unpublished] public IReadOnlyList<Presider> Presiders { get; init; } = [];

    [Unpublished] public ChairVote ChairVote { get; init; }

    [Unpublished] public Roster Roster { get; init; } = new([], 0);

    [Unpublished] public IReadOnlyList<MeetingAttendance> Attendance { get; init; } = [];

    [Unpublished] public IReadOnlyList<ExcusedAbsence> Excuses { get; init; } = [];

    [Unpublished] public IReadOnlyList<QuorumCount> QuorumCounts { get; init; } = [];

    /// <summary>The closed sessions, in their order.</summary>
    public IReadOnlyList<ClosedSession> ClosedSessions { get; init; } = [];

    /// <summary>The recesses, in their order.</summary>
    public IReadOnlyList<MeetingRecess> Recesses { get; init; } = [];

    [Unpublished] public IReadOnlyList<Motion> Motions { get; init; } = [];

    // The motion that was put to the vote last.
    [Unpublished] public Guid? VotedLast { get; init; }

    [Unpublished] public IReadOnlyList<DiscussionNoted> Notes { get; init; } = [];

    [Unpublished] public IReadOnlyList<MinutesCorrection> Corrections { get; init; } = [];

    [Unpublished] public Guid? MinutesApprovedBy { get; init; }

    [Unpublished] public DateTimeOffset? MinutesApprovedAt { get; init; }

    /// <summary>Whether a member is there now.</summary>
    public bool IsPresent(Guid membershipId) => Attendance.Any(each => each.MembershipId == membershipId && each.Until is null);

    /// <summary>The voting members who are there now.</summary>
    public IEnumerable<Guid> PresentVoters() => Roster.Members.Where(member => member.Votes && IsPresent(member.MembershipId)).Select(member => member.MembershipId);

    /// <summary>Those of them who may vote on a motion. Who is recused from it does not count towards its quorum either.</summary>
    public IEnumerable<Guid> PresentVotersOn(Motion motion) => PresentVoters().Where(member => motion.Recusals.All(recusal => recusal.MembershipId != member));

    public bool HasQuorum() => PresentVoters().Count() >= Roster.Required;

    public bool HasQuorumFor(Motion motion) => PresentVotersOn(motion).Count() >= Roster.Required;

    internal static Meeting? Evolve(Meeting? meeting, Guid id, object happened)
    {
        if (meeting is null && happened is not MeetingScheduled) return null;
        var next = Next(meeting!, id, happened);
        // A translation happens to words and not in the meeting: while one is made the clerk can put on record what was before it.
        if (happened is IMeetingEvent e && !IsTranslation(happened)) next = next with { LastAt = e.At };
        // What it was is what it was: a line is added only where the number of those present, or needed, is another one.
        return next.OpenedAt is null || next.State is MeetingState.Adjourned || (next.QuorumCounts is [.., var last] && last.Present == next.PresentVoters().Count() && last.Required == next.Roster.Required)
            ? next
            : next with { QuorumCounts = [.. next.QuorumCounts, new(next.LastAt, next.PresentVoters().Count(), next.Roster.Required)] };
    }

    internal static bool IsTranslation(object happened) => happened is MeetingTranslated or AgendaItemTranslated or MotionTranslated;

    private static Meeting Next(Meeting meeting, Guid id, object happened) => happened switch
    {
        MeetingScheduled e => new(id, e.BoardId, e.Kind, new(e.Title, e.Language), e.StartsAt, e.Minutes, e.Place, e.Link),
        MeetingRescheduled e => meeting with
        {
            StartsAt = e.StartsAt,
            Minutes = e.Minutes,
            Place = e.Place,
            Link = e.Link,
            Reason = e.Reason,
            Revision = meeting.Revision + 1,
            State = MeetingState.Scheduled,
            NoticedAt = null,
            Emergency = null
        },
        MeetingTranslated e => meeting with { Title = meeting.Title.Translated(e.Language, e.Title, e.Status) },
        AgendaSet e => meeting with { Items = [.. e.Items.Select(item => Agenda.Item(item, meeting.Items.FirstOrDefault(there => there.Id == item.ItemId)))] },
        AgendaItemTranslated e => meeting with { Items = [.. meeting.Items.Select(item => item.Id == e.ItemId ? Agenda.Translated(item, e) : item)] },
        MeetingNoticed e => meeting with { State = MeetingState.Noticed, NoticedAt = e.At, Emergency = e.Emergency, Revision = meeting.Revision + 1 },
        MeetingCancelled e => meeting with { State = MeetingState.Cancelled, Reason = e.Reason, Revision = meeting.Revision + 1 },
        MeetingOpened e => meeting with { State = MeetingState.Open, OpenedAt = e.At, Presiding = e.Presiding, Presiders = [new(e.Presiding, e.At)], ChairVote = e.ChairVote, Roster = e.Roster },
        RosterChanged e => meeting with { Roster = e.Roster },
        PresidingChanged e => meeting with { Presiding = e.Presiding, Presiders = [.. meeting.Presiders, new(e.Presiding, e.At)] },
        MemberArrived e => meeting with { Attendance = [.. meeting.Attendance, new(e.MembershipId, e.Mode, e.At, null)] },
        MemberLeft e => meeting with { Attendance = [.. meeting.Attendance.Select(each => each.MembershipId == e.MembershipId && each.Until is null ? each with { Until = e.At } : each)] },
        AbsenceExcused e => meeting with { Excuses = [.. meeting.Excuses.Where(each => each.MembershipId != e.MembershipId), new(e.MembershipId, e.Reason)] },
        ItemTaken e => meeting with { Items = [.. meeting.Items.Select(item => item.Id == e.ItemId ? item with { TakenAt = item.TakenAt ?? e.At } : item)] },
        DiscussionNoted e => meeting with { Notes = [.. meeting.Notes, e] },
        SessionClosed e => meeting with { State = MeetingState.Closed, ClosedSessions = [.. meeting.ClosedSessions, new(e.Ground, e.Subject, e.At, null, e.MotionId)] },
        SessionReopened e => meeting with { State = MeetingState.Open, ClosedSessions = [.. meeting.ClosedSessions.Select(each => each with { Until = each.Until ?? e.At })] },
        MeetingRecessed e => meeting with { State = MeetingState.Recessed, Recesses = [.. meeting.Recesses, new(e.At, null)] },
        MeetingResumed e => meeting with
        {
            // What was closed when it was interrupted still is.
            State = meeting.ClosedSessions.Any(session => session.Until is null) ? MeetingState.Closed : MeetingState.Open,
            Recesses = [.. meeting.Recesses.Select(each => each with { Until = each.Until ?? e.At })],
            Attendance = e.RollCalled ? EndedWith(meeting.Recesses[^1], meeting.Attendance) : meeting.Attendance
        },
        MeetingAdjourned e => meeting with
        {
            State = MeetingState.Adjourned,
            AdjournedAt = e.At,
            Attendance = [.. meeting.Attendance.Select(each => each with { Until = each.Until ?? e.At })],
            Recesses = [.. meeting.Recesses.Select(each => each with { Until = each.Until ?? e.At })]
        },
        MinutesCorrected e => meeting with { Corrections = [.. meeting.Corrections, new(e.CorrectionId, e.ItemId, e.Correction, e.At)] },
        MinutesApproved e => meeting with { MinutesApprovedBy = e.MotionId, MinutesApprovedAt = e.At },
        MotionMoved e => meeting with { Motions = [.. meeting.Motions, Motion.Evolve(null, id, e)!] },
        IMotionEvent e => meeting with
        {
            Motions = [.. meeting.Motions.Select(motion => motion.Id == e.MotionId ? Motion.Evolve(motion, id, e)! : motion)],
            VotedLast = e is VoteCalled ? e.MotionId : meeting.VotedLast
        },
        _ => meeting
    };

    private static IReadOnlyList<MeetingAttendance> EndedWith(MeetingRecess recess, IReadOnlyList<MeetingAttendance> attendance) =>
        [.. attendance.Select(each => each with { Until = each.Until ?? (each.From > recess.From ? each.From : recess.From) })];
}

/// <summary>What becomes of an agenda when it is set anew.</summary>
internal static class Agenda
{
    /// <summary>An item that stood in the agenda before keeps its translations, which are outdated where its words changed.</summary>
    public static AgendaItem Item(AgendaEntry entry, AgendaItem? before) => new(
        entry.ItemId, entry.ParentId, before?.Title.Changed(entry.Title, entry.Language) ?? new(entry.Title, entry.Language), entry.Minutes, entry.Kind,
        entry.Description is not { } description ? null : before?.Description?.Changed(description, entry.Language) ?? new(description, entry.Language), before?.TakenAt);

    public static AgendaItem Translated(AgendaItem item, AgendaItemTranslated e) => item with
    {
        Title = item.Title.Translated(e.Language, e.Title, e.Status),
        Description = e.Description is { } description ? item.Description?.Translated(e.Language, description, e.Status) : item.Description
    };
}

public sealed partial class MeetingProjection : SingleStreamProjection<Meeting, Guid>
{
    public MeetingProjection()
    {
        IncludeType<MeetingScheduled>();
        IncludeType<MeetingRescheduled>();
        IncludeType<MeetingTranslated>();
        IncludeType<AgendaSet>();
        IncludeType<AgendaItemTranslated>();
        IncludeType<MeetingNoticed>();
        IncludeType<MeetingCancelled>();
        IncludeType<MeetingOpened>();
        IncludeType<RosterChanged>();
        IncludeType<PresidingChanged>();
        IncludeType<MemberArrived>();
        IncludeType<MemberLeft>();
        IncludeType<AbsenceExcused>();
        IncludeType<ItemTaken>();
        IncludeType<DiscussionNoted>();
        IncludeType<SessionClosed>();
        IncludeType<SessionReopened>();
        IncludeType<MeetingRecessed>();
        IncludeType<MeetingResumed>();
        IncludeType<MeetingAdjourned>();
        IncludeType<MinutesCorrected>();
        IncludeType<MinutesApproved>();
        IncludeType<MotionMoved>();
        IncludeType<MotionTranslated>();
        IncludeType<MotionSeconded>();
        IncludeType<MotionWithdrawn>();
        IncludeType<MotionTabled>();
        IncludeType<MotionAmended>();
        IncludeType<MemberRecused>();
        IncludeType<VoteCalled>();
        IncludeType<VoteCast>();
        IncludeType<MotionCarried>();
        IncludeType<MotionFailed>();
        IncludeType<MotionTied>();
        IncludeType<TieBroken>();
        IncludeType<MotionVoided>();
    }

    public override Meeting? Evolve(Meeting? snapshot, Guid id, IEvent e) => Meeting.Evolve(snapshot, id, e.Data);
}
