namespace Engage.Plugins.AdvisoryBoards;

/// <summary>Something that happened to a meeting, at the moment that the record gives it.</summary>
public interface IMeetingEvent
{
    /// <summary>When it happened. What is put on record later keeps the order it happened in.</summary>
    DateTimeOffset At { get; }
}

/// <param name="Minutes">How long it is to take.</param>
/// <param name="Place">Where it is held, so that it can be found.</param>
/// <param name="Link">Where it can be followed or joined from elsewhere; an https address.</param>
public sealed record MeetingScheduled(
    Guid BoardId, MeetingKind Kind, string Title, DateTimeOffset StartsAt, int Minutes, string Place, DateTimeOffset At, string? Link = null, string? Language = null) : IMeetingEvent;

/// <summary>After this a meeting that was noticed has to be noticed anew.</summary>
public sealed record MeetingRescheduled(DateTimeOffset StartsAt, int Minutes, string Place, string Reason, DateTimeOffset At, string? Link = null) : IMeetingEvent;

public sealed record MeetingTranslated(string Language, string Title, TranslationStatus Status, DateTimeOffset At) : IMeetingEvent;

/// <summary>The whole agenda, in its order, an item's parts behind it.</summary>
public sealed record AgendaSet(IReadOnlyList<AgendaEntry> Items, DateTimeOffset At) : IMeetingEvent;

/// <summary>An item of an agenda as it was set.</summary>
/// <param name="ParentId">The item that it is a part of.</param>
/// <param name="Minutes">How long it is to take; the parts of an item take no longer than the item.</param>
public sealed record AgendaEntry(Guid ItemId, Guid? ParentId, string Title, int Minutes, AgendaKind Kind, string? Description = null, string? Language = null);

public sealed record AgendaItemTranslated(Guid ItemId, string Language, string Title, string? Description, TranslationStatus Status, DateTimeOffset At) : IMeetingEvent;

/// <param name="Emergency">The ground on which an emergency meeting goes without the notice that others need.</param>
public sealed record MeetingNoticed(DateTimeOffset At, string? Emergency = null) : IMeetingEvent;

public sealed record MeetingCancelled(string Reason, DateTimeOffset At) : IMeetingEvent;

/// <param name="Presiding">The membership of whoever presides.</param>
/// <param name="ChairVote">When they vote, by the rules of the day.</param>
public sealed record MeetingOpened(Guid Presiding, ChairVote ChairVote, Roster Roster, DateTimeOffset At) : IMeetingEvent;

/// <summary>Somebody took office or left it while the meeting went on.</summary>
public sealed record RosterChanged(Roster Roster, DateTimeOffset At) : IMeetingEvent;

public sealed record PresidingChanged(Guid Presiding, DateTimeOffset At) : IMeetingEvent;

public sealed record MemberArrived(Guid MembershipId, AttendanceMode Mode, DateTimeOffset At) : IMeetingEvent;

public sealed record MemberLeft(Guid MembershipId, DateTimeOffset At) : IMeetingEvent;

/// <param name="Reason">Why, about the member: an illness goes with them when they are erased.</param>
public sealed record AbsenceExcused(Guid MembershipId, Personal<string> Reason, DateTimeOffset At) : IMeetingEvent;

public sealed record ItemTaken(Guid ItemId, DateTimeOffset At) : IMeetingEvent;

/// <param name="Note">What was said, as the public minutes give it. In a closed session nothing is noted.</param>
public sealed record DiscussionNoted(Guid? ItemId, Guid? MotionId, string Note, DateTimeOffset At) : IMeetingEvent;

/// <param name="Ground">One of the board's legal grounds.</param>
/// <param name="Subject">What it is about, as far as the public may know.</param>
/// <param name="MotionId">The motion that closed it; null where the ordinance asks for none.</param>
public sealed record SessionClosed(string Ground, string Subject, DateTimeOffset At, Guid? MotionId = null) : IMeetingEvent;

public sealed record SessionReopened(DateTimeOffset At) : IMeetingEvent;

/// <param name="Until">When it is to go on.</param>
public sealed record MeetingRecessed(DateTimeOffset At, DateTimeOffset? Until = null) : IMeetingEvent;

/// <param name="RollCalled">Whether the roll was called anew, on another day: the attendance from before ended with the recess, and who is there arrives.</param>
public sealed record MeetingResumed(DateTimeOffset At, bool RollCalled = false) : IMeetingEvent;

public sealed record MeetingAdjourned(DateTimeOffset At) : IMeetingEvent;

/// <param name="Correction">What is to be read otherwise, and how.</param>
public sealed record MinutesCorrected(Guid CorrectionId, Guid? ItemId, string Correction, DateTimeOffset At) : IMeetingEvent;

/// <param name="MotionId">The motion of the same board that approved them.</param>
public sealed record MinutesApproved(Guid MotionId, DateTimeOffset At) : IMeetingEvent;

/// <summary>Something that happened to a motion. It stands in the stream of its meeting, so that no vote crosses somebody's leaving.</summary>
public interface IMotionEvent : IMeetingEvent
{
    Guid MotionId { get; }
}

/// <param name="Mover">The membership of who moved it.</param>
/// <param name="Options">What is chosen from, for SCORE and RANKED_CHOICE; empty otherwise.</param>
/// <param name="Amends">The motion whose text it would replace; null otherwise.</param>
/// <param name="ApprovesMinutesOf">The meeting whose minutes it would approve; null otherwise.</param>
public sealed record MotionMoved(
    Guid MotionId, Guid BoardId, string Text, VotingMethod Method, VoteShare Share, Guid Mover, DateTimeOffset At, IReadOnlyList<MotionOption>? Options = null,
    Guid? ItemId = null, Guid? Amends = null, Guid? ApprovesMinutesOf = null, string? Language = null) : IMotionEvent;

public sealed record MotionTranslated(Guid MotionId, string Language, string Text, TranslationStatus Status, DateTimeOffset At) : IMotionEvent;

public sealed record MotionSeconded(Guid MotionId, Guid Seconder, DateTimeOffset At) : IMotionEvent;

public sealed record MotionWithdrawn(Guid MotionId, DateTimeOffset At) : IMotionEvent;

public sealed record MotionTabled(Guid MotionId, string Reason, DateTimeOffset At) : IMotionEvent;

/// <param name="By">The amendment that carried.</param>
/// <param name="Language">The language of the text; null where it stays as it was.</param>
public sealed record MotionAmended(Guid MotionId, string Text, Guid By, DateTimeOffset At, string? Language = null) : IMotionEvent;

/// <param name="ConflictId">The interest that was declared before; null where there was none.</param>
/// <param name="ByClerk">Whether the clerk put it on record for them.</param>
public sealed record MemberRecused(
    Guid MotionId, Guid MembershipId, Personal<string> Reason, DateTimeOffset At, Guid? ConflictId = null, bool ByClerk = false) : IMotionEvent;

public sealed record VoteCalled(Guid MotionId, DateTimeOffset At) : IMotionEvent;

/// <param name="Choice">For PROPOSAL.</param>
/// <param name="Scores">For SCORE: 0 to 5 for each option that the member scored.</param>
/// <param name="Ranking">For RANKED_CHOICE: options, the best first.</param>
/// <param name="ByClerk">Whether the clerk put it on record for them.</param>
public sealed record VoteCast(
    Guid MotionId, Guid MembershipId, DateTimeOffset At, VoteChoice? Choice = null, IReadOnlyList<OptionScore>? Scores = null,
    IReadOnlyList<Guid>? Ranking = null, bool ByClerk = false) : IMotionEvent;

public sealed record MotionCarried(Guid MotionId, VoteResult Result, DateTimeOffset At) : IMotionEvent;

public sealed record MotionFailed(Guid MotionId, VoteResult Result, DateTimeOffset At) : IMotionEvent;

/// <summary>As many for it as against it. Where whoever presides breaks ties it waits for them; otherwise it is lost.</summary>
/// <param name="Presiding">Who presided, and so may break it.</param>
public sealed record MotionTied(Guid MotionId, VoteResult Result, DateTimeOffset At, Guid Presiding) : IMotionEvent;

/// <summary>Whoever presides gave the vote that they had kept back, by the ballot of the motion's method. What comes of it follows.</summary>
public sealed record TieBroken(
    Guid MotionId, Guid MembershipId, DateTimeOffset At, VoteChoice? Choice = null, IReadOnlyList<OptionScore>? Scores = null, IReadOnlyList<Guid>? Ranking = null) : IMotionEvent;

/// <summary>The quorum was lost before the vote was over.</summary>
public sealed record MotionVoided(Guid MotionId, VoteResult Result, DateTimeOffset At) : IMotionEvent;
